import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { languageNames, languages, loadLanguage } from '../../apps/tv/texts/index.ts';
import { color, createBrand } from '../../apps/tv/theme.ts';
import type { Settings } from '../../core/settings.ts';
import { dist, root } from '../paths.ts';
import { assetsOf } from './assets.ts';
import { literal } from './brightscript.ts';
import { compileChannel, RokuBuildError } from './compile.ts';
import { productChart, rulesSource } from './generated.ts';

/** Roku's certification criterion 3.7, bytes. */
export const packageLimit = 4 * 1024 * 1024;

export interface PackageOptions {
  readonly settings: Settings;
  readonly version: string;
  /** `dist/roku` when left out. */
  readonly folder?: string;
  /** What stands in for files of the same path: for a Roku that lacks something, as a simulator does. */
  readonly standIns?: ReadonlyMap<string, string>;
}

/** Makes the zip that a Roku in developer mode, or Roku's store, takes; answers where it is. */
export async function packageRoku(
  options: PackageOptions,
): Promise<{ zip: string; bytes: number }> {
  const folder = options.folder ?? join(dist, 'roku');
  const zip = join(folder, 'couchpass-roku.zip');
  const { brand } = options.settings.appSettings;
  await Promise.all(Object.keys(languageNames).map(loadLanguage));
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
      ['manifest', manifest(options)],
      ['source/generated/chart.bs', productChart('pkg:/source/core/actors.bs')],
      ['source/generated/rules.bs', rulesSource()],
      ['source/generated/settings.bs', settingsSource(options)],
      ...Object.entries(languages).map(
        ([language, texts]) => [`texts/${language}.json`, JSON.stringify(texts)] as const,
      ),
      ...(await assetsOf({ name: brand.name, accent: brand.accentColor })),
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

function manifest({ settings, version }: PackageOptions): string {
  const [major = '0', minor = '0', build = '0'] = version.split('.');
  const background = hex(color.background);
  return [
    `title=${settings.appSettings.brand.name}`,
    `major_version=${major}`,
    `minor_version=${minor}`,
    `build_version=${build}`,
    'ui_resolutions=fhd',
    'mm_icon_focus_fhd=pkg:/images/icon_fhd.png',
    'mm_icon_focus_hd=pkg:/images/icon_hd.png',
    'splash_screen_fhd=pkg:/images/splash_fhd.png',
    'splash_screen_hd=pkg:/images/splash_hd.png',
    `splash_color=${background}`,
    'splash_min_time=0',
    'supports_input_launch=1',
    'run_as_process=1',
    'rsg_version=1.2',
    // Roku's Event Dispatcher.
    'sg_component_libs_required=roku_analytics',
    '',
  ].join('\n');
}

/** What the app reads of settings.json, and the look that it shares with the other televisions. */
export function settingsSource({ settings, version }: PackageOptions): string {
  const { pass, catalogue, brand } = settings.appSettings;
  const look = createBrand(brand.name, brand.accentColor);
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
    name: brand.name,
    version,
  };
  const colours = {
    ...Object.fromEntries(Object.entries(color).map(([name, value]) => [name, rgba(value)])),
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

/** ARGB number to what SceneGraph takes. */
function rgba(value: number): string {
  const text = (value >>> 0).toString(16).padStart(8, '0');
  return `0x${text.slice(2)}${text.slice(0, 2)}`.toUpperCase().replace('0X', '0x');
}

function hex(value: number): string {
  return `#${(value & 0xffffff).toString(16).padStart(6, '0')}`;
}
