import type { BrandTexts, BrandTheme } from '@couchpass/core';
import type { Art } from './pictures.ts';
import type { Theme } from './theme.ts';

/** A settings.json and the files beside it, checked. */
export interface Brand {
  readonly settingsFile: string;
  /** Output folder of its apps and packages; each brand has its own. */
  readonly dist: string;
  /** The content of settings.json, unchanged. */
  readonly raw: RawSettings;
  readonly theme: Theme;
  readonly texts: BrandTexts;
  /** Files of both apps below `static/brand`, with their present paths. */
  readonly files: ReadonlyMap<string, string>;
  /** The style sheets that the brand adds; '' for none. */
  readonly css: Readonly<Record<'tv' | 'activate', string>>;
  /** Paths in the apps, or addresses; undefined for none. */
  readonly logo: string | undefined;
  readonly phoneLogo: string | undefined;
  readonly artwork: string | undefined;
  readonly typeface: BrandTheme['typeface'];
  readonly art: Art;
  /** `#rrggbb`: background of the TV app's screens. */
  readonly background: string;
  /** Messages; the brand can be used all the same. */
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
