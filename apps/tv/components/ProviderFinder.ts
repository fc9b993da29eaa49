import { Component, type ComponentNode, type Template } from '../lightning.ts';
import { initialOf } from '../models/providerList.ts';
import type { ProvidersModel } from '../models/providers.ts';
import { rounded } from '../shapes.ts';
import { centred, measure, textStyle } from '../textStyle.ts';
import { type Brand, color, corner, safe, stage } from '../theme.ts';
import { ButtonRow } from './ButtonRow.ts';
import { Keys } from './Keys.ts';
import { Spinner } from './Spinner.ts';
import { tile } from './Tile.ts';
import { Tiles } from './Tiles.ts';

const width = stage.width - safe.margin * 2;
const field = { w: 1000, h: 76, y: 236 } as const;

/** Where the tiles begin, and how many lines of them are fully visible. */
const places = {
  popular: { top: 330, visible: 3 },
  all: { top: 366, visible: 3 },
  find: { top: 588, visible: 2 },
} as const;

/** The provider screen without its problems: titles, tiles, letters, keyboard, buttons. */
export class ProviderFinder extends Component {
  declare brand: Brand;

  static override _template(): Template {
    const skeleton = Array.from({ length: 12 }, (_, index) => ({
      x: (index % 4) * tile.pitchX,
      y: Math.floor(index / 4) * tile.pitchY,
      texture: rounded(tile.w, tile.h, { radius: corner(18) }),
      color: color.surface,
    }));
    return {
      Title: { color: color.text },
      Help: { y: 254, color: color.textSoft },
      Skeleton: { y: places.popular.top, alpha: 0.6, visible: false, children: skeleton },
      Waiting: {
        y: 254,
        visible: false,
        Turning: { type: Spinner, scale: 0.8 },
        Text: { x: 62, color: color.textSoft },
      },
      Tiles: { type: Tiles },
      None: { y: places.find.top + 24, color: color.textSoft, visible: false },
      Field: {
        y: field.y,
        visible: false,
        Face: { texture: rounded(field.w, field.h, { radius: corner(16) }), color: color.surface },
        Line: {
          texture: rounded(field.w, field.h, { radius: corner(16), line: 2, fill: false }),
          color: color.line,
        },
        Text: { x: 28, y: centred(field.h / 2, 'large') },
        Caret: { rect: true, y: 18, w: 4, h: 40 },
        Found: { x: field.w + 36, y: centred(field.h / 2, 'body'), color: color.textSoft },
      },
      Keyboard: { type: Keys, y: 346, keyWidth: 120, keyHeight: 62, gap: 10, visible: false },
      Letters: { type: Keys, y: 250, keyWidth: 56, keyHeight: 62, gap: 6, visible: false },
      Buttons: { type: ButtonRow, y: 922 },
      Pills: { type: ButtonRow, y: 152 },
    };
  }

  override _setup(): void {
    const { brand } = this;
    this.patch({
      Tiles: { brand },
      Keyboard: { brand },
      Letters: { brand },
      Buttons: { brand },
      Pills: { brand, look: 'pill', gap: 12, most: 1060 },
      Field: { Caret: { color: brand.accent } },
      Waiting: { Turning: { tone: brand.accent } },
    });
  }

  componentOf(id: string): ComponentNode | null {
    for (const part of ['Tiles', 'Letters', 'Keyboard', 'Buttons', 'Pills']) {
      const found = this.tag<Tiles | Keys | ButtonRow>(part).componentOf(id);
      if (found) return found;
    }
    return null;
  }

  show(model: ProvidersModel, focusedId: string | null, moved: boolean): void {
    const listed = model.mode !== 'popular';
    const scale = listed ? 'heading' : 'title';
    this.patch({
      Title: { y: listed ? 156 : 158, text: textStyle(model.title, scale, { face: 'bold' }) },
      Help: {
        visible: !listed && model.status === '',
        text: textStyle(model.help, 'body', { width, lines: 1 }),
      },
      Waiting: { visible: model.status !== '', Text: { text: textStyle(model.status, 'body') } },
      Skeleton: { visible: model.look === 'loading' },
      None: {
        visible: model.mode === 'find' && model.lines.length === 0,
        text: textStyle(model.found, 'body', { width, lines: 2 }),
      },
    });
    this.showButtons(model, listed);
    this.showField(model);
    this.showTiles(model, focusedId, moved);
  }

  private showButtons(model: ProvidersModel, listed: boolean): void {
    this.tag<ButtonRow>('Buttons').show(listed ? [] : model.actions);
    const pills = this.tag<ButtonRow>('Pills');
    // A pill without focus needs its ground here, because it is beside a title and not in a menu.
    pills.show(listed ? model.actions.map((action) => ({ ...action, page: true })) : []);
    pills.x = width - pills.w;
  }

  private showField(model: ProvidersModel): void {
    const typing = model.mode === 'find';
    const keyboard = this.tag<Keys>('Keyboard');
    keyboard.visible = typing;
    keyboard.show(model.keys);
    const { query } = model;
    const none = model.lines.length === 0;
    this.tag('Field').patch({
      visible: typing,
      Text: {
        color: query ? color.text : color.textQuiet,
        text: textStyle(query || model.placeholder, 'large', { width: field.w - 60, lines: 1 }),
      },
      Caret: { x: 26 + Math.min(field.w - 60, measure(query, 'large', 'regular')) },
      Found: { visible: !none, text: textStyle(model.found, 'body') },
    });
  }

  private showTiles(model: ProvidersModel, focusedId: string | null, moved: boolean): void {
    const letter = focusedId?.startsWith('letter-') ? focusedId.slice('letter-'.length) : null;
    const at = model.lines.findIndex(({ actions }) =>
      actions.some(({ id, name }) =>
        letter === null ? id === focusedId : initialOf(name) === letter,
      ),
    );
    const tiles = this.tag<Tiles>('Tiles');
    tiles.y = places[model.mode].top;
    tiles.show(model.lines, {
      visible: places[model.mode].visible,
      at: Math.max(0, at),
      atTop: letter !== null || at < 0,
      moved,
    });
    const letters = this.tag<Keys>('Letters');
    letters.visible = model.letters !== null;
    const focusedTile = model.lines[at]?.actions.find(({ id }) => id === focusedId);
    letters.show(
      model.letters ? [model.letters] : [],
      focusedTile ? `letter-${initialOf(focusedTile.name)}` : null,
    );
  }
}
