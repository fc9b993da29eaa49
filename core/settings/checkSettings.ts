import * as v from 'valibot';
import { getOwn } from '../getOwn.ts';
import { checkGlobals } from '../globals.ts';
import { describe, SettingsError, type SettingsFault, shownKey } from './faults.ts';

/** What is known about settings besides what they hold. */
export interface SettingsOptions {
  /** Takes the place of `pass.baseUrl`, and is checked like it. */
  readonly baseUrl?: string;
  /** Where `baseUrl` comes from, such as the name of a variable: what a fault in it calls it. */
  readonly baseUrlName?: string;
  /** What the user calls the file; settings.json when absent. */
  readonly file?: string;
}

interface Checked {
  readonly schema: v.GenericSchema;
  readonly file: string;
}

const baseUrlKey = 'appSettings.pass.baseUrl';

/**
 * Settings as they were read from settings.json (text or already parsed), held against a schema.
 * @throws SettingsError naming every faulty key
 */
export function checkSettings<T>(
  schema: v.GenericSchema<unknown, T>,
  source: unknown,
  options: SettingsOptions,
): T {
  checkGlobals();
  const { baseUrl, baseUrlName = baseUrlKey, file = 'settings.json' } = options;
  const checked = { schema, file };
  const raw = typeof source === 'string' ? parseJson(source, checked) : source;
  // A list has members too, and would lack every one of them.
  if (Array.isArray(raw)) throw new SettingsError([faultInFile(raw, checked)]);
  const result = v.safeParse(schema, withBaseUrl(raw, baseUrl));
  if (result.success) return result.output;
  const faults = result.issues.map((issue) => faultOf(issue, checked));
  throw new SettingsError(
    faults.map((it) =>
      it.key === baseUrlKey && baseUrl !== undefined ? { ...it, key: baseUrlName } : it,
    ),
  );
}

function parseJson(source: string, { schema, file }: Checked): unknown {
  const text = source.replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch {
    const wrong = text.trim() === '' ? 'is empty' : 'is not JSON';
    throw new SettingsError([{ key: file, wrong, allowed: allowedIn(schema) }]);
  }
}

function withBaseUrl(raw: unknown, baseUrl: string | undefined): unknown {
  if (baseUrl === undefined || !isRecord(raw) || !isRecord(raw.appSettings)) return raw;
  const { appSettings } = raw;
  const pass = isRecord(appSettings.pass) ? appSettings.pass : {};
  return { ...raw, appSettings: { ...appSettings, pass: { ...pass, baseUrl } } };
}

function faultOf(issue: v.BaseIssue<unknown>, checked: Checked): SettingsFault {
  const dotted = v.getDotPath(issue);
  if (dotted === null) return faultInFile(issue.input, checked);
  const key = shownKey(dotted);
  const path = dotted.split('.');
  const schema = schemaAt(path, checked);
  if (!schema) {
    return {
      key,
      wrong: 'is not a known key',
      allowed: keysOf(schemaAt(path.slice(0, -1), checked)),
    };
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

function faultInFile(held: unknown, { schema, file }: Checked): SettingsFault {
  return { key: file, wrong: `holds ${describe(held)}`, allowed: allowedIn(schema) };
}

type Schema = v.GenericSchema & { entries?: Record<string, Schema>; wrapped?: Schema };

function schemaAt(path: readonly string[], checked: Checked): Schema | undefined {
  let schema: Schema | undefined = checked.schema as unknown as Schema;
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
