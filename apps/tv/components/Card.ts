import { Component, easeOut, type Template } from '../lightning.ts';
import type { CardModel } from '../models/home.ts';
import { halo, rounded, roundedCorners } from '../shapes.ts';
import { type Brand, color, faded, mix, motion } from '../theme.ts';
import { centred, words } from '../words.ts';
import { Badge } from './Badge.ts';

export const card = { w: 344, h: 194, pitch: 384, titleY: 214 } as const;

const line = 5;
/** How far it was watched. */
const bar = { x: 14, w: card.w - 28, h: 8 } as const;
const grown = 1.1;

/** One title in a row. */
export class Card extends Component {
  declare brand: Brand;
  declare private shown: CardModel | null;

  static override _template(): Template {
    const badge = { type: Badge, visible: false, x: 14 };
    return {
      w: card.w,
      h: card.h,
      Frame: {
        w: card.w,
        h: card.h,
        pivot: 0.5,
        Halo: { x: -40, y: -34, alpha: 0, texture: halo(card.w, card.h, 16, 40) },
        Ground: { texture: rounded(card.w, card.h, { radius: 16 }) },
        Initial: {
          x: card.w / 2,
          y: centred(card.h / 2, 'hero'),
          mountX: 0.5,
          alpha: 0.35,
          color: color.text,
        },
        Art: { w: card.w, h: card.h, shader: roundedCorners(16) },
        Live: { ...badge, y: 14 },
        Badge: { ...badge, y: card.h - 60 },
        Watched: {
          visible: false,
          x: bar.x,
          y: card.h - bar.h - 12,
          Track: {
            texture: rounded(bar.w, bar.h, { radius: bar.h / 2 }),
            color: faded(color.background, 0.75),
          },
          Done: { rect: true, h: bar.h },
        },
        Ring: {
          x: -line,
          y: -line,
          alpha: 0,
          texture: rounded(card.w + line * 2, card.h + line * 2, {
            radius: 16 + line,
            line,
            fill: false,
          }),
        },
      },
      Title: { y: card.titleY, color: color.textSoft },
    };
  }

  override _construct(): void {
    this.shown = null;
  }

  override _setup(): void {
    this.tag('Frame.Ring').color = this.brand.accent;
    this.tag('Frame.Halo').color = faded(this.brand.accent, 0.28);
    this.tag('Frame.Watched.Done').color = this.brand.accent;
    // What stands in for art would shine through at the rounded edges.
    const standIn = (seen: boolean) => {
      this.tag('Frame.Ground').visible = seen;
      this.tag('Frame.Initial').visible = seen;
    };
    const art = this.tag('Frame.Art');
    art.on('txLoaded', () => standIn(false));
    art.on('txUnloaded', () => standIn(true));
    art.on('txError', () => standIn(true));
  }

  show(model: CardModel): void {
    const before = this.shown;
    if (before === model) return;
    this.shown = model;
    if (before?.label !== model.label) {
      this.patch({
        Title: { text: words(model.label, 'small', { face: 'semibold', width: card.w, lines: 1 }) },
        Frame: {
          Initial: { text: words(initialOf(model.label), 'hero', { face: 'bold' }) },
        },
      });
    }
    if (before?.tint !== model.tint) {
      this.tag('Frame.Ground').color = mix(model.tint, color.surface, 0.35);
    }
    if (before?.art !== model.art) this.tag('Frame.Art').src = model.art;
    const live = this.tag<Badge>('Frame.Live');
    live.visible = model.live !== '';
    if (live.visible) live.show('live', model.live, card.w - 28);
    const badge = this.tag<Badge>('Frame.Badge');
    badge.visible = model.badge !== 'none';
    if (model.badge !== 'none') badge.show(model.badge, model.badgeText, card.w - 28);
    const watched = this.tag('Frame.Watched');
    watched.visible = model.watched !== null;
    watched.tag('Done').w = Math.round(bar.w * (model.watched ?? 0));
    badge.y = card.h - (watched.visible ? 78 : 60);
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
    this.tag('Frame').setSmooth('scale', on ? grown : 1, pace);
    this.tag('Frame.Ring').setSmooth('alpha', on ? 1 : 0, pace);
    this.tag('Frame.Halo').setSmooth('alpha', on ? 1 : 0, pace);
    this.tag('Title').setSmooth('y', on ? card.titleY + 12 : card.titleY, pace);
    this.tag('Title').setSmooth('color', on ? color.text : color.textSoft, pace);
  }
}

function initialOf(title: string): string {
  return [...title.trim()][0]?.toUpperCase() ?? '';
}
