import { icon } from '../icons.ts';
import { Component, type Template } from '../lightning.ts';
import type { HeroModel } from '../models/home.ts';
import { measure, textStyle } from '../textStyle.ts';
import { type Brand, color } from '../theme.ts';

/** Texts end before the art begins. */
const width = 880;
/** The y at which the description's second line ends, above the first row. */
const bottom = 526;

/** The texts about the focused title, over its art. */
export class Hero extends Component {
  declare brand: Brand;
  declare private shown: HeroModel | null;

  static override _template(): Template {
    return {
      Kicker: {},
      Title: { color: color.text },
      Meta: { color: color.textSoft },
      Lock: { texture: icon('lock', 26), color: color.textSoft, visible: false },
      Access: { color: color.textSoft },
      Description: { color: color.textSoft },
    };
  }

  override _construct(): void {
    this.shown = null;
  }

  show(model: HeroModel): void {
    if (this.shown === model) return;
    this.shown = model;
    const large = measure(model.title, 'hero', 'bold') <= width;
    const oneLine = large || measure(model.title, 'title', 'bold') <= width;
    const titleHeight = large ? 112 : oneLine ? 78 : 148;
    const descriptionY = bottom - 92;
    const metaY = descriptionY - 58;
    const titleY = metaY - titleHeight - 14;
    const metaWidth = model.meta ? measure(`${model.meta} · `, 'body', 'regular') : 0;
    const accessX = metaWidth + (model.locked ? 38 : 0);
    this.patch({
      Kicker: {
        y: titleY - 52,
        color: this.brand.accentText,
        text: textStyle(model.kicker, 'body', { face: 'semibold', width, lines: 1 }),
      },
      Title: {
        y: titleY,
        text: textStyle(model.title, large ? 'hero' : 'title', { face: 'bold', width, lines: 2 }),
      },
      Meta: { y: metaY, text: textStyle(model.meta ? `${model.meta} · ` : '', 'body') },
      Lock: { x: metaWidth, y: metaY + 7, visible: model.locked },
      Access: { x: accessX, y: metaY, text: textStyle(model.access, 'body') },
      Description: {
        y: descriptionY,
        text: textStyle(model.description, 'body', { width: 840, lines: 2, lineHeight: 46 }),
      },
    });
  }
}
