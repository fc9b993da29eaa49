import type { AppDescription } from '../app.ts';
import type { Files } from '../content.ts';
import { descriptionIn, longestDescription, packageLanguages } from '../descriptions.ts';
import { holds, type PackageFault } from '../fault.ts';
import { drawIcon, pngSize, type Size } from '../icons.ts';

/** webOS's manifest of an app (LG: "appinfo.json"). */
export interface AppInfo {
  readonly id: string;
  readonly version: string;
  readonly vendor: string;
  readonly type: 'web';
  readonly main: string;
  readonly title: string;
  readonly appDescription: string;
  readonly icon: string;
  readonly largeIcon: string;
  readonly iconColor: string;
  readonly bgColor: string;
  readonly splashBackground: string;
  readonly resolution: string;
  readonly disableBackHistoryAPI: boolean;
  readonly handlesRelaunch: boolean;
  readonly accessibility: { readonly supportsAudioGuidance: boolean };
}

const pictures = {
  icon: { file: 'icon80.png', size: { width: 80, height: 80 } },
  largeIcon: { file: 'icon130.png', size: { width: 130, height: 130 } },
  splashBackground: { file: 'splash.png', size: { width: 1920, height: 1080 } },
} as const satisfies Record<string, { file: string; size: Size }>;

/** The manifest and its pictures. */
export async function makeAppInfo(app: AppDescription): Promise<{ info: AppInfo; files: Files }> {
  const info: AppInfo = {
    id: app.id,
    version: app.version,
    vendor: app.vendor,
    type: 'web',
    main: 'index.html',
    title: app.name,
    appDescription: app.description,
    icon: pictures.icon.file,
    largeIcon: pictures.largeIcon.file,
    iconColor: app.background,
    bgColor: app.background,
    splashBackground: pictures.splashBackground.file,
    resolution: '1920x1080',
    // The app handles Back as a key, and on its first screen leaves by the platform's own rule.
    disableBackHistoryAPI: true,
    // The platform brings a running app to the front by itself.
    handlesRelaunch: false,
    accessibility: { supportsAudioGuidance: true },
  };
  const files = new Map<string, Uint8Array>([
    ['appinfo.json', Buffer.from(`${JSON.stringify(info, null, 2)}\n`)],
    ...localised(app),
    [pictures.icon.file, await drawIcon(app, pictures.icon.size, 1, 'webos-icon.png')],
    [
      pictures.largeIcon.file,
      await drawIcon(app, pictures.largeIcon.size, 1, 'webos-large-icon.png'),
    ],
    [
      pictures.splashBackground.file,
      await drawIcon(app, pictures.splashBackground.size, 0.2, 'webos-splash.png'),
    ],
  ]);
  return { info, files };
}

/**
 * The manifest's values in other languages: LG, "appinfo.json", `resources/LANGUAGE/appinfo.json`. English is in
 * the manifest itself.
 */
function localised(app: AppDescription): [string, Uint8Array][] {
  return packageLanguages
    .filter((language) => language !== 'en')
    .map((language) => {
      const info = { title: app.name, appDescription: descriptionIn(language, app.name) };
      return [
        `resources/${language}/appinfo.json`,
        Buffer.from(`${JSON.stringify(info, null, 2)}\n`),
      ];
    });
}

type Rule = readonly [allowed: string, ok: (value: unknown) => boolean];

