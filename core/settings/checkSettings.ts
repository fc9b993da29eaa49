import * as v from 'valibot';
import { getOwn } from '../getOwn.ts';
import { checkGlobals } from '../globals.ts';
import { describe, SettingsError, type SettingsFault, shownKey } from './faults.ts';
import { isRecord } from './values.ts';

/** Options for reading settings. */
export interface SettingsOptions {
  /** Replaces `pass.baseUrl`, and is checked in the same way. */
  readonly baseUrl?: string;
  /** Name of `baseUrl` in a fault, such as the name of a variable. */
  readonly baseUrlName?: string;
  /** The file's name for the user; settings.json when absent. */
  readonly file?: string;
}

interface Checked {
  readonly schema: v.GenericSchema;
  readonly file: string;
}

const baseUrlKey = 'appSettings.pass.baseUrl';

/**
 * Checks the content of settings.json (text or already parsed) with a schema.
 * @throws SettingsError with every faulty key
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
  // Otherwise a list would count as an object in which every key is missing.
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
  // For texts the message of the check contains the reason.
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
