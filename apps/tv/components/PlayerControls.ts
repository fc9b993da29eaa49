import type { Thumbnail } from '@couchpass/platforms';
import { icon } from '../icons.ts';
import { Component, type ComponentNode, easeOut, type Template } from '../lightning.ts';
import type { PlayerModel } from '../models/player.ts';
import { fade, rounded } from '../shapes.ts';
import { measure, textStyle } from '../textStyle.ts';
import { type Brand, color, faded, motion, safe, stage } from '../theme.ts';
import { Badge } from './Badge.ts';
import { ButtonRow } from './ButtonRow.ts';
import { Choices } from './Choices.ts';
import { PlayToggle } from './PlayToggle.ts';
import { SeekPreview } from './SeekPreview.ts';
import { Spinner } from './Spinner.ts';

const bar = { x: safe.margin + 132, y: 830, h: 10 } as const;
const length = stage.width - safe.margin - bar.x;
/** Maximum distance of a pointer above and below the bar, px. */
const near = 36;
const timesY = 858;
const shade = { from: 400, full: 840, color: faded(0xff05060a, 0.95) } as const;

/** Title, button, progress and times over the lower part of the picture; a list over its right side. */
export class PlayerControls extends Component {
  declare brand: Brand;
  declare private up: boolean;
  declare private previewStays: boolean;

