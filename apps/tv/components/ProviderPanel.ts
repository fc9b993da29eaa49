import { icon } from '../icons.ts';
import { Component, type Template } from '../lightning.ts';
import type { AccountModel } from '../models/account.ts';
import { rounded } from '../shapes.ts';
import { textStyle } from '../textStyle.ts';
import { type Brand, color, corner, faded } from '../theme.ts';
import { Logo } from './Logo.ts';

const panel = { w: 1360, h: 312 } as const;
/** Width of one fact. */
const column = 420;
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
      Face: {
        texture: rounded(panel.w, panel.h, { radius: corner(24) }),
        color: faded(color.text, 0.07),
      },
      Tile: {
        x: 36,
        y: 36,
        Face: { texture: rounded(tile.w, tile.h, { radius: corner(16) }) },
        Person: { x: tile.w / 2, y: tile.h / 2, mount: 0.5, texture: icon('person', 72) },
        Logo: { type: Logo, tileWidth: tile.w, tileHeight: tile.h },
      },
      Label: { x: 304, y: 54, color: color.textQuiet },
      Name: { x: 304, y: 92, color: color.text },
      One: { ...fact, x: 36 },
      Two: { ...fact, x: 480 },
      Three: { ...fact, x: 924 },
    };
  }

  override _setup(): void {
    this.tag('Tile.Face').color = faded(this.brand.accent, 0.16);
    this.tag('Tile.Person').color = this.brand.accentText;
  }

  show(provider: NonNullable<AccountModel['provider']>, facts: AccountModel['facts']): void {
    this.patch({
      Label: { text: textStyle(provider.label, 'small') },
      Name: { text: textStyle(provider.name, 'heading', { face: 'bold', width: 1020, lines: 1 }) },
    });
    for (const [index, ref] of ['One', 'Two', 'Three'].entries()) {
      const { label = '', value = '' } = facts[index] ?? {};
      this.tag(ref).patch({
        Label: { text: textStyle(label, 'small', { width: column, lines: 1 }) },
        Value: { text: textStyle(value, 'body', { face: 'semibold', width: column, lines: 1 }) },
      });
    }
    const logo = this.tag<Logo>('Tile.Logo');
    logo.changed = (seen) => {
      this.tag('Tile.Person').visible = !seen;
      this.tag('Tile.Face').visible = !seen;
    };
    logo.show(provider.logo);
  }
}
