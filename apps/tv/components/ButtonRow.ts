import { widest } from '../fit.ts';
import { Component, type ComponentNode, freeWords, type Node } from '../lightning.ts';
import type { Action } from '../screenModel.ts';
import { type Brand, safe, stage } from '../theme.ts';
import { Button, type ButtonLook, buttonWidth } from './Button.ts';

/** Buttons side by side; buttons that remain are reused when the set changes. */
export class ButtonRow extends Component {
  declare brand: Brand;
  declare look: ButtonLook;
  declare gap: number;
  /** Stage pixels that the row may take; longer rows get a tighter look. */
  declare most: number;
  declare private buttons: Map<string, Button>;

  override _construct(): void {
    this.buttons = new Map();
    this.look = 'button';
    this.gap = 28;
    this.most = stage.width - safe.margin * 2;
  }

  show(actions: readonly Action[]): void {
    const wanted = new Set(actions.map(({ id }) => id));
    for (const [id, button] of this.buttons) {
      if (wanted.has(id)) continue;
      this.childList.remove(button);
      freeWords(button);
      this.buttons.delete(id);
    }
    const { look, most } = this.fit(actions);
    let x = 0;
    for (const action of actions) {
      let button = this.buttons.get(action.id);
      if (!button) {
        const node: Node = this.stage.createElement({
          type: Button,
          brand: this.brand,
        });
        button = node as Button;
        this.buttons.set(action.id, button);
        this.childList.add(button);
      }
      button.look = look;
      button.show(action, most);
      button.x = x;
      x += button.w + this.gap;
    }
    this.w = Math.max(0, x - this.gap);
  }

  /** Long labels get a smaller look; labels that are still too long are cut, the longest first. */
  private fit(actions: readonly Action[]): { look: ButtonLook; most: number } {
    const room = this.most - Math.max(0, actions.length - 1) * this.gap;
    const mostOf = (look: ButtonLook) =>
      widest(
        actions.map(({ label }) => buttonWidth(label, look)),
        room,
      );
    const most = mostOf(this.look);
    if (most === Number.POSITIVE_INFINITY || this.look !== 'button') {
      return { look: this.look, most };
    }
    return { look: 'tight', most: mostOf('tight') };
  }

  componentOf(id: string): ComponentNode | null {
    return this.buttons.get(id) ?? null;
  }
}
