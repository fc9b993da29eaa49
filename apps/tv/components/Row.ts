import type { FrameByFrame } from '../frameByFrame.ts';
import { Component, type ComponentNode, easeOut, type Template } from '../lightning.ts';
import type { RowModel } from '../models/home.ts';
import { textStyle } from '../textStyle.ts';
import { type Brand, color, motion } from '../theme.ts';
import { Card, card } from './Card.ts';

export const row = { pitch: 362, cardsY: 70 } as const;

/** Number of whole cards between the margins. */
const columns = 4;

/** A row of titles. Only the cards near the visible area exist. */
export class Row extends Component {
  declare brand: Brand;
  declare filling: FrameByFrame;
  declare private model: RowModel | null;
  declare private cards: Map<number, Card>;
  /** Unused cards, kept hidden: other rows are longer, and making a card takes longer than filling it. */
  declare private spare: Card[];
  /** The card at the left edge. */
  declare private first: number;

  static override _template(): Template {
    return {
      Title: { color: color.textSoft },
      Cards: { y: row.cardsY },
    };
  }

  override _construct(): void {
    this.model = null;
    this.cards = new Map();
    this.spare = [];
    this.first = 0;
  }

  /**
   * @param moving the row is already visible: its cards move with an animation
   * @param unhurried the cards are not visible yet, and are filled one per frame: texts take long to draw
   */
  show(
    model: RowModel,
    {
      column,
      focused,
      moving,
      unhurried,
    }: Record<'focused' | 'moving' | 'unhurried', boolean> & {
      readonly column: number;
    },
  ): void {
    if (this.model?.name !== model.name) {
      this.tag('Title').patch({
        text: textStyle(model.name, 'large', { face: 'semibold', width: 1600, lines: 1 }),
      });
    }
    this.model = model;
    this.scrollTo(column, moving);
    this.buildAround(focused ? column : null, unhurried);
  }

  componentOf(id: string): ComponentNode | null {
    const index = this.model?.actions.findIndex((action) => action.id === id) ?? -1;
    return this.cards.get(index) ?? null;
  }

  private scrollTo(column: number, moving: boolean): void {
    if (column < this.first) this.first = column;
    if (column >= this.first + columns) this.first = column - columns + 1;
    const x = -this.first * card.pitch;
    const cards = this.tag('Cards');
    if (moving) cards.setSmooth('x', x, { duration: motion.screen, timingFunction: easeOut });
    else cards.patch({ smooth: { x: [x, { duration: 0 }] } });
  }

  /**
   * One card for each column near the visible area; cards out of range are reused for new columns.
   * @param urgent the focused column: its card is always filled at once
   */
  private buildAround(urgent: number | null, unhurried: boolean): void {
    const actions = this.model?.actions ?? [];
    const from = Math.max(0, this.first - 1);
    const to = Math.min(actions.length, this.first + columns + 1);
    for (const [index, node] of this.cards) {
      if (index >= from && index < to) continue;
      this.spare.push(node);
      this.cards.delete(index);
    }
    for (let index = from; index < to; index += 1) {
      const model = actions[index];
      if (!model) continue;
      const known = this.cards.get(index);
      const node = known ?? this.spare.pop() ?? this.newCard();
      if (!known) {
        node.x = index * card.pitch;
        this.cards.set(index, node);
      }
      const mayWait = index !== urgent && (unhurried || this.filling.has(node));
      const fill = () => node.show(model);
      if (mayWait) this.filling.showLater(node, fill);
      else this.filling.showNow(node, fill);
    }
    for (const node of this.spare) {
      this.filling.forget(node);
      node.visible = false;
    }
  }

  private newCard(): Card {
    const node = this.stage.createElement({ type: Card, brand: this.brand }) as Card;
    this.tag('Cards').childList.add(node);
    return node;
  }
}
