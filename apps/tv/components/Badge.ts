import { type IconName, icon } from '../icons.ts';
import { Component, type Template } from '../lightning.ts';
import { rounded } from '../shapes.ts';
import { centred, measureSteady, textStyle } from '../textStyle.ts';
import { color, corner, faded } from '../theme.ts';

export type BadgeLook = 'free' | 'locked' | 'included' | 'denied' | 'live' | 'past' | 'preview';

const height = 46;

function lookOf(look: BadgeLook): { fill: number; sign?: IconName; tone: number } {
  const quiet = faded(color.background, 0.84);
  const looks: Readonly<Record<BadgeLook, ReturnType<typeof lookOf>>> = {
    free: { fill: color.free, tone: color.text },
    locked: { fill: quiet, sign: 'lock', tone: color.text },
    included: { fill: quiet, sign: 'check', tone: color.good },
    denied: { fill: quiet, tone: color.textSoft },
    live: { fill: color.live, tone: color.text },
    past: { fill: color.surfaceRaised, tone: color.textSoft },
    preview: { fill: quiet, sign: 'clock', tone: color.warn },
  };
  return looks[look];
}

/** A short text on a card. */
export class Badge extends Component {
  static override _template(): Template {
    return {
      h: height,
      Face: {},
      Sign: { x: 13, y: 10, visible: false },
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
    const { fill, sign, tone } = lookOf(look);
    const lead = sign ? 50 : look === 'live' || look === 'past' ? 38 : 16;
    const width = Math.min(measureSteady(text, 'small', 'semibold') + 2, maxWidth - lead - 16);
    const w = Math.round(lead + width + 16);
    this.patch({
      w,
      Face: { texture: rounded(w, height, { radius: corner(12) }), color: fill },
      Sign: sign ? { visible: true, texture: icon(sign, 26), color: tone } : { visible: false },
      Dot: { visible: look === 'live' || look === 'past', color: tone },
      Text: {
        x: lead,
        color: look === 'denied' || look === 'past' ? tone : color.text,
        text: textStyle(text, 'small', { face: 'semibold', width, lines: 1 }),
      },
    });
  }
}