const idPattern = /^[a-z0-9][a-z0-9+-]*(\.[a-z0-9][a-z0-9+-]*)+$/;
const versionPattern = /^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/;
const text = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const flag: Rule = ['true or false', (value) => typeof value === 'boolean'];
const colour: Rule = ['a colour such as #0b0d16', (value) => /^#[0-9a-f]{6}$/i.test(String(value))];

const rules: { readonly [key in keyof AppInfo]: Rule } = {
  id: [
    'small letters, digits, "-" and "+" between dots, and not com.lge, com.webos or com.palm',
    (value) => idPattern.test(String(value)) && !/^com\.(lge|webos|palm)/.test(String(value)),
  ],
  version: [
    'three numbers of up to nine digits without leading zeroes, such as 1.2.0',
    (value) => versionPattern.test(String(value)),
  ],
  vendor: ['text', text],
  type: ['"web"', (value) => value === 'web'],
  main: ['a file of the package', text],
  title: ['text', text],
  appDescription: [
    `one line of up to ${longestDescription} letters`,
    (value) =>
      text(value) && String(value).length <= longestDescription && !String(value).includes('\n'),
  ],
  icon: ['a file of the package', text],
  largeIcon: ['a file of the package', text],
  iconColor: colour,
  bgColor: colour,
  splashBackground: ['a file of the package', text],
  resolution: [
    '"1920x1080" or "1280x720"',
    (value) => value === '1920x1080' || value === '1280x720',
  ],
  disableBackHistoryAPI: flag,
  handlesRelaunch: flag,
  accessibility: [
    '{ "supportsAudioGuidance": true or false }',
    (value) =>
      typeof (value as AppInfo['accessibility'] | null)?.supportsAudioGuidance === 'boolean',
  ],
};

/** Where the user sets each value of the manifest. */
const sources: Readonly<Record<string, string>> = {
  id: 'appSettings.platforms.webos.id',
  version: 'package.json: version',
  title: 'appSettings.brand.name',
  appDescription: 'appSettings.brand.name',
  vendor: 'appSettings.platforms.vendor',
};

/**
 * Checks the manifest of a whole package by the rules of LG's packager, a set and the store. Stricter than
 * LG's packager, which accepts unknown keys, wrong resolutions and reserved ids.
 */
export function checkAppInfo(files: Files): PackageFault[] {
  const bytes = files.get('appinfo.json');
  if (bytes === undefined) return [fault('', undefined, 'a manifest beside index.html')];
  let info: Record<string, unknown>;
  try {
    info = JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, unknown>;
  } catch {
    return [{ key: 'appinfo.json', wrong: 'is not JSON', allowed: 'a JSON object' }];
  }
  const faults = Object.entries(rules)
    .filter(([key, [, ok]]) => !ok(info[key]))
    .map(([key, [allowed]]) => fault(key, info[key], allowed));
  for (const key of Object.keys(info)) {
    if (!(key in rules)) {
      faults.push({
        key: `appinfo.json: ${key}`,
        wrong: 'is not a known key',
        allowed: Object.keys(rules).join(', '),
      });
    }
  }
  if (text(info.main) && !files.has(String(info.main))) {
    faults.push(missingFile('main', info.main));
  }
  for (const [key, { size }] of Object.entries(pictures)) {
    if (text(info[key])) faults.push(...checkPicture(key, String(info[key]), size, files));
  }
  return faults;
}

function checkPicture(key: string, name: string, size: Size, files: Files): PackageFault[] {
  const bytes = files.get(name);
  if (bytes === undefined) return [missingFile(key, name)];
  const found = pngSize(bytes);
  if (found?.width === size.width && found.height === size.height) return [];
  const wrong = found
    ? `names ${name}, which is ${found.width} x ${found.height}`
    : `names ${name}, which is not PNG`;
  return [{ key: `appinfo.json: ${key}`, wrong, allowed: `PNG of ${size.width} x ${size.height}` }];
}

function fault(key: string, value: unknown, allowed: string): PackageFault {
  return {
    key: key === '' ? 'appinfo.json' : `appinfo.json: ${key}${sourceOf(key)}`,
    wrong: holds(value),
    allowed,
  };
}

function sourceOf(key: string): string {
  const source = sources[key];
  return source === undefined ? '' : ` (from ${source})`;
}

function missingFile(key: string, name: unknown): PackageFault {
  return {
    key: `appinfo.json: ${key}`,
    wrong: `names ${String(name)}, which is not in the package`,
    allowed: 'a file of the package',
  };
}
