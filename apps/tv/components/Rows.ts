import type { FocusGrid } from '../focus.ts';
import { FrameByFrame } from '../frameByFrame.ts';
import { Component, type ComponentNode, easeOut, freeWords, type Template } from '../lightning.ts';
import type { CardModel, RowModel } from '../models/home.ts';
import { type Brand, motion } from '../theme.ts';
import { Row, row } from './Row.ts';

const top = 566;
/** Rows kept around the one at the top: one above it, that row itself, and the visible ones below. */
const behind = 1;
const ahead = 2;

/** The rows of Home. The focused row is always directly under the hero; the list scrolls. */
export class Rows extends Component {
  declare brand: Brand;
  declare private rows: Map<number, Row>;
  declare private at: number;
  declare private models: readonly RowModel[];
  declare private column: number;
  declare private filling: FrameByFrame;

  static override _template(): Template {
    return { List: { y: top } };
  }

  override _construct(): void {
    this.rows = new Map();
    this.at = 0;
    this.models = [];
    this.column = 0;
    this.filling = new FrameByFrame(this.stage);
  }

  override _detach(): void {
    this.filling.forgetAll();
  }

  /** The focused title, or the last focused one while the menu has the focus. */
  get current(): CardModel | null {
    return this.models[this.at]?.actions[this.column] ?? null;
  }

  show(models: readonly RowModel[], grid: FocusGrid, moved: boolean): void {
    this.models = models;
    const focused = models.findIndex(({ id }) => id === grid.groupId);
    this.at = Math.max(0, Math.min(focused >= 0 ? focused : this.at, models.length - 1));
    this.column = grid.columnIn(models[this.at]?.id ?? '');
    this.build(grid, moved);
    this.scroll(moved);
  }

  componentOf(id: string): ComponentNode | null {
    for (const node of this.rows.values()) {
      const found = node.componentOf(id);
      if (found) return found;
    }
    return null;
  }

  private build(grid: FocusGrid, moved: boolean): void {
    const from = Math.max(0, this.at - behind);
    const to = Math.min(this.models.length, this.at + ahead);
    const list = this.tag('List').childList;
    // A row that is out of range is refilled for a new one: making a row takes longer than a frame.
    const spare: Row[] = [];
    for (const [index, node] of this.rows) {
      if (index >= from && index < to) continue;
      spare.push(node);
      this.rows.delete(index);
    }
    for (let index = from; index < to; index += 1) {
      const model = this.models[index];
      if (!model) continue;
      let node = this.rows.get(index);
      const fresh = node === undefined;
      if (!node) {
        const other = spare.pop();
        node = other ?? this.newRow();
        const alpha = [index < this.at ? 0 : 1, { duration: 0 }];
        node.patch({ y: index * row.pitch, smooth: { alpha } });
        this.rows.set(index, node);
        if (!other) list.add(node);
      }
      node.show(model, {
        column: grid.columnIn(model.id),
        focused: index === this.at,
        moving: moved && !fresh,
        unhurried: moved && fresh,
      });
    }
    for (const node of spare) {
      list.remove(node);
      freeWords(node);
    }
  }

  private newRow(): Row {
    const { brand, filling } = this;
    return this.stage.createElement({ type: Row, brand, filling }) as Row;
  }

  private scroll(moved: boolean): void {
    const pace = { duration: moved ? motion.screen : 0, timingFunction: easeOut };
    this.tag('List').setSmooth('y', top - this.at * row.pitch, pace);
    for (const [index, node] of this.rows) {
      node.setSmooth('alpha', index < this.at ? 0 : 1, pace);
    }
  }
}
