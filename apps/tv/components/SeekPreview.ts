import type { Thumbnail } from '@couchpass/platforms';
import { Component, partOf, type Template } from '../lightning.ts';
import { rounded } from '../shapes.ts';
import { centred, measureSteady, textStyle } from '../textStyle.ts';
import { type Brand, color, corner, faded } from '../theme.ts';

const picture = { w: 356, h: 200 } as const;
const bubble = { h: 64, pad: 26 } as const;

/** Above the bar while seeking: the target time, and the picture at that time. */
export class SeekPreview extends Component {
  declare brand: Brand;
  declare private said: string;
  declare private shown: string;

  static override _template(): Template {
    return {
      h: 0,
      Frame: {
        x: -picture.w / 2 - 5,
        y: -bubble.h - picture.h - 26,
        visible: false,
        texture: rounded(picture.w + 10, picture.h + 10, { radius: corner(8) }),
        Picture: { x: 5, y: 5, w: picture.w, h: picture.h },
      },
      Bubble: {
        y: -bubble.h,
        mountX: 0.5,
        color: faded(0xff0e111b, 0.92),
        h: bubble.h,
      },
      Time: { y: centred(bubble.h / 2, 'large') - bubble.h, mountX: 0.5, color: color.text },
    };
  }

  override _construct(): void {
    this.said = '';
    this.shown = '';
  }

  override _setup(): void {
    this.tag('Frame').color = this.brand.accent;
  }

  /** Half of its width, used to keep it inside the safe area. */
  get reach(): number {
    return this.tag('Frame').visible ? picture.w / 2 + 5 : this.w / 2;
  }

  show(text: string): void {
    if (text === this.said) return;
    this.said = text;
    const w = measureSteady(text, 'large', 'semibold') + bubble.pad * 2;
    this.w = w;
    this.patch({
      Bubble: { texture: rounded(w, bubble.h, { radius: bubble.h / 2 }) },
      Time: { text: textStyle(text, 'large', { face: 'semibold' }) },
    });
  }

  /** null hides the picture. */
  picture(thumbnail: Thumbnail | null): void {
    const frame = this.tag('Frame');
    frame.visible = thumbnail !== null;
    const id = thumbnail === null ? '' : Object.values(thumbnail).join(' ');
    if (id === this.shown) return;
    this.shown = id;
    this.tag('Frame.Picture').texture = thumbnail && partOf(thumbnail.url, thumbnail);
  }
}
