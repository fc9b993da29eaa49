import { Component, easeOut, type Template } from '../lightning.ts';
import type { TileModel } from '../models/providers.ts';
import { halo, rounded } from '../shapes.ts';
import { centred, linesOf, textStyle } from '../textStyle.ts';
import { type Brand, color, corner, faded, motion } from '../theme.ts';
import { ProviderMark } from './ProviderMark.ts';

export const tile = { w: 396, h: 150, pitchX: 428, pitchY: 182 } as const;

const edge = 92;
const textX = 140;
const textWidth = tile.w - textX - 20;
const line = 40;
const ring = 4;

/** One provider, with logo and name. */
export class Tile extends Component {
  declare brand: Brand;
  declare private shown: TileModel | null;

  static override _template(): Template {
    const { w, h } = tile;
    return {
      Body: {
        w,
        h,
        pivot: 0.5,
        Halo: { x: -40, y: -34, alpha: 0, texture: halo(w, h, corner(18), 40) },
        Face: { texture: rounded(w, h, { radius: corner(18) }), color: color.surface },
        Ring: {
          x: -ring,
          y: -ring,
          alpha: 0,
          texture: rounded(w + ring * 2, h + ring * 2, {
            radius: corner(18) + ring,
            line: ring + 1,
            fill: false,
          }),
        },
        Mark: { type: ProviderMark, edge, x: 26, y: (h - edge) / 2 },
        Name: { x: textX, color: color.text },
        Note: { x: textX, color: color.textQuiet },
      },
    };
  }

  override _construct(): void {
    this.shown = null;
  }

  override _setup(): void {
    const { brand } = this;
    this.patch({
      Body: {
        Halo: { color: faded(brand.accent, 0.28) },
        Ring: { color: brand.accent },
        Mark: { brand },
      },
    });
  }

  show(model: TileModel): void {
    if (this.shown === model) return;
    this.shown = model;
    const most = model.note ? 1 : 2;
    const lines = linesOf(model.name, 'body', 'semibold', textWidth, most).length;
    const top = centred(tile.h / 2, 'body') - ((lines - 1) * line) / 2;
    this.patch({
      Body: {
        Name: {
          y: model.note ? top - 20 : top,
          text: textStyle(model.name, 'body', {
            face: 'semibold',
            width: textWidth,
            lines: most,
            lineHeight: line,
          }),
        },
        Note: {
          visible: model.note !== '',
          y: top + 24,
          text: textStyle(model.note, 'small', { width: textWidth, lines: 1 }),
        },
      },
    });
    this.tag<ProviderMark>('Body.Mark').show(model);
  }

  override _focus(): void {
    this.glowing(true);
  }

  override _unfocus(): void {
    this.glowing(false);
  }

  private glowing(on: boolean): void {
    const pace = { duration: motion.focus, timingFunction: easeOut };
    this.zIndex = on ? 2 : 1;
    const body = this.tag('Body');
    body.setSmooth('scale', on ? 1.06 : 1, pace);
    body.tag('Ring').setSmooth('alpha', on ? 1 : 0, pace);
    body.tag('Halo').setSmooth('alpha', on ? 1 : 0, pace);
    body.tag('Face').setSmooth('color', on ? color.paper : color.surface, pace);
    body.tag('Name').setSmooth('color', on ? color.ink : color.text, pace);
    body.tag('Note').setSmooth('color', on ? 0xff4a4f5e : color.textQuiet, pace);
  }
}
