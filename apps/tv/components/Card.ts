import { artOf, Component, easeOut, type Node, type Template } from '../lightning.ts';
import { initialOf } from '../models/cleanText.ts';
import type { CardModel } from '../models/home.ts';
import { pictureAddress } from '../pictureServer.ts';
import { halo, rounded, roundedCorners } from '../shapes.ts';
import { centred, textStyle } from '../textStyle.ts';
import { type Brand, color, corner, faded, mix, motion } from '../theme.ts';
import { Badge, type BadgeLook } from './Badge.ts';

export const card = { w: 344, h: 194, pitch: 384, titleY: 214 } as const;

const line = 5;
/** The bar that shows how far the title was watched. */
const bar = { x: 14, w: card.w - 28, h: 8 } as const;
const grown = 1.1;

/** One title in a row. */
export class Card extends Component {
  declare brand: Brand;
  declare private shown: CardModel | null;

  static override _template(): Template {
    return {
      w: card.w,
      h: card.h,
      Frame: {
        w: card.w,
        h: card.h,
        pivot: 0.5,
        Ground: { texture: rounded(card.w, card.h, { radius: corner(16) }) },
        Initial: {
          x: card.w / 2,
          y: centred(card.h / 2, 'hero'),
          mountX: 0.5,
          alpha: 0.35,
          visible: false,
          color: color.text,
        },
        Art: { w: card.w, h: card.h, shader: roundedCorners(corner(16)) },
      },
      Title: { y: card.titleY, color: color.textSoft },
    };
  }

  override _construct(): void {
    this.shown = null;
  }

  override _setup(): void {
    const art = this.tag('Frame.Art');
    art.on('txLoaded', () => this.standIn('nothing'));
    art.on('txUnloaded', () => this.standIn('ground'));
    art.on('txError', () => this.standIn('initial'));
  }

  /**
   * What is shown in place of the art: a ground while the art loads, and the title's initial when it
   * cannot be loaded. Nothing is behind loaded art, because it would be visible at the rounded edges.
   */
  private standIn(what: 'nothing' | 'ground' | 'initial'): void {
    this.tag('Frame.Ground').visible = what !== 'nothing';
    const initial = this.tag('Frame.Initial');
    initial.visible = what === 'initial';
    if (what !== 'initial') return;
    initial.patch({
      text: textStyle(initialOf(this.shown?.label ?? ''), 'hero', { face: 'bold' }),
    });
  }

  show(model: CardModel): void {
    const before = this.shown;
    if (before === model) return;
    this.shown = model;
    if (before?.label !== model.label) {
      this.patch({
        Title: {
          text: textStyle(model.label, 'small', { face: 'semibold', width: card.w, lines: 1 }),
        },
      });
    }
    if (before?.tint !== model.tint) {
      this.tag('Frame.Ground').color = mix(model.tint, color.surface, 0.35);
    }
    if (before?.art !== model.art) this.showArt(model.art);
    this.showBadge('Live', model.live === '' ? null : 'live', model.live, 14);
    const badgeY = card.h - (model.watched === null ? 60 : 78);
    this.showBadge('Badge', model.badge === 'none' ? null : model.badge, model.badgeText, badgeY);
    this.showWatched(model.watched);
  }

  private showArt(address: string): void {
    const art = this.tag('Frame.Art');
    // The old art is removed first: it would stay until the new art has loaded, or for ever.
    art.texture = null;
    this.standIn(address === '' ? 'initial' : 'ground');
    if (address !== '')
      art.texture = artOf(pictureAddress(address), card.w * grown, card.h * grown);
  }

  /** A badge is made when it is first needed: most cards have one badge. */
  private showBadge(ref: 'Live' | 'Badge', look: BadgeLook | null, text: string, y: number): void {
    const known = this.tag<Badge | undefined>(`Frame.${ref}`);
    if (known) known.visible = look !== null;
    if (look === null) return;
    const badge = known ?? this.added<Badge>({ ref, type: Badge, x: 14 });
    badge.y = y;
    badge.show(look, text, card.w - 28);
  }

  private showWatched(share: number | null): void {
    const known = this.tag<Node | undefined>('Frame.Watched');
    if (known) known.visible = share !== null;
    if (share === null) return;
    const watched: Node =
      known ??
      this.added({
        ref: 'Watched',
        x: bar.x,
        y: card.h - bar.h - 12,
        Track: {
          texture: rounded(bar.w, bar.h, { radius: bar.h / 2 }),
          color: faded(color.background, 0.75),
        },
        Done: { rect: true, h: bar.h, color: this.brand.accent },
      });
    watched.tag('Done').w = Math.round(bar.w * share);
  }

  private added<T extends Node = Node>(template: Template): T {
    const node = this.stage.createElement(template);
    this.tag('Frame').childList.add(node);
    return node as T;
  }

  override _focus(): void {
    this.glowing(true);
  }

  override _unfocus(): void {
    this.glowing(false);
  }

  private glowing(on: boolean): void {
    const pace = { duration: motion.focus, timingFunction: easeOut };
    if (!this.tag<Node | undefined>('Frame.Ring')) this.makeRing();
    this.zIndex = on ? 2 : 1;
    this.tag('Frame').setSmooth('scale', on ? grown : 1, pace);
    this.tag('Frame.Ring').setSmooth('alpha', on ? 1 : 0, pace);
    this.tag('Frame.Halo').setSmooth('alpha', on ? 1 : 0, pace);
    this.tag('Title').setSmooth('y', on ? card.titleY + 12 : card.titleY, pace);
    this.tag('Title').setSmooth('color', on ? color.text : color.textSoft, pace);
  }

  /** The focus ring is made at the first focus: most cards never have the focus. */
  private makeRing(): void {
    const { w, h } = card;
    const { accent } = this.brand;
    const light = this.stage.createElement({
      ref: 'Halo',
      x: -40,
      y: -34,
      alpha: 0,
      texture: halo(w, h, corner(16), 40),
      color: faded(accent, 0.28),
    });
    this.tag('Frame').childList.addAt(light, 0);
    this.added({
      ref: 'Ring',
      x: -line,
      y: -line,
      alpha: 0,
      texture: rounded(w + line * 2, h + line * 2, {
        radius: corner(16) + line,
        line,
        fill: false,
      }),
      color: accent,
    });
  }
}
