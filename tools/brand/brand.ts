import type { BrandTexts, BrandTheme } from '@couchpass/core';
import type { Art } from './pictures.ts';
import type { Theme } from './theme.ts';

/** A settings.json and what lies beside it, checked. */
export interface Brand {
  readonly settingsFile: string;
  /** Where its apps and packages are built, so that two brands leave nothing in each other. */
  readonly dist: string;
  /** What settings.json holds, as it stands. */
  readonly raw: RawSettings;
  readonly theme: Theme;
  readonly texts: BrandTexts;
  /** What goes into both apps below `static/brand`, with where it is now. */
  readonly files: ReadonlyMap<string, string>;
  /** The style sheets that it adds; '' for none. */
  readonly css: Readonly<Record<'tv' | 'activate', string>>;
  /** Paths in the apps, or addresses; undefined for none. */
  readonly logo: string | undefined;
  readonly phoneLogo: string | undefined;
  readonly artwork: string | undefined;
  readonly typeface: BrandTheme['typeface'];
  readonly art: Art;
  /** `#rrggbb`: the ground of the TV app's screens. */
  readonly background: string;
  /** In words; none keeps the brand from being used. */
  readonly warnings: readonly string[];
}

export interface RawSettings {
  readonly appSettings: {
    readonly brand: {
      readonly logo?: string;
      readonly artwork?: string;
      readonly accentColor: string;
    };
    readonly [name: string]: unknown;
  };
  readonly [name: string]: unknown;
}
