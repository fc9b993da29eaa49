import { icon } from '../icons.ts';
import { Component, easeOut, type Template } from '../lightning.ts';
import { rounded } from '../shapes.ts';
import { type Brand, color, motion } from '../theme.ts';

const disc = 92;

/** The player's round play and pause button. */
export class PlayToggle extends Component {
  declare brand: Brand;
  declare private focused: boolean;

  static override _template(): Template {
    return {
      w: disc,
      h: disc,
      Body: {
        w: disc,
        h: disc,
        pivot: 0.5,
        Ring: {
          x: -9,
          y: -9,
          alpha: 0,
          texture: rounded(disc + 18, disc + 18, { radius: disc / 2 + 9, line: 4, fill: false }),
        },
        Disc: { texture: rounded(disc, disc, { radius: disc / 2 }) },
        Sign: { x: disc / 2, y: disc / 2, mount: 0.5 },
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

  show(playing: boolean): void {
    this.tag('Body.Sign').texture = icon(playing ? 'pause' : 'play', 46);
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
    const pace = { duration, timingFunction: easeOut };
    this.tag('Body').setSmooth('scale', focused ? 1.06 : 1, pace);
    this.tag('Body.Ring').setSmooth('alpha', focused ? 1 : 0, pace);
    this.tag('Body.Disc').setSmooth('color', focused ? brand.accent : color.surfaceRaised, pace);
    this.tag('Body.Sign').setSmooth('color', focused ? brand.onAccent : color.text, pace);
  }
}
