import { Component, type ComponentNode, type Node } from '../lightning.ts';
import type { Action } from '../screenModel.ts';
import type { Brand } from '../theme.ts';
import { Button, type ButtonLook } from './Button.ts';

/** Buttons side by side; keeps those that stay when the set changes. */
export class ButtonRow extends Component {
  declare brand: Brand;
  declare look: ButtonLook;
  declare gap: number;
  declare private buttons: Map<string, Button>;

  override _construct(): void {
    this.buttons = new Map();
    this.look = 'button';
    this.gap = 28;
  }

  show(actions: readonly Action[]): void {
    const wanted = new Set(actions.map(({ id }) => id));
    for (const [id, button] of this.buttons) {
      if (wanted.has(id)) continue;
      this.childList.remove(button);
      this.buttons.delete(id);
    }
    let x = 0;
    for (const action of actions) {
      let button = this.buttons.get(action.id);
      if (!button) {
        const node: Node = this.stage.createElement({
          type: Button,
          brand: this.brand,
          look: this.look,
        });
        button = node as Button;
        this.buttons.set(action.id, button);
        this.childList.add(button);
      }
      button.show(action);
      button.x = x;
      x += button.w + this.gap;
    }
    this.w = Math.max(0, x - this.gap);
  }

  componentOf(id: string): ComponentNode | null {
    return this.buttons.get(id) ?? null;
  }
}
