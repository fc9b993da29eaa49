import { Component, easeOut, type Node, type Template } from '../lightning.ts';
import type { Action } from '../screenModel.ts';
import { halo, rounded } from '../shapes.ts';
import { centred, linesOf, measure, textStyle } from '../textStyle.ts';
import { type Brand, color, corner, faded, motion } from '../theme.ts';

export type ButtonLook = 'button' | 'tight' | 'pill';

const looks = {
  button: { h: 80, radius: 16, pad: 38, scale: 'body', face: 'semibold', grown: 1.04 },
  tight: { h: 80, radius: 16, pad: 26, scale: 'small', face: 'semibold', grown: 1.04 },
  pill: { h: 60, radius: 30, pad: 26, scale: 'small', face: 'regular', grown: 1.04 },
} as const;

/** Labels that do not fit on one line are set in two, in a look that fits the height. */
const twoLines = { look: 'tight', lineHeight: 34 } as const;

/** Width in stage pixels of a button whose label is not cut. */
export function buttonWidth(label: string, look: ButtonLook): number {
  const { pad, scale, face } = looks[look];
  return Math.round(measure(label, scale, face) + pad * 2);
}

/** A button. Focus is shown by size, ring and colour. */
export class Button extends Component {
  declare brand: Brand;
  declare look: ButtonLook;
  declare private page: boolean;
  declare private focused: boolean;
  declare private label: string;
  declare private laidOut: string;

  static override _template(): Template {
    return {
      Body: {
        Halo: { alpha: 0 },
        Ring: { alpha: 0 },
        Face: {},
        Label: {},
      },
    };
  }

  override _construct(): void {
    this.page = false;
    this.focused = false;
    this.label = '';
    this.laidOut = '';
  }

  /** Sets the label; the width follows it, up to `most`, where the label is cut. */
  show(action: Action, most = Number.POSITIVE_INFINITY): void {
    this.page = action.page === true;
    const width = this.widthWithin(action.label, most);
    const layout = `${this.look} ${width} ${action.label}`;
    if (layout !== this.laidOut) {
      this.laidOut = layout;
      this.label = action.label;
      this.layOut(width);
    }
    this.paint(false);
  }

  override _focus(): void {
    this.focused = true;
    this.paint(true);
  }

  override _unfocus(): void {
    this.focused = false;
    this.paint(true);
  }

  private widthWithin(label: string, most: number): number {
    const whole = buttonWidth(label, this.look);
    if (whole <= most || this.look !== twoLines.look) return Math.min(most, whole);
    const { pad, scale, face } = looks[this.look];
    const lines = linesOf(label, scale, face, most - pad * 2, 2);
    return Math.min(most, Math.max(...lines.map((line) => measure(line, scale, face))) + pad * 2);
  }

  private layOut(w: number): void {
    const { h, radius: own, pad } = looks[this.look];
    const radius = own < h / 2 ? corner(own) : own;
    this.w = w;
    this.h = h;
    const gap = 9;
    this.patch({
      Body: {
        w,
        h,
        pivot: 0.5,
        Halo: {
          x: -36,
          y: -30,
          texture: halo(w, h, radius, 36),
          color: faded(this.brand.accent, 0.4),
        },
        Ring: {
          x: -gap,
          y: -gap,
          texture: rounded(w + gap * 2, h + gap * 2, {
            radius: radius + gap,
            line: 4,
            fill: false,
          }),
          color: this.brand.accent,
        },
        Face: { texture: rounded(w, h, { radius }) },
        Label: { x: pad, ...this.laidOutLabel(w) },
      },
    });
  }

  private laidOutLabel(w: number): Template {
    const { h, pad, scale, face } = looks[this.look];
    const width = w - pad * 2 + 1;
    const broken = this.look === twoLines.look && measure(this.label, scale, face) > width;
    if (!broken) {
      return { y: centred(h / 2, scale), text: textStyle(this.label, scale, { face, width }) };
    }
    const { lineHeight } = twoLines;
    return {
      y: centred((h - lineHeight) / 2, scale) + 2,
      text: textStyle(this.label, scale, { face, width, lines: 2, lineHeight }),
    };
  }

  private paint(moving: boolean): void {
    const { grown } = looks[this.look];
    const pill = this.look === 'pill';
    const resting = pill ? faded(color.surfaceRaised, this.page ? 0.9 : 0) : color.surfaceRaised;
    const body = this.tag('Body');
    const set = (node: Node, property: string, value: number) => {
      if (moving)
        node.setSmooth(property, value, { duration: motion.focus, timingFunction: easeOut });
      else node.patch({ [property]: value });
    };
    set(body, 'scale', this.focused ? grown : 1);
    set(this.tag('Body.Halo'), 'alpha', this.focused && !pill ? 1 : 0);
    set(this.tag('Body.Ring'), 'alpha', this.focused ? 1 : 0);
    set(this.tag('Body.Face'), 'color', this.focused ? this.brand.accent : resting);
    set(
      this.tag('Body.Label'),
      'color',
      this.focused ? this.brand.onAccent : pill && !this.page ? color.textSoft : color.text,
    );
  }
}
