import { type IconName, icon } from '../icons.ts';
import { Component, easeOut, type Node, type Template } from '../lightning.ts';
import type { Action } from '../screenModel.ts';
import { rounded } from '../shapes.ts';
import { centred, textStyle } from '../textStyle.ts';
import { type Brand, color, corner, faded, motion } from '../theme.ts';

const signs: Readonly<Record<string, IconName>> = {
  'key-space': 'space',
  'key-erase': 'erase',
  'key-clear': 'clear',
};

/** A key of a keyboard or a letter of a strip: a button of a given size. */
export class Key extends Component {
  declare brand: Brand;
  declare private focused: boolean;
  declare private marked: boolean;

  static override _template(): Template {
    return { Body: { pivot: 0.5, Ring: { alpha: 0 }, Face: {}, Label: {} } };
  }

  override _construct(): void {
    this.focused = false;
    this.marked = false;
  }

  override _setup(): void {
    const { w, h, brand } = this;
    const gap = 6;
    this.patch({
      Body: {
        w,
        h,
        Ring: {
          x: -gap,
          y: -gap,
          texture: rounded(w + gap * 2, h + gap * 2, {
            radius: corner(12) + gap,
            line: 4,
            fill: false,
          }),
          color: brand.accent,
        },
        Face: { texture: rounded(w, h, { radius: corner(12) }) },
        Label: { x: w / 2, y: h / 2 },
      },
    });
    this.paint(false);
  }

  show(action: Action): void {
    const sign = signs[action.id];
    this.tag('Body.Label').patch(
      sign
        ? { mount: 0.5, texture: icon(sign, 34) }
        : {
            mountX: 0.5,
            y: centred(this.h / 2, 'body'),
            text: textStyle(action.label, 'body', { face: 'semibold' }),
          },
    );
  }

  /** Marks the letter of the focused tile. */
  mark(on: boolean): void {
    if (on === this.marked) return;
    this.marked = on;
    this.paint(true);
  }

  override _focus(): void {
    this.focused = true;
    this.paint(true);
  }

  override _unfocus(): void {
    this.focused = false;
    this.paint(true);
  }

  private paint(moving: boolean): void {
    const { focused, marked, brand } = this;
    const pace = { duration: moving ? motion.focus : 0, timingFunction: easeOut };
    const set = (node: Node, property: string, value: number) =>
      node.setSmooth(property, value, pace);
    this.zIndex = focused ? 2 : 1;
    set(this.tag('Body'), 'scale', focused ? 1.08 : 1);
    set(this.tag('Body.Ring'), 'alpha', focused ? 1 : 0);
    set(
      this.tag('Body.Face'),
      'color',
      focused ? brand.accent : marked ? faded(brand.accent, 0.3) : color.surfaceRaised,
    );
    set(this.tag('Body.Label'), 'color', focused ? brand.onAccent : color.text);
  }
}
