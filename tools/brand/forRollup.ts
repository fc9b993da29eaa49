import { settingsFile } from '../paths.ts';
import type { BuiltBrand } from '../rollup/brandFiles.mjs';
import { lookOf } from '../rollup/brandPage.mjs';
import type { Brand } from './brand.ts';
import { watchedOf } from './readBrand.ts';
import { settingsFor } from './settingsFor.ts';

/** A brand as plain values for the build, because Rollup reads its config without TypeScript. */
export function forRollup(brand: Brand): BuiltBrand {
  const text = (app: 'tv' | 'activate') => `${JSON.stringify(settingsFor(brand, app), null, 2)}\n`;
  return {
    dist: brand.dist,
    imported: settingsFile,
    watched: watchedOf(brand),
    settings: { tv: text('tv'), activate: text('activate') },
    css: brand.css,
    files: Object.fromEntries(brand.files),
    looks: { tv: lookOf(brand, 'tv'), activate: lookOf(brand, 'activate') },
    isOwn: brand.settingsFile === settingsFile,
  };
}
