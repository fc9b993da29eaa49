import type { BrandTheme } from '@couchpass/core';
import type { Brand, RawSettings } from './brand.ts';
import { textsOf } from './texts.ts';
import type { Theme } from './theme.ts';

/** settings.json for an app of this brand, with the data of its other files. */
export function settingsFor(
  brand: Brand,
  app: 'tv' | 'activate',
  raw: unknown = brand.raw,
): RawSettings {
  const settings = raw as RawSettings;
  const { theme, texts, typeface, artwork } = brand;
  const logo = app === 'tv' ? brand.logo : brand.phoneLogo;
  const { logo: _logo, artwork: _artwork, ...named } = settings.appSettings.brand;
  const forTv = {
    ...(artwork === undefined ? {} : { artwork }),
    ...themeFor(theme, typeface),
  };
  const words = textsOf(texts, app);
  return {
    ...settings,
    appSettings: {
      ...settings.appSettings,
      brand: {
        ...named,
        ...(logo === undefined ? {} : { logo }),
        ...(app === 'tv' ? forTv : {}),
        ...(words === undefined ? {} : { texts: words }),
      },
    },
  };
}

function themeFor(
  { colors, radius }: Theme,
  typeface: BrandTheme['typeface'],
): { theme?: BrandTheme } {
  const theme: BrandTheme = {
    ...(Object.keys(colors).length === 0 ? {} : { colors }),
    ...(radius === undefined ? {} : { radius }),
    ...(typeface === undefined ? {} : { typeface }),
  };
  return Object.keys(theme).length === 0 ? {} : { theme };
}
