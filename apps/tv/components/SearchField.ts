import { Component, type ComponentNode, type Template } from '../lightning.ts';
import type { SearchModel } from '../models/search.ts';
import { rounded } from '../shapes.ts';
import { centred, measure, textStyle } from '../textStyle.ts';
import { type Brand, color, corner, safe, stage } from '../theme.ts';
import { ButtonRow } from './ButtonRow.ts';
import { Keys } from './Keys.ts';

const width = stage.width - safe.margin * 2;
const field = { w: 1000, h: 72, y: 216 } as const;

/** The upper part of the search: title, way out, what was typed, how much was found, keyboard. */
export class SearchField extends Component {
  declare brand: Brand;

  static override _template(): Template {
    const { w, h, y } = field;
    const shape = { radius: corner(16) };
    return {
      Title: { y: 140, color: color.text },
      Field: {
        y,
        Face: { texture: rounded(w, h, shape), color: color.surface },
        Line: { texture: rounded(w, h, { ...shape, line: 2, fill: false }), color: color.line },
        Text: { x: 28, y: centred(h / 2, 'large') },
        Caret: { rect: true, y: 16, w: 4, h: 40 },
        Found: { x: w + 36, y: centred(h / 2, 'body'), color: color.textSoft },
      },
      Keyboard: { type: Keys, y: 312, keyWidth: 120, keyHeight: 62, gap: 10 },
      None: { y: 590, color: color.textSoft, visible: false },
      Pills: { type: ButtonRow, y: 134 },
    };
  }

  override _setup(): void {
    const { brand } = this;
    this.patch({
      Keyboard: { brand },
      Pills: { brand, look: 'pill', gap: 12, most: 700 },
      Field: { Caret: { color: brand.accent } },
    });
  }

  componentOf(id: string): ComponentNode | null {
    return (
      this.tag<Keys>('Keyboard').componentOf(id) ?? this.tag<ButtonRow>('Pills').componentOf(id)
    );
  }

  show(model: SearchModel): void {
    const { query, found } = model;
    const isNone = found !== '' && model.rows.length === 0;
    const room = field.w - 60;
    this.patch({
      Title: { text: textStyle(model.title, 'heading', { face: 'bold', width: 1000, lines: 1 }) },
      Field: {
        Text: {
          color: query ? color.text : color.textQuiet,
          text: textStyle(query || model.placeholder, 'large', { width: room, lines: 1 }),
        },
        Caret: { x: 26 + Math.min(room, measure(query, 'large', 'regular')) },
        Found: {
          visible: found !== '' && !isNone,
          text: textStyle(found, 'body', { width: width - field.w - 36, lines: 1 }),
        },
      },
      None: { visible: isNone, text: textStyle(found, 'body', { width, lines: 2 }) },
    });
    this.tag<Keys>('Keyboard').show(model.keys);
    const pills = this.tag<ButtonRow>('Pills');
    // A pill without focus needs its ground here, because it is beside a title and not in a menu.
    pills.show([{ ...model.leave, page: true }]);
    pills.x = width - pills.w;
  }
}
