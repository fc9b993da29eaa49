import { type IconName, icon } from '../icons.ts';
import { Component, type ComponentNode, type Template } from '../lightning.ts';
import type { Access } from '../models/access.ts';
import type { TitleModel } from '../models/title.ts';
import { linesOf, measure, textStyle } from '../textStyle.ts';
import { type Brand, type ColorName, color } from '../theme.ts';
import { ButtonRow } from './ButtonRow.ts';

const width = 980;
/** The texts end here, whatever their number, so that the buttons below do not move. */
const bottom = 842;
const top = 168;

const signs: Readonly<Record<Access, { sign: IconName; tone: ColorName }>> = {
  free: { sign: 'check', tone: 'good' },
  signIn: { sign: 'lock', tone: 'textSoft' },
  preview: { sign: 'clock', tone: 'warn' },
  included: { sign: 'check', tone: 'good' },
  notIncluded: { sign: 'warn', tone: 'warn' },
  subscription: { sign: 'check', tone: 'textSoft' },
};

/** All texts about one item, and its buttons. */
export class TitleDetails extends Component {
  declare brand: Brand;

  static override _template(): Template {
    return {
      Words: {
        Kicker: {},
        Title: { color: color.text },
        Meta: { color: color.textSoft },
        Description: { color: color.textSoft },
        Quote: {
          Bar: { rect: true, w: 5, color: color.line },
          By: { x: 30, color: color.textQuiet },
          Said: { x: 30, y: 42, color: color.text },
        },
        Sign: {},
        Need: { x: 54, color: color.text },
      },
      Buttons: { type: ButtonRow, y: 900 },
    };
  }

  override _setup(): void {
    this.patch({
      Buttons: { brand: this.brand },
      Words: { Kicker: { color: this.brand.accentText } },
    });
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<ButtonRow>('Buttons').componentOf(id);
  }

  show(model: TitleModel): void {
    const large = measure(model.title, 'hero', 'bold') <= 1180;
    const titleLines = large ? 1 : linesOf(model.title, 'title', 'bold', width, 2).length;
    const quote = model.quote?.text ?? '';
    const most = quote ? 3 : titleLines > 1 ? 4 : 5;
    const needLines = linesOf(model.need, 'body', 'regular', width - 54, 2).length;
    const quoteLines = linesOf(quote, 'body', 'regular', width - 30, 2).length;
    const text = linesOf(model.description, 'body', 'regular', width, most).length;
    let y = 0;
    const put = (ref: string, present: boolean, height: number, patch: Template) => {
      this.tag(`Words.${ref}`).patch({ visible: present, ...(present ? { y, ...patch } : {}) });
      if (present) y += height;
    };
    put('Kicker', model.kicker !== '', 54, {
      text: textStyle(model.kicker, 'body', { face: 'semibold', width, lines: 1 }),
    });
    put('Title', true, (large ? 118 : titleLines * 76) + 8, {
      text: textStyle(model.title, large ? 'hero' : 'title', {
        face: 'bold',
        width: large ? 1200 : width,
        lines: large ? 1 : 2,
      }),
    });
    put('Meta', model.meta !== '', 66, {
      text: textStyle(model.meta, 'body', { width, lines: 1 }),
    });
    put('Description', text > 0, text * 46 + 32, {
      text: textStyle(model.description, 'body', { width, lines: most, lineHeight: 46 }),
    });
    put('Quote', quote !== '', quoteLines * 44 + 42 + 30, {
      Bar: { h: 42 + quoteLines * 44 },
      By: { text: textStyle(model.quote?.by ?? '', 'small', { width: width - 30, lines: 1 }) },
      Said: { text: textStyle(quote, 'body', { width: width - 30, lines: 2, lineHeight: 44 }) },
    });
    const { sign, tone } = signs[model.access];
    this.tag('Words.Sign').patch({ y: y + 5, texture: icon(sign, 34), color: color[tone] });
    put('Need', true, needLines * 44, {
      text: textStyle(model.need, 'body', { width: width - 54, lines: 2, lineHeight: 44 }),
    });
    this.tag('Words').y = Math.max(top, bottom - y);
    this.tag<ButtonRow>('Buttons').show(model.actions);
  }
}
