import { Component, type Template } from '../lightning.ts';
import { centred, icon, measure, rounded, words } from '../shapes.ts';
import { color, faded } from '../theme.ts';

export type BadgeLook = 'free' | 'locked' | 'live';

const height = 46;
const fill = { free: color.free, locked: faded(color.background, 0.84), live: color.live } as const;

/** A short word on a card. */
export class Badge extends Component {
  static override _template(): Template {
    return {
      h: height,
      Face: {},
      Lock: { x: 13, y: 10, visible: false, texture: icon('lock', 26), color: color.text },
      Dot: {
        x: 16,
        y: 17,
        visible: false,
        texture: rounded(12, 12, { radius: 6 }),
        color: color.text,
      },
      Text: { y: centred(height / 2, 'small'), color: color.text },
    };
  }

  show(look: BadgeLook, text: string, maxWidth: number): void {
    const lead = look === 'locked' ? 50 : look === 'live' ? 38 : 16;
    const width = Math.min(measure(text, 'small', 'semibold') + 2, maxWidth - lead - 16);
    const w = Math.round(lead + width + 16);
    this.patch({
      w,
      Face: { texture: rounded(w, height, { radius: 12 }), color: fill[look] },
      Lock: { visible: look === 'locked' },
      Dot: { visible: look === 'live' },
      Text: { x: lead, text: words(text, 'small', { face: 'semibold', width, lines: 1 }) },
    });
  }
}
