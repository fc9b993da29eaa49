import { Component, type ComponentNode, easeOut, type Template } from '../lightning.ts';
import type { RowModel } from '../models/home.ts';
import { type Brand, color, motion } from '../theme.ts';
import { words } from '../words.ts';
import { Card, card } from './Card.ts';

export const row = { pitch: 362, cardsY: 70 } as const;

/** Whole cards that fit between the margins. */
const columns = 4;

/** A row of titles. Only the cards near the window exist. */
export class Row extends Component {
  declare brand: Brand;
  declare private model: RowModel | null;
  declare private cards: Map<number, Card>;
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
    this.first = 0;
  }

  show(model: RowModel, column: number, moving: boolean): void {
    if (this.model?.name !== model.name) {
      this.tag('Title').patch({
        text: words(model.name, 'large', { face: 'semibold', width: 1600, lines: 1 }),
      });
    }
    this.model = model;
    this.scrollTo(column, moving);
    this.buildAround();
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

  /** One card each for the columns near the window; those that left it take the places of new ones. */
  private buildAround(): void {
    const actions = this.model?.actions ?? [];
    const from = Math.max(0, this.first - 1);
    const to = Math.min(actions.length, this.first + columns + 1);
    const spare: Card[] = [];
    for (const [index, node] of this.cards) {
      if (index >= from && index < to) continue;
      spare.push(node);
      this.cards.delete(index);
    }
    for (let index = from; index < to; index += 1) {
      const model = actions[index];
      if (!model) continue;
      let node = this.cards.get(index);
      if (!node) {
        node = spare.pop() ?? this.newCard();
        node.x = index * card.pitch;
        this.cards.set(index, node);
      }
      node.show(model);
    }
    for (const node of spare) this.tag('Cards').childList.remove(node);
  }

  private newCard(): Card {
    const node = this.stage.createElement({ type: Card, brand: this.brand }) as Card;
    this.tag('Cards').childList.add(node);
    return node;
  }
}
