import * as v from 'valibot';
import { getOwn } from './getOwn.ts';
import { checkGlobals } from './globals.ts';
import { describe, SettingsError, type SettingsFault, shownKey } from './settings/faults.ts';
import { type AppSettings, settingsSchema } from './settings/schema.ts';

export { SettingsError, type SettingsFault, sayFault } from './settings/faults.ts';
export type {
  AppSettings,
  BrandTexts,
  BrandTheme,
  ConcurrencySettings,
  PassSettings,
} from './settings/schema.ts';

/** settings.json, checked, with complete addresses. */
export interface Settings {
  readonly appSettings: AppSettings;
  readonly platformSettings: Readonly<Record<string, unknown>>;
}

/** What is known about settings besides what they hold. */
export interface SettingsOptions {
  /** Takes the place of `pass.baseUrl`, and is checked like it. */
  readonly baseUrl?: string;
  /** Where `baseUrl` comes from, such as the name of a variable: what a fault in it calls it. */
  readonly baseUrlName?: string;
  /** What the user calls the file; settings.json when absent. */
  readonly file?: string;
}

const baseUrlKey = 'appSettings.pass.baseUrl';

/**
 * Checks settings as they were read from settings.json (text or already parsed) and completes the
 * relative addresses. Text that is no JSON is only said to be none; `parseSettings` says where and why.
 * @throws SettingsError naming every faulty key
 */
export function readSettings(source: unknown, options: SettingsOptions = {}): Settings {
  checkGlobals();
  const { baseUrl, baseUrlName = baseUrlKey, file = 'settings.json' } = options;
  const raw = typeof source === 'string' ? parseJson(source, file) : source;
  // A list has members too, and would lack every one of them.
  if (Array.isArray(raw)) throw new SettingsError([faultInFile(raw, file)]);
  const result = v.safeParse(settingsSchema, withBaseUrl(raw, baseUrl));
  if (!result.success) {
    const faults = result.issues.map((issue) => faultOf(issue, file));
    throw new SettingsError(
      faults.map((it) =>
        it.key === baseUrlKey && baseUrl !== undefined ? { ...it, key: baseUrlName } : it,
      ),
    );
  }
  const { appSettings, platformSettings = {} } = result.output;
  const { pass, catalogue, concurrency } = appSettings;
  const complete = (url: string) => new URL(url, pass.baseUrl).href;
  return {
    platformSettings,
    appSettings: {
      ...appSettings,
      pass: {
        ...pass,
        baseUrl: withoutSlashes(pass.baseUrl),
        activateUrl: complete(pass.activateUrl),
      },
      catalogue: {
        ...catalogue,
        feedUrl: complete(catalogue.feedUrl),
        playbackUrl: complete(catalogue.playbackUrl),
      },
      ...(concurrency && {
        concurrency: { ...concurrency, baseUrl: complete(concurrency.baseUrl) },
      }),
    },
  };
}

function parseJson(source: string, file: string): unknown {
  const text = source.replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch {
    const wrong = text.trim() === '' ? 'is empty' : 'is not JSON';
    throw new SettingsError([{ key: file, wrong, allowed: allowedIn(settingsSchema) }]);
  }
}

function withBaseUrl(raw: unknown, baseUrl: string | undefined): unknown {
  if (baseUrl === undefined || !isRecord(raw) || !isRecord(raw.appSettings)) return raw;
  const { appSettings } = raw;
  const pass = isRecord(appSettings.pass) ? appSettings.pass : {};
  return { ...raw, appSettings: { ...appSettings, pass: { ...pass, baseUrl } } };
}

function withoutSlashes(url: string): string {
  let end = url.length;
  while (url.charAt(end - 1) === '/') end--;
  return url.slice(0, end);
}

function faultOf(issue: v.BaseIssue<unknown>, file: string): SettingsFault {
  const dotted = v.getDotPath(issue);
  if (dotted === null) return faultInFile(issue.input, file);
  const key = shownKey(dotted);
  const path = dotted.split('.');
  const schema = schemaAt(path);
  if (!schema) {
    return { key, wrong: 'is not a known key', allowed: keysOf(schemaAt(path.slice(0, -1))) };
  }
  const missing = issue.input === undefined;
  const shown = key.endsWith('softwareStatement') ? 'text' : describe(issue.input);
  // Of a value that is a text the check itself says what is wrong with it.
  const reason = issue.type === 'check' ? issue.message : 'is not usable';
  return {
    key,
    wrong: missing ? 'is missing' : `holds ${shown}, which ${reason}`,
    allowed: allowedIn(schema),
  };
}

function faultInFile(held: unknown, file: string): SettingsFault {
  return { key: file, wrong: `holds ${describe(held)}`, allowed: allowedIn(settingsSchema) };
}

type Schema = v.GenericSchema & { entries?: Record<string, Schema>; wrapped?: Schema };

function schemaAt(path: readonly string[]): Schema | undefined {
  let schema: Schema | undefined = settingsSchema as unknown as Schema;
  for (const name of path) {
    const inside: Schema | undefined = schema?.wrapped ?? schema;
    schema = getOwn(inside?.entries ?? {}, name);
  }
  return schema?.wrapped ?? schema;
}

function allowedIn(schema: unknown): string {
  return v.getDescription(schema as Schema) ?? `an object with ${keysOf(schema as Schema)}`;
}

function keysOf(schema: Schema | undefined): string {
  const entries = (schema?.wrapped ?? schema)?.entries ?? {};
  return Object.keys(entries)
    .filter((key) => !allowedIn(entries[key]?.wrapped ?? entries[key]).startsWith('nothing'))
    .join(', ');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
