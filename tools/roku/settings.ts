import { readSettings, type Settings, SettingsError, type SettingsFault } from '@couchpass/core';

/** Addresses that a development package may use without TLS; the channel's own rule is in `httpRequest.bs`. */
const privateAddress = new RegExp(
  '^http://([a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.local|10(?:\\.\\d{1,3}){3}|172\\.(?:1[6-9]|2\\d|3[01])(?:\\.\\d{1,3}){2}|' +
    '192\\.168(?:\\.\\d{1,3}){2}|169\\.254(?:\\.\\d{1,3}){2})(?=[:/?#]|$)',
  'i',
);

const privateHosts =
  'http:// only for localhost, names in .local, 10.x.x.x, 172.16.x.x to 172.31.x.x, 192.168.x.x and 169.254.x.x';

/** Keys of appSettings with an address that the channel requests or shows. */
const addresses = [
  ['pass', 'baseUrl'],
  ['pass', 'activateUrl'],
  ['catalogue', 'feedUrl'],
  ['catalogue', 'playbackUrl'],
  ['brand', 'logo'],
  ['brand', 'artwork'],
] as const;

/** Appended to the host of a private address during the check of the settings, which allows none without TLS. */
const mark = '.private-http.invalid';

export interface RokuSettingsOptions {
  /** Private addresses without TLS are allowed; for a store every address must be https. */
  readonly development: boolean;
  /** Name of the file in messages. */
  readonly file?: string;
}

/**
 * Reads the settings for the Roku channel.
 * @param raw the content of settings.json, parsed
 * @throws SettingsError with every key that is wrong, or that a Roku does not support
 */
export function readRokuSettings(raw: unknown, options: RokuSettingsOptions): Settings {
  const { development, ...named } = options;
  const settings = development ? readWithPrivate(raw, named) : readSettings(raw, named);
  const faults = [...unsupported(settings), ...(development ? [] : insecure(raw))];
  if (faults.length > 0) throw new SettingsError(faults);
  return settings;
}

function readWithPrivate(raw: unknown, named: { readonly file?: string }): Settings {
  const marked = mapTexts(raw, (text) => text.replace(privateAddress, `https://$1${mark}`));
  try {
    return mapTexts(readSettings(marked, named), unmarked) as Settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new SettingsError(
      error.faults.map((fault) => ({
        ...fault,
        wrong: unmarked(fault.wrong),
        allowed: fault.allowed.replace('http:// only for localhost', privateHosts),
      })),
    );
  }
}

function unmarked(text: string): string {
  return text.replace(/https:\/\/([^/:"]+)\.private-http\.invalid/g, 'http://$1');
}

/** A copy of the value with every text changed. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, mapTexts(each, change)]),
  );
}

/** Settings that other televisions support and a Roku does not. */
function unsupported({ appSettings }: Settings): SettingsFault[] {
  const { pass, brand, concurrency } = appSettings;
  const faults: SettingsFault[] = [];
  const id = concurrency?.applicationId;
  if (id !== undefined && (typeof id === 'string' || id.roku !== undefined)) {
    faults.push({
      key: 'appSettings.concurrency.applicationId',
      wrong: 'is for a Roku too, and the channel says nothing to Concurrency Monitoring',
      allowed: 'an object with the ids of the other platforms, without "roku"',
    });
  }
  if (pass.api !== 'v2') {
    faults.push({
      key: 'appSettings.pass.api',
      wrong: `holds "${pass.api}", which the Roku channel does not speak`,
      allowed: '"v2"',
    });
  }
  for (const name of ['logo', 'artwork'] as const) {
    const picture = brand[name];
    if (picture === undefined || !/^https?:.*\.svg([?#]|$)/i.test(picture)) continue;
    faults.push({
      key: `appSettings.brand.${name}`,
      wrong: `holds ${JSON.stringify(picture)}, and a Roku draws no SVG`,
      allowed:
        'the address of a PNG, JPEG or WebP picture; or the path of a file, which is made into a PNG',
    });
  }
  return faults;
}

/** @param raw settings that were read without a fault */
function insecure(raw: unknown): SettingsFault[] {
  const { appSettings } = raw as {
    appSettings: Record<string, Record<string, unknown> | undefined>;
  };
  return addresses.flatMap(([part, name]): SettingsFault[] => {
    const value = appSettings[part]?.[name];
    if (typeof value !== 'string' || !/^\s*http:/i.test(value)) return [];
    return [
      {
        key: `appSettings.${part}.${name}`,
        wrong: `holds ${JSON.stringify(value)}, and a package for a store speaks HTTPS only`,
        allowed: 'an https:// address; for a Roku of your own make a package with --development',
      },
    ];
  });
}
