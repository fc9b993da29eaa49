import { icon } from '../icons.ts';
import {
  Component,
  type ComponentNode,
  easeOut,
  freeWords,
  type Node,
  type Template,
} from '../lightning.ts';
import type { ChoicesModel } from '../models/choices.ts';
import type { Action } from '../screenModel.ts';
import { rounded } from '../shapes.ts';
import { centred, textStyle } from '../textStyle.ts';
import { type Brand, color, corner, faded, motion, safe, stage } from '../theme.ts';

const panel = { w: 720, x: stage.width - 720 } as const;
const line = { w: panel.w - 48 - safe.margin, h: 76, pitch: 88, top: 204 } as const;
/** Lines that fit between the title and the lower edge of the safe area. */
const visible = Math.floor((stage.height - safe.y - line.top) / line.pitch);

/** One line of the list. */
class Choice extends Component {
  declare brand: Brand;
  declare private focused: boolean;

  static override _template(): Template {
    const { w, h } = line;
    return {
      Body: {
        w,
        h,
        pivot: 0.5,
        Ring: {
          x: -7,
          y: -7,
          alpha: 0,
          texture: rounded(w + 14, h + 14, { radius: corner(22), line: 4, fill: false }),
        },
        Face: { texture: rounded(w, h, { radius: corner(16) }) },
        Sign: { x: 24, y: (h - 36) / 2, texture: icon('check', 36), visible: false },
        Label: { x: 84, y: centred(h / 2, 'body') },
      },
    };
  }

  override _construct(): void {
    this.focused = false;
  }

  override _setup(): void {
    this.tag('Body.Ring').color = this.brand.accent;
    this.paint(0);
  }

  show(action: Action): void {
    this.patch({
      Body: {
        Sign: { visible: action.checked === true },
        Label: {
          text: textStyle(action.label, 'body', {
            face: action.checked ? 'semibold' : 'regular',
            width: line.w - 108,
            lines: 1,
          }),
        },
      },
    });
  }

  override _focus(): void {
    this.focused = true;
    this.paint(motion.focus);
  }

  override _unfocus(): void {
    this.focused = false;
    this.paint(motion.focus);
  }

  private paint(duration: number): void {
    const { focused, brand } = this;
    const set = (node: Node, property: string, value: number) =>
      node.setSmooth(property, value, { duration, timingFunction: easeOut });
    set(this.tag('Body'), 'scale', focused ? 1.03 : 1);
    set(this.tag('Body.Ring'), 'alpha', focused ? 1 : 0);
    set(this.tag('Body.Face'), 'color', focused ? brand.accent : faded(color.surfaceRaised, 0.55));
    set(this.tag('Body.Label'), 'color', focused ? brand.onAccent : color.text);
    set(this.tag('Body.Sign'), 'color', focused ? brand.onAccent : brand.accentText);
  }
}

/** A list at the right edge, over the rest of the screen. Only the visible lines exist. */
export class Choices extends Component {
  declare brand: Brand;
  declare private lines: Map<string, Choice>;
  declare private first: number;

  static override _template(): Template {
    return {
      x: panel.x,
      w: panel.w,
      h: stage.height,
      Face: { rect: true, w: panel.w, h: stage.height, color: faded(0xff0e111b, 0.97) },
      Edge: { rect: true, w: 2, h: stage.height, color: faded(color.line, 0.6) },
      Title: { x: 48, y: 112, color: color.text },
      List: { x: 48, y: line.top },
    };
  }

  override _construct(): void {
    this.lines = new Map();
    this.first = 0;
  }

  /** null hides the list. */
  show(model: ChoicesModel | null, focusedId: string | null): void {
    this.visible = model !== null;
    if (!model) {
      this.clear();
      return;
    }
    const at = Math.max(
      0,
      model.choices.findIndex(({ id }) => id === focusedId),
    );
    this.first = Math.min(Math.max(this.first, at - visible + 1), at);
    this.tag('Title').patch({
      text: textStyle(model.title, 'heading', { face: 'bold', width: line.w, lines: 1 }),
    });
    const before = this.lines;
    this.lines = new Map();
    model.choices.slice(this.first, this.first + visible).forEach((action, index) => {
      const node =
        before.get(action.id) ??
        (this.stage.createElement({ type: Choice, brand: this.brand }) as Choice);
      if (!before.delete(action.id)) this.tag('List').childList.add(node);
      node.y = index * line.pitch;
      node.show(action);
      this.lines.set(action.id, node);
    });
    for (const gone of before.values()) {
      this.tag('List').childList.remove(gone);
      freeWords(gone);
    }
  }

  componentOf(id: string): ComponentNode | null {
    return this.lines.get(id) ?? null;
  }

  private clear(): void {
    this.tag('List').childList.clear();
    this.lines.clear();
    this.first = 0;
  }
}
