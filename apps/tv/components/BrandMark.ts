import { Component, loadedPicture, type Template } from '../lightning.ts';
import { rounded } from '../shapes.ts';
import { centred, measure, textStyle } from '../textStyle.ts';
import { type Brand, color } from '../theme.ts';

const looks = {
  /** In the top bar. */
  small: { h: 60, dot: 22, nameX: 36, scale: 'large', picture: { w: 260, h: 52 } },
  /** On a screen without other content. */
  large: { h: 106, dot: 58, nameX: 92, scale: 'hero', picture: { w: 760, h: 160 } },
} as const;

/** The network's logo; its dot and name while the logo loads, and when there is none. */
export class BrandMark extends Component {
  declare brand: Brand;
  declare look: keyof typeof looks;

  static override _template(): Template {
    return {
      Dot: {},
      Name: { color: color.text },
      // Lightning loads only visible elements, so alpha is above 0 while the picture loads.
      Picture: { alpha: 0.002 },
    };
  }

  override _construct(): void {
    this.look = 'small';
  }

  override _setup(): void {
    const { brand, look } = this;
    const { h, dot, nameX, scale, picture } = looks[look];
    const named = nameX + measure(brand.name, scale, 'bold');
    this.w = brand.logo ? picture.w : named;
    this.h = h;
    this.patch({
      Dot: {
        y: (h - dot) / 2,
        texture: rounded(dot, dot, { radius: dot / 2 }),
        color: brand.accent,
      },
      Name: {
        x: nameX,
        y: centred(h / 2, scale),
        text: textStyle(brand.name, scale, { face: 'bold', width: 900, lines: 1 }),
      },
    });
    if (!brand.logo) return;
    const align = look === 'small' ? 'left' : 'center';
    const node = this.tag('Picture');
    node.on('txLoaded', () => {
      node.alpha = 1;
      this.tag('Dot').visible = false;
      this.tag('Name').visible = false;
    });
    node.patch({
      y: (h - picture.h) / 2,
      w: picture.w,
      h: picture.h,
      texture: loadedPicture(brand.logo, picture.w, picture.h, align),
    });
  }
}
