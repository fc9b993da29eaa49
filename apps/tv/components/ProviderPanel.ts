import { Component, type Template } from '../lightning.ts';
import type { AccountModel } from '../models/account.ts';
import { icon, rounded, words } from '../shapes.ts';
import { type Brand, color, faded } from '../theme.ts';
import { Logo } from './Logo.ts';

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
        Logo: { type: Logo, tileWidth: tile.w, tileHeight: tile.h },
      },
      Label: { x: 304, y: 54, color: color.textQuiet },
      Name: { x: 304, y: 92, color: color.text },
      Since: { ...fact, x: 36 },
      Until: { ...fact, x: 540 },
    };
  }

  override _setup(): void {
    this.tag('Tile.Face').color = faded(this.brand.accent, 0.16);
    this.tag('Tile.Person').color = this.brand.accentText;
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
    const logo = this.tag<Logo>('Tile.Logo');
    logo.changed = (seen) => {
      this.tag('Tile.Person').visible = !seen;
      this.tag('Tile.Face').visible = !seen;
    };
    logo.show(provider.logo);
  }
}
