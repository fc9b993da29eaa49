import { Component, type ComponentNode, easeOut, type Node, type Template } from '../lightning.ts';
import type { StreamRow } from '../models/streams.ts';
import { rounded } from '../shapes.ts';
import { centred, textStyle } from '../textStyle.ts';
import { type Brand, color, corner, faded, motion } from '../theme.ts';

const line = { w: 1360, h: 84, pitch: 100, pad: 32, name: 520 } as const;

/** Rows that fit above the buttons. */
const visible = 4;

/** One running stream: the device, then its app, channel and start. */
class StreamLine extends Component {
  declare brand: Brand;
  declare private focused: boolean;

  static override _template(): Template {
    const { w, h, pad, name } = line;
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
        Name: { x: pad, y: centred(h / 2, 'body') },
        Details: { x: pad + name, y: centred(h / 2, 'small') },
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

  show({ name, details }: StreamRow): void {
    const { w, pad } = line;
    this.patch({
      Body: {
        Name: {
          text: textStyle(name, 'body', { face: 'semibold', width: line.name - 24, lines: 1 }),
        },
        Details: {
          text: textStyle(details, 'small', { width: w - pad * 2 - line.name, lines: 1 }),
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
    set(this.tag('Body'), 'scale', focused ? 1.02 : 1);
    set(this.tag('Body.Ring'), 'alpha', focused ? 1 : 0);
    set(this.tag('Body.Face'), 'color', focused ? brand.accent : faded(color.surfaceRaised, 0.55));
    set(this.tag('Body.Name'), 'color', focused ? brand.onAccent : color.text);
    set(this.tag('Body.Details'), 'color', focused ? brand.onAccent : color.textSoft);
  }
}

/** The running streams of an account, one below the other. Only the visible rows exist. */
export class StreamRows extends Component {
  declare brand: Brand;
  declare private lines: Map<string, StreamLine>;
  declare private first: number;

  override _construct(): void {
    this.lines = new Map();
    this.first = 0;
  }

  show(rows: readonly StreamRow[], focusedId: string | null): void {
    const at = rows.findIndex(({ id }) => id === focusedId);
    // The focus is on the buttons: the last rows stay visible.
    const near = at < 0 ? this.first : at;
    this.first = Math.max(0, Math.min(Math.max(this.first, near - visible + 1), near));
    this.childList.clear();
    this.lines.clear();
    rows.slice(this.first, this.first + visible).forEach((row, index) => {
      const node = this.stage.createElement({ type: StreamLine, brand: this.brand }) as StreamLine;
      this.childList.add(node);
      node.y = index * line.pitch;
      node.show(row);
      this.lines.set(row.id, node);
    });
  }

  componentOf(id: string): ComponentNode | null {
    return this.lines.get(id) ?? null;
  }
}
