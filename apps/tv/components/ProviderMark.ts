import { Component, type Template } from '../lightning.ts';
import { initialOf } from '../models/cleanText.ts';
import { rounded } from '../shapes.ts';
import { centred, textStyle } from '../textStyle.ts';
import { type Brand, faded } from '../theme.ts';
import { Logo } from './Logo.ts';

/** A provider's logo on a square; its initial while the logo loads, and when it cannot be loaded. */
export class ProviderMark extends Component {
  declare brand: Brand;
  declare edge: number;
  declare private name: string;

  static override _template(): Template {
    return { Face: {}, Initial: { mountX: 0.5 }, Logo: { type: Logo } };
  }

  override _construct(): void {
    this.name = '';
  }

  override _setup(): void {
    const { edge, brand } = this;
    this.patch({
      w: edge,
      h: edge,
      Face: {
        texture: rounded(edge, edge, { radius: edge / 2 }),
        color: faded(brand.accent, 0.18),
      },
      Initial: { x: edge / 2, y: centred(edge / 2, 'heading'), color: brand.accentText },
    });
    const logo = this.tag<Logo>('Logo');
    logo.changed = (seen) => {
      this.tag('Face').visible = !seen;
      this.tag('Initial').visible = !seen;
    };
    logo.patch({ tileWidth: edge, tileHeight: edge });
  }

  show({ name, logo }: { readonly name: string; readonly logo: string }): void {
    if (name !== this.name) {
      this.name = name;
      this.tag('Initial').patch({ text: textStyle(initialOf(name), 'heading', { face: 'bold' }) });
    }
    this.tag<Logo>('Logo').show(logo);
  }
}
