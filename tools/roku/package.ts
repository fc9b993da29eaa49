import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Settings } from '@couchpass/core';
import { rokuTexts } from '@couchpass/roku';
import { coloursOf, createBrand, languageNames, languages, loadLanguage } from '@couchpass/tv';
import type { Brand } from '../brand/brand.ts';
import { backgroundOf } from '../brand/css.ts';
import { textsOf } from '../brand/texts.ts';
import { dist, root } from '../paths.ts';
import { assetsOf, type Look, lettersSource } from './assets.ts';
import { type BrandPictures, brandPictures } from './brandPictures.ts';
import { literal } from './brightscript.ts';
import { compileChannel, RokuBuildError } from './compile.ts';
import { productActors, productChart, rulesSource } from './generated.ts';
import { manifestOf } from './manifest.ts';

/** Roku's certification criterion 3.7, bytes. */
export const packageLimit = 4 * 1024 * 1024;

type Worn = Look & Pick<Brand, 'texts' | 'theme'>;

const ownTheme = { colors: {}, phone: {} };
const ownLook: Worn = {
  ...{ art: {}, files: new Map(), logo: undefined, texts: {}, theme: ownTheme },
  ...{ typeface: undefined, background: backgroundOf(ownTheme) },
};

export interface PackageOptions {
  readonly settings: Settings;
  readonly version: string;
  /** The brand with logo, texts and theme; the app's own when absent. */
  readonly brand?: Worn;
  /** `dist/roku` when absent. */
  readonly folder?: string;
  /** For a Roku in developer mode: may use http for private addresses. Never for a store. */
  readonly development?: boolean;
  /** Replacements of files with the same path, for a Roku without some features, such as a simulator. */
  readonly standIns?: ReadonlyMap<string, string>;
}

/** The name of the zip; it shows whether the package is for a store. */
export const zipName = (development: boolean): string =>
  development ? 'couchpass-roku-development.zip' : 'couchpass-roku.zip';

/**
 * Makes the zip for Roku's store, or one for a Roku in developer mode; returns its path.
 * @throws RokuBuildError when bsc or bslint reports something, or the zip is too large
 * @throws SettingsError when a picture of the brand cannot be read
 */
export async function packageRoku(
  options: PackageOptions,
): Promise<{ zip: string; bytes: number }> {
  const { development = false, brand: worn = ownLook } = options;
  const folder = options.folder ?? join(dist, 'roku');
  const zip = join(folder, zipName(development));
  const { brand } = options.settings.appSettings;
  const { pictures, files } = await brandPictures(brand, worn.files);
  await Promise.all(Object.keys(languageNames).map(loadLanguage));
  const words = textsOf(worn.texts, 'roku') ?? {};
  await compileChannel({
    work: join(folder, 'work'),
    zip,
    folders: [
      { from: join(root, 'apps/roku/core'), to: 'source/core' },
      { from: join(root, 'apps/roku/source'), to: 'source' },
      { from: join(root, 'apps/roku/components'), to: 'components' },
      { from: join(root, 'platforms/roku/source'), to: 'source/platform' },
      { from: join(root, 'platforms/roku/components'), to: 'components/platform' },
    ],
    generated: new Map<string, string | Uint8Array>([
      [
        'manifest',
        manifestOf({
          ...{ title: brand.name, version: options.version, development },
          background: worn.background,
        }),
      ],
      ['source/generated/chart.bs', productChart()],
      ['source/generated/actors.bs', productActors()],
      ['source/generated/rules.bs', rulesSource()],
      ['source/generated/letters.bs', await lettersSource(worn)],
      ['source/generated/settings.bs', settingsSource(options, pictures)],
      ...Object.entries(languages).map(
        ([language, texts]) =>
          [
            `texts/${language}.json`,
            JSON.stringify({ ...texts, ...rokuTexts[language], ...words[language] }),
          ] as const,
      ),
      ...(await assetsOf({ name: brand.name, accent: brand.accentColor }, worn)),
      ...files,
      ...(options.standIns ?? []),
    ]),
  });
  const { size } = await stat(zip);
  if (size > packageLimit) {
    throw new RokuBuildError(
      `${relative(root, zip)} has ${size} bytes; a Roku package may have ${packageLimit}.`,
    );
  }
  return { zip, bytes: size };
}

/** The settings that the app reads, and the design that it shares with the other televisions. */
export function settingsSource(
  { settings, version, brand: worn = ownLook }: PackageOptions,
  pictures: BrandPictures = { logo: '', artwork: '' },
): string {
  const { pass, catalogue, brand } = settings.appSettings;
  const own = coloursOf(worn.theme);
  const look = createBrand(brand.name, brand.accentColor, {}, own);
  const facts = {
    baseUrl: pass.baseUrl,
    serviceProvider: pass.serviceProvider,
    softwareStatement: pass.softwareStatement,
    domainName: pass.domainName,
    activateUrl: pass.activateUrl,
    chooseProvider: pass.chooseProvider,
    severalProfiles: pass.severalProfiles,
    freePreview: pass.freePreview ?? null,
    feedUrl: catalogue.feedUrl,
    playbackUrl: catalogue.playbackUrl,
    refreshMs: catalogue.refreshMinutes * 60_000,
    name: brand.name,
    ...pictures,
    version,
  };
  const colours = {
    ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, rgba(value)])),
    accent: rgba(look.accent),
    accentText: rgba(look.accentText),
    onAccent: rgba(look.onAccent),
  };
  return [
    'function appSettings() as object',
    `  if m.appSettings = invalid then m.appSettings = ${literal(facts)}`,
    '  return m.appSettings',
    'end function',
    '',
    'function appColours() as object',
    `  return ${literal(colours)}`,
    'end function',
    '',
  ].join('\n');
}

/** Converts an ARGB number to SceneGraph's colour format. */
function rgba(value: number): string {
  const text = (value >>> 0).toString(16).padStart(8, '0');
  return `0x${text.slice(2)}${text.slice(0, 2)}`.toUpperCase().replace('0X', '0x');
}
