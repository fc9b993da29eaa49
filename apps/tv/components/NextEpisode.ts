import { Component, type ComponentNode, type Template } from '../lightning.ts';
import type { NextModel } from '../models/nextEpisode.ts';
import { rounded } from '../shapes.ts';
import { textStyle } from '../textStyle.ts';
import { type Brand, color, corner, faded, safe, stage } from '../theme.ts';
import { ButtonRow } from './ButtonRow.ts';

const panel = { w: 800, h: 316, pad: 36 } as const;
const width = panel.w - panel.pad * 2;

/** The next episode, over the last seconds of the picture and above the player's controls. */
export class NextEpisode extends Component {
  declare brand: Brand;

  static override _template(): Template {
    const { w, h, pad } = panel;
    return {
      x: stage.width - safe.margin - w,
      y: 330,
      w,
      h,
      Face: {
        texture: rounded(w, h, { radius: corner(20) }),
        // Dark enough for the texts to be readable over a white picture.
        color: faded(0xff0e111b, 0.94),
      },
      Kicker: { x: pad, y: 30 },
      Title: { x: pad, y: 76, color: color.text },
      Note: { x: pad, y: 136, color: color.textSoft },
      Buttons: { type: ButtonRow, x: pad, y: 204, gap: 20, most: width },
    };
  }

  override _setup(): void {
    const { brand } = this;
    this.patch({ Buttons: { brand }, Kicker: { color: brand.accentText } });
  }

  /** null hides it. */
  show(model: NextModel | null): void {
    this.visible = model !== null;
    this.tag<ButtonRow>('Buttons').show(model?.actions ?? []);
    if (!model) return;
    this.patch({
      Kicker: { text: textStyle(model.kicker, 'body', { face: 'semibold', width, lines: 1 }) },
      Title: { text: textStyle(model.title, 'large', { face: 'bold', width, lines: 1 }) },
      Note: { text: textStyle(model.note, 'body', { width, lines: 1 }) },
    });
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<ButtonRow>('Buttons').componentOf(id);
  }
}
