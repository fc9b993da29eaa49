import { icon } from '../icons.ts';
import { Component, type ComponentNode, type Template } from '../lightning.ts';
import type { PageModel } from '../models/page.ts';
import { rounded } from '../shapes.ts';
import { centred, linesOf, textStyle } from '../textStyle.ts';
import { type Brand, color, faded } from '../theme.ts';
import { ButtonRow } from './ButtonRow.ts';
import { ProviderMark } from './ProviderMark.ts';
import { Spinner } from './Spinner.ts';

export type MessageModel = Pick<
  PageModel,
  'provider' | 'tone' | 'kicker' | 'title' | 'message' | 'quote' | 'support' | 'waiting' | 'actions'
>;

const width = 1040;
const mark = 116;

/** One message, top to bottom: what happened, what it means, what can be done. */
export class Message extends Component {
  declare brand: Brand;

  static override _template(): Template {
    const text = { color: color.textSoft, visible: false };
    return {
      Mark: {
        visible: false,
        Disc: { texture: rounded(76, 76, { radius: 38 }), color: faded(color.warn, 0.16) },
        Sign: { x: 19, y: 19, texture: icon('warn', 38), color: color.warn },
      },
      Provider: { type: ProviderMark, edge: mark, visible: false },
      Kicker: { ...text },
      Title: { color: color.text },
      Message: { ...text },
      Quote: {
        visible: false,
        Bar: { rect: true, w: 5, color: color.line },
        By: { x: 30, color: color.textQuiet },
        Words: { x: 30, y: 44, color: color.text },
      },
      Waiting: {
        visible: false,
        Turning: { type: Spinner },
        Text: { x: 70, y: centred(24, 'body'), color: color.textSoft },
      },
      Buttons: { type: ButtonRow },
      Support: { ...text, color: color.textQuiet },
    };
  }

  override _setup(): void {
    this.patch({
      Provider: { brand: this.brand },
      Buttons: { brand: this.brand },
      Waiting: { Turning: { tone: this.brand.accent } },
    });
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<ButtonRow>('Buttons').componentOf(id);
  }

  show(model: MessageModel): void {
    let y = 0;
    const put = (ref: string, present: boolean, height: number, gap: number, patch: Template) => {
      this.tag(ref).patch({ visible: present, ...(present ? { y, ...patch } : {}) });
      if (present) y += height + gap;
    };
    const problem = model.tone === 'problem';
    put('Mark', problem, 76, 24, {});
    put('Provider', model.provider !== null, mark, 34, {});
    if (model.provider) this.tag<ProviderMark>('Provider').show(model.provider);
    put('Kicker', model.kicker !== '', 44, 10, {
      color: this.brand.accentText,
      text: textStyle(model.kicker, 'body', { face: 'semibold', width, lines: 1 }),
    });
    const titleLines = linesOf(model.title, 'title', 'bold', width, 2).length;
    put('Title', true, titleLines * 74, 22, {
      text: textStyle(model.title, 'title', { face: 'bold', width, lines: 2 }),
    });
    const quote = model.quote?.text ?? '';
    // Quoted texts of others may be long; all texts together must still end inside the safe area.
    const most = quote === '' ? { message: 3, quote: 0 } : { message: 2, quote: 3 };
    const messageLines = linesOf(model.message, 'body', 'regular', width, most.message).length;
    put('Message', model.message !== '', messageLines * 46, 30, {
      text: textStyle(model.message, 'body', { width, lines: most.message, lineHeight: 46 }),
    });
    const quoteLines = linesOf(quote, 'body', 'regular', width - 30, most.quote).length;
    put('Quote', quote !== '', 44 + quoteLines * 44 + 6, 34, {
      Bar: { h: 44 + quoteLines * 44 },
      By: { text: textStyle(model.quote?.by ?? '', 'small') },
      Words: {
        text: textStyle(quote, 'body', { width: width - 30, lines: most.quote, lineHeight: 44 }),
      },
    });
    put('Waiting', model.waiting !== '', 48, 34, {
      Text: { text: textStyle(model.waiting, 'body', { width, lines: 1 }) },
    });
    y += 18;
    const buttons = this.tag<ButtonRow>('Buttons');
    buttons.y = y;
    buttons.show(model.actions);
    if (model.actions.length > 0) y += 80 + 46;
    put('Support', model.support !== '', 40, 0, {
      text: textStyle(model.support, 'small', { width: 1680, lines: 1 }),
    });
    this.h = y;
  }
}
