import { Component, type ComponentNode } from '../lightning.ts';
import type { ActionGroup } from '../screenModel.ts';
import type { Brand } from '../theme.ts';
import { Key } from './Key.ts';

/** Lines of keys of equal size: a keyboard, or the A-Z strip. */
export class Keys extends Component {
  declare brand: Brand;
  declare keyWidth: number;
  declare keyHeight: number;
  declare gap: number;
  declare private keys: Map<string, Key>;
  declare private shown: readonly ActionGroup[];

  override _construct(): void {
    this.keys = new Map();
    this.shown = [];
  }

  show(lines: readonly ActionGroup[], markedId: string | null = null): void {
    const same =
      lines.length === this.shown.length &&
      lines.every((line, index) => line === this.shown[index]);
    if (!same) this.build(lines);
    for (const [id, key] of this.keys) key.mark(id === markedId);
  }

  componentOf(id: string): ComponentNode | null {
    return this.keys.get(id) ?? null;
  }

  private build(lines: readonly ActionGroup[]): void {
    const { brand, keyWidth: w, keyHeight: h, gap } = this;
    this.shown = lines;
    this.childList.clear();
    this.keys.clear();
    lines.forEach(({ actions }, line) => {
      actions.forEach((action, column) => {
        const place = { x: column * (w + gap), y: line * (h + gap) };
        const key = this.stage.createElement({ type: Key, brand, w, h, ...place }) as Key;
        this.keys.set(action.id, key);
        this.childList.add(key);
        key.show(action);
      });
    });
  }
}
