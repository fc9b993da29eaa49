import { Component, type ComponentNode, easeOut, type Template } from '../lightning.ts';
import type { PlayerModel } from '../models/player.ts';
import { fade, icon, measure, rounded, words } from '../shapes.ts';
import { type Brand, color, faded, motion, safe, stage } from '../theme.ts';
import { Badge } from './Badge.ts';
import { Spinner } from './Spinner.ts';

const bar = { x: safe.margin + 132, y: 934, h: 10 } as const;
const disc = 92;

/** The round button of the player. */
class Toggle extends Component {
  static override _template(): Template {
    return {
      w: disc,
      h: disc,
      pivot: 0.5,
      Ring: {
        x: -8,
        y: -8,
        texture: rounded(disc + 16, disc + 16, { radius: disc / 2 + 8, line: 4, fill: false }),
      },
      Disc: { texture: rounded(disc, disc, { radius: disc / 2 }) },
      Sign: { x: disc / 2, y: disc / 2, mount: 0.5 },
    };
  }

  show(playing: boolean, brand: Brand): void {
    this.tag('Ring').color = brand.accent;
    this.tag('Disc').color = brand.accent;
    this.tag('Sign').patch({
      texture: icon(playing ? 'pause' : 'play', 46),
      color: brand.onAccent,
    });
  }
}

/** Title, button, progress and times over the lower part of the picture. */
export class PlayerControls extends Component {
  declare brand: Brand;
  declare private up: boolean;
  declare private previewStays: boolean;

  static override _template(): Template {
    return {
      Overlay: {
        alpha: 0,
        Shade: {
          y: 560,
          w: stage.width,
          h: stage.height - 560,
          texture: fade('up'),
          color: faded(0xff05060a, 0.94),
        },
        Title: { x: safe.margin, y: 770, color: color.text },
        Live: { type: Badge, x: bar.x, y: 916, visible: false },
        Toggle: { type: Toggle, x: safe.margin + 4, y: 893 },
        Track: { x: bar.x, y: bar.y, color: faded(color.text, 0.28) },
        Done: { x: bar.x, y: bar.y },
        Knob: { y: bar.y + bar.h / 2, mount: 0.5, texture: rounded(26, 26, { radius: 13 }) },
        Position: { x: bar.x, y: 958, color: color.text },
        Hint: { y: 958, mountX: 0.5, color: color.textSoft },
        Back: { y: 962, mountX: 1, texture: icon('back10', 30), color: color.textSoft },
        Ahead: { y: 962, texture: icon('ahead10', 30), color: color.textSoft },
        Duration: { x: stage.width - safe.margin, y: 958, mountX: 1, color: color.text },
      },
      Preview: { type: Badge, x: safe.margin, y: safe.y + 8, visible: false, alpha: 0 },
      Turning: {
        type: Spinner,
        x: stage.width / 2,
        y: stage.height / 2,
        mount: 0.5,
        scale: 2.2,
        visible: false,
      },
    };
  }

  override _construct(): void {
    this.up = false;
    this.previewStays = false;
  }

  override _setup(): void {
    this.tag('Turning').patch({ tone: this.brand.accent });
    this.tag('Overlay.Done').color = this.brand.accent;
    this.tag('Overlay.Knob').color = this.brand.accent;
  }

  get toggle(): ComponentNode {
    return this.tag<ComponentNode>('Overlay.Toggle');
  }

  show(model: PlayerModel): void {
    const length = stage.width - safe.margin - bar.x;
    const seekable = model.progress !== null;
    const done = Math.max(bar.h, Math.round(length * (model.progress ?? 0)));
    const hintWidth = measure(model.hint, 'small', 'regular');
    const middle = bar.x + length / 2;
    this.tag<Toggle>('Overlay.Toggle').show(model.playing, this.brand);
    this.patch({
      Overlay: {
        Title: { text: words(model.itemTitle, 'title', { face: 'bold', width: 1500, lines: 1 }) },
        Track: {
          visible: seekable,
          texture: rounded(length, bar.h, { radius: bar.h / 2 }),
        },
        // Stretched rather than drawn anew at every tick of the clock.
        Done: { visible: seekable, rect: true, w: done, h: bar.h },
        Knob: { visible: seekable, x: bar.x + done },
        Position: { text: words(model.position, 'small', { face: 'semibold' }) },
        Hint: {
          visible: seekable,
          x: middle,
          text: words(model.hint, 'small'),
        },
        Back: { visible: seekable, x: middle - hintWidth / 2 - 16 },
        Ahead: { visible: seekable, x: middle + hintWidth / 2 + 16 },
        Duration: { visible: seekable, text: words(model.duration, 'small', { face: 'semibold' }) },
      },
    });
    this.showPreview(model);
    const live = this.tag<Badge>('Overlay.Live');
    live.visible = model.live !== '';
    if (live.visible) live.show('live', model.live, measure(model.live, 'small', 'semibold') + 80);
  }

  private showPreview({ preview, previewEnding }: PlayerModel): void {
    const badge = this.tag<Badge>('Preview');
    badge.visible = preview !== '';
    this.previewStays = previewEnding;
    if (preview === '') return;
    badge.show('preview', preview, 900);
  }

  appear(up: boolean, busy: boolean): void {
    this.tag('Turning').visible = busy;
    this.tag('Preview').setSmooth('alpha', up || this.previewStays ? 1 : 0, {
      duration: motion.screen,
    });
    if (up === this.up) return;
    this.up = up;
    this.tag('Overlay').setSmooth('alpha', up ? 1 : 0, {
      duration: motion.screen,
      timingFunction: easeOut,
    });
  }
}
