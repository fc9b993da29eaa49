import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { type BrandTexts, readSettings, type Settings } from '@couchpass/core';
import { parseSettings } from '@couchpass/core/settings';
import { settingsIn } from 'couchpass';
import { dist, settingsFile as ownSettings } from '../paths.ts';
import type { Brand, RawSettings } from './brand.ts';
import { backgroundOf, phoneCss, televisionCss } from './css.ts';
import { Findings } from './fault.ts';
import {
  type BrandFiles,
  brandPath,
  firstOf,
  takeArt,
  takePicture,
  takeTypeface,
} from './files.ts';
import { warnOfLogos } from './logos.ts';
import { checkTexts } from './texts.ts';
import { checkTheme, type Theme } from './theme.ts';

/** Files and folders of a brand, including those that do not exist. */
export function watchedOf({ settingsFile, files, art }: Brand): string[] {
  const folder = dirname(settingsFile);
  const beside = ['theme.json', 'texts.json', 'art', ...logoNames].map((name) =>
    join(folder, name),
  );
  return [...new Set([settingsFile, ...beside, ...files.values(), ...Object.values(art)])];
}

const logoNames = ['logo.svg', 'logo.png', 'phone-logo.svg', 'phone-logo.png'];

export interface BrandOptions {
  /** Name of the file in messages. */
  readonly shown?: string;
  /** Output folder of its apps, instead of a folder in `dist`. */
  readonly out?: string | undefined;
  /** Checks the settings of a platform with other rules. @throws SettingsError */
  readonly read?: (raw: unknown) => Settings;
}

/** @throws SettingsError with all faults of all files */
export async function readBrand(
  settingsFile = ownSettings,
  options: BrandOptions = {},
): Promise<Brand> {
  const { shown = settingsFile, out, read = (raw) => readSettings(raw, { file: shown }) } = options;
  const path = resolve(settingsFile);
  const folder = dirname(path);
  const raw = (await settingsIn(path, shown)) as RawSettings;
  const { brand } = read(raw).appSettings;
  const findings = new Findings();
  for (const name of ['theme', 'texts'] as const) {
    if (brand[name] === undefined) continue;
    findings.fault(
      `appSettings.brand.${name}`,
      'is made by the build',
      `nothing here; write ${name}.json beside settings.json`,
    );
  }
  const theme = await fileIn(folder, 'theme.json', findings, checkTheme, { colors: {}, phone: {} });
  const texts = await fileIn<BrandTexts>(folder, 'texts.json', findings, checkTexts, {});
  const files: BrandFiles = new Map();
  const place = { folder, findings, files };
  const logo = await logoOf('logo', brand.logo, place);
  const phoneLogo = (await logoOf('phone-logo', undefined, place)) ?? logo;
  const artwork = await artworkOf(brand.artwork, theme, place);
  const typeface = await takeTypeface(theme, 'theme.json: typeface', place);
  const art = await takeArt(folder, findings);
  const icon = art['phone-icon.svg'] ?? art['phone-icon.png'];
  if (icon !== undefined) files.set(`${brandPath}/phone-icon${extname(icon)}`, icon);
  findings.refuse();
  const background = backgroundOf(theme);
  await warnOfLogos({ logo, phoneLogo, background, theme, files }, findings);
  const look = { accentColor: brand.accentColor, theme, typeface };
  return {
    ...{ settingsFile: path, raw, theme, texts, files, logo, phoneLogo, artwork, typeface, art },
    dist: out === undefined ? placeOf(path) : resolve(out),
    css: { tv: televisionCss(look), activate: phoneCss(look) },
    background,
    warnings: findings.warnings,
  };
}

/** `dist` for settings.json of the repository; any other file gets its own folder, named after its path. */
export function placeOf(settingsFile: string): string {
  const path = resolve(settingsFile);
  if (path === ownSettings) return dist;
  const file = basename(path, extname(path));
  const parts = [basename(dirname(path)), ...(file === 'settings' ? [] : [file])];
  const name = parts.join('-').replace(/[^\w.-]+/g, '-');
  return join(dist, 'brands', name.replace(/^\.+/, '') || 'brand');
}

async function fileIn<T>(
  folder: string,
  name: string,
  findings: Findings,
  check: (value: unknown, file: string, found: Findings) => T,
  absent: T,
): Promise<T> {
  const bytes = await readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    findings.fault(name, `cannot be read (${error.code})`, 'a file that can be read, or none');
    return null;
  });
  if (bytes === null) return absent;
  return check(parseSettings(bytes, name), name, findings);
}

type Place = Parameters<typeof takePicture>[3];

/** The logo that settings.json names, else the file of that name beside it. */
async function logoOf(
  name: 'logo' | 'phone-logo',
  named: string | undefined,
  place: Place,
): Promise<string | undefined> {
  if (named !== undefined && URL.canParse(named)) return named;
  const path = named ?? (await firstOf(place.folder, [`${name}.svg`, `${name}.png`]));
  const key = named === undefined ? (path ?? '') : 'appSettings.brand.logo';
  return path === null ? undefined : takePicture(path, name, key, place);
}

async function artworkOf(
  named: string | undefined,
  { backdrop }: Theme,
  place: Place,
): Promise<string | undefined> {
  if (named !== undefined && backdrop !== undefined) {
    place.findings.fault(
      'theme.json: backdrop',
      'is named by appSettings.brand.artwork too',
      'one of the two',
    );
    return undefined;
  }
  if (named !== undefined && URL.canParse(named)) return named;
  const path = named ?? backdrop;
  const key = named === undefined ? 'theme.json: backdrop' : 'appSettings.brand.artwork';
  return path === undefined ? undefined : takePicture(path, 'backdrop', key, place);
}
