import { Component, type Template } from '../lightning.ts';
import type { AccountModel } from '../models/account.ts';
import { icon, rounded, words } from '../shapes.ts';
import { type Brand, color, faded } from '../theme.ts';

const panel = { w: 1040, h: 312 } as const;
const tile = { w: 232, h: 132 } as const;

/** The provider's logo and name, and the dates of the sign-in. */
export class ProviderPanel extends Component {
  declare brand: Brand;
  declare private logo: string;

  static override _template(): Template {
    const fact = {
      y: 196,
      Label: { color: color.textQuiet },
      Value: { y: 40, color: color.text },
    };
    return {
      Face: { texture: rounded(panel.w, panel.h, { radius: 24 }), color: faded(color.text, 0.07) },
      Tile: {
        x: 36,
        y: 36,
        Face: { texture: rounded(tile.w, tile.h, { radius: 16 }) },
        Person: { x: tile.w / 2, y: tile.h / 2, mount: 0.5, texture: icon('person', 72) },
        Logo: { x: tile.w / 2, y: tile.h / 2, mount: 0.5, alpha: 0.002 },
      },
      Label: { x: 304, y: 54, color: color.textQuiet },
      Name: { x: 304, y: 92, color: color.text },
      Since: { ...fact, x: 36 },
      Until: { ...fact, x: 540 },
    };
  }

  override _construct(): void {
    this.logo = '';
  }

  override _setup(): void {
    this.tag('Tile.Face').color = faded(this.brand.accent, 0.16);
    this.tag('Tile.Person').color = this.brand.accentText;
    this.tag('Tile.Logo').on('txLoaded', () => this.fitLogo());
  }

  show(provider: NonNullable<AccountModel['provider']>, facts: AccountModel['facts']): void {
    const [since, until] = facts;
    this.patch({
      Label: { text: words(provider.label, 'small') },
      Name: { text: words(provider.name, 'heading', { face: 'bold', width: 690, lines: 1 }) },
      Since: {
        Label: { text: words(since?.label ?? '', 'small') },
        Value: { text: words(since?.value ?? '', 'body', { face: 'semibold' }) },
      },
      Until: {
        Label: { text: words(until?.label ?? '', 'small') },
        Value: { text: words(until?.value ?? '', 'body', { face: 'semibold' }) },
      },
    });
    if (provider.logo === this.logo) return;
    this.logo = provider.logo;
    this.tag('Tile.Person').visible = true;
    this.tag('Tile.Face').color = faded(this.brand.accent, 0.16);
    this.tag('Tile.Logo').patch({ alpha: 0.002, w: 0, h: 0, src: provider.logo });
  }

  /** Logos are drawn for light paper; until one has come the tile shows a person. */
  private fitLogo(): void {
    const logo = this.tag('Tile.Logo');
    const { renderWidth, renderHeight } = logo;
    if (renderWidth <= 1 || renderHeight <= 1) return;
    const fit = Math.min((tile.w - 44) / renderWidth, (tile.h - 44) / renderHeight);
    logo.patch({ w: Math.round(renderWidth * fit), h: Math.round(renderHeight * fit), alpha: 1 });
    this.tag('Tile.Person').visible = false;
    this.tag('Tile.Face').color = color.paper;
  }
}