  static override _template(): Template {
    return {
      Overlay: {
        alpha: 0,
        // Dark enough behind the texts for them to be readable over a white picture.
        Shade: { y: shade.from, w: stage.width, h: shade.full - shade.from },
        Ground: { rect: true, y: shade.full, w: stage.width, h: stage.height - shade.full },
        Title: { x: safe.margin, y: 664, color: color.text },
        Live: { type: Badge, y: timesY - 2, visible: false },
        Toggle: { type: PlayToggle, x: safe.margin + 4, y: bar.y + bar.h / 2 - 46 },
        Track: {
          x: bar.x,
          y: bar.y,
          texture: rounded(length, bar.h, { radius: bar.h / 2 }),
          color: faded(color.text, 0.28),
        },
        Done: { x: bar.x, y: bar.y, rect: true, h: bar.h },
        Knob: { y: bar.y + bar.h / 2, mount: 0.5, texture: rounded(28, 28, { radius: 14 }) },
        Seek: { type: SeekPreview, y: bar.y - 28, visible: false },
        Position: { x: bar.x, y: timesY, color: color.text },
        Hint: { y: timesY, mountX: 0.5, color: color.textSoft },
        Back: { y: timesY + 4, mountX: 1, texture: icon('back10', 30), color: color.textSoft },
        Ahead: { y: timesY + 4, texture: icon('ahead10', 30), color: color.textSoft },
        Duration: { x: stage.width - safe.margin, y: timesY, mountX: 1, color: color.text },
        Buttons: { type: ButtonRow, x: bar.x, y: 944, look: 'pill', gap: 28, most: length },
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
      Slow: {
        x: stage.width / 2,
        y: stage.height / 2 + 96,
        mountX: 0.5,
        visible: false,
        color: color.text,
      },
      Choices: { type: Choices, visible: false },
    };
  }

  override _construct(): void {
    this.up = false;
    this.previewStays = false;
  }

  override _setup(): void {
    const { brand } = this;
    this.patch({
      Overlay: {
        Shade: { texture: fade('up'), color: shade.color },
        Ground: { color: shade.color },
        Toggle: { brand },
        Buttons: { brand },
        Seek: { brand },
        Done: { color: brand.accent },
        Knob: { color: brand.accent },
      },
      Turning: { tone: brand.accent },
      Choices: { brand },
    });
  }

  componentOf(id: string): ComponentNode | null {
    if (id === 'button-play-pause') return this.tag<PlayToggle>('Overlay.Toggle');
    return (
      this.tag<Choices>('Choices').componentOf(id) ??
      this.tag<ButtonRow>('Overlay.Buttons').componentOf(id)
    );
  }

  /** Position on the bar of a point on the stage, 0 to 1; null outside the bar. */
  shareAt(x: number, y: number): number | null {
    const inside =
      Math.abs(y - (bar.y + bar.h / 2)) <= near &&
      Math.abs(x - bar.x - length / 2) <= length / 2 + 14;
    return inside ? Math.max(0, Math.min(1, (x - bar.x) / length)) : null;
  }

  show(model: PlayerModel, focusedId: string | null): void {
    const seekable = model.progress !== null;
    const done = Math.max(bar.h, Math.round(length * (model.progress ?? 0)));
    const hintWidth = measure(model.hint, 'small', 'regular');
    const middle = bar.x + length / 2;
    const seeking = model.seek !== null;
    this.tag<PlayToggle>('Overlay.Toggle').show(model.playing);
    this.patch({
      Overlay: {
        Title: {
          // The preview covers the end of a long title.
          alpha: seeking ? 0.35 : 1,
          text: textStyle(model.itemTitle, 'title', { face: 'bold', width: 1500, lines: 1 }),
        },
        Track: { visible: seekable },
        // Stretched instead of drawn again at every tick of the clock.
        Done: { visible: seekable, w: done },
        Knob: { visible: seekable, x: bar.x + done, scale: seeking ? 1.3 : 1 },
        Position: { visible: model.position !== '' },
        Hint: { visible: seekable, x: middle, text: textStyle(model.hint, 'small') },
        Back: { visible: seekable, x: middle - hintWidth / 2 - 16 },
        Ahead: { visible: seekable, x: middle + hintWidth / 2 + 16 },
        Duration: { text: textStyle(model.duration, 'small', { face: 'semibold' }) },
      },
    });
    if (model.position !== '') {
      this.tag('Overlay.Position').patch({
        text: textStyle(model.position, 'small', { face: 'semibold' }),
      });
    }
    this.tag<ButtonRow>('Overlay.Buttons').show(
      // Without focus the buttons need their ground, because a picture is behind them.
      model.buttons.map((action) => ({ ...action, page: true })),
    );
    this.tag<Choices>('Choices').show(model.panel, focusedId);
    this.tag('Slow').patch({
      visible: model.slow !== '',
      text: textStyle(model.slow, 'body', { width: 1500, lines: 1, align: 'center' }),
    });
    this.showSeek(model);
    this.showPreview(model);
    this.showLive(model);
  }

  /** The picture at the seek target; null when there is none. */
  thumbnail(thumbnail: Thumbnail | null): void {
    this.tag<SeekPreview>('Overlay.Seek').picture(thumbnail);
  }

  private showSeek({ seek }: PlayerModel): void {
    const node = this.tag<SeekPreview>('Overlay.Seek');
    node.visible = seek !== null;
    if (!seek) return;
    node.show(seek.text);
    const { reach } = node;
    const x = bar.x + length * seek.share;
    node.x = Math.max(bar.x + reach, Math.min(x, bar.x + length - reach));
  }

  private showLive({ live, atEdge, progress }: PlayerModel): void {
    const badge = this.tag<Badge>('Overlay.Live');
    badge.visible = live !== '';
    if (live === '') return;
    badge.show(atEdge ? 'live' : 'past', live, Number.POSITIVE_INFINITY);
    // The right end of the bar is the live edge.
    badge.x = progress === null ? bar.x : bar.x + length - badge.w;
    badge.y = progress === null ? bar.y - 18 : timesY - 2;
  }

  private showPreview({ preview, previewEnding }: PlayerModel): void {
    const badge = this.tag<Badge>('Preview');
    badge.visible = preview !== '';
    this.previewStays = previewEnding;
    if (preview === '') return;
    badge.show('preview', preview, 900);
  }

  appear(up: boolean, busy: boolean): void {
    const pace = { duration: motion.screen, timingFunction: easeOut };
    this.tag('Turning').visible = busy;
    this.tag('Preview').setSmooth('alpha', up || this.previewStays ? 1 : 0, pace);
    if (up === this.up) return;
    this.up = up;
    this.tag('Overlay').setSmooth('alpha', up ? 1 : 0, pace);
  }
}
