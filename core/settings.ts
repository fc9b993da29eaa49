import * as v from 'valibot';

/**
 * The shape of settings.json: LightningJS SDK's own two halves, with the network's keys in
 * `appSettings`. URLs may be written relative to `pass.baseUrl`.
 */
const httpsOrLoopback = v.pipe(
  v.string('text'),
  v.check(isAllowedUrl, 'an https:// address (http:// only for localhost)'),
);

const address = v.pipe(
  v.string('text'),
  v.check(
    (value) => value.startsWith('/') || isAllowedUrl(value),
    'an https:// address, or a path such as /feed.json that is added to pass.baseUrl',
  ),
);

const identifier = v.pipe(
  v.string('text'),
  v.regex(/^[A-Za-z0-9_.-]+$/, 'letters, digits, "_", "." and "-"'),
);

const passSchema = v.strictObject({
  api: v.picklist(['v2'], '"v2"'),
  baseUrl: httpsOrLoopback,
  serviceProvider: identifier,
  softwareStatement: v.pipe(
    v.string('text'),
    v.regex(
      /^[\w-]+\.[\w-]+\.[\w-]+$/,
      'the software statement from the TVE Dashboard: three parts joined by dots',
    ),
  ),
  domainName: v.pipe(
    v.string('text'),
    v.regex(/^[A-Za-z0-9.-]+$/, 'a domain registered with the service, such as northstar.example'),
  ),
  activateUrl: address,
});

const appSchema = v.strictObject({
  stage: v.optional(v.record(v.string(), v.unknown())),
  debug: v.optional(v.boolean('true or false')),
  version: v.optional(v.string('text')),
  brand: v.strictObject({
    name: v.pipe(v.string('text'), v.minLength(1, 'a name of at least one letter')),
    accentColor: v.pipe(v.string('text'), v.regex(/^#[0-9a-f]{6}$/i, 'a colour such as #ffb454')),
  }),
  pass: passSchema,
  catalogue: v.strictObject({ feedUrl: address, playbackUrl: address }),
});

const lightningKeys = [
  'path',
  'log',
  'showVersion',
  'showFps',
  'inspector',
  'width',
  'height',
  'textureMode',
  'image',
  'plugins',
  'esEnv',
];

const settingsSchema = v.strictObject({
  appSettings: appSchema,
  platformSettings: v.optional(
    v.strictObject(Object.fromEntries(lightningKeys.map((key) => [key, v.optional(v.unknown())]))),
  ),
});

export type PassSettings = v.InferOutput<typeof passSchema>;
export type AppSettings = v.InferOutput<typeof appSchema>;

export interface Settings {
  readonly appSettings: AppSettings;
  readonly platformSettings: Readonly<Record<string, unknown>>;
}

/** One thing that is wrong: which key, what it holds, what is allowed. All in words. */
export interface SettingsFault {
  /** Dotted path, such as `appSettings.pass.baseUrl`. */
  readonly key: string;
  readonly wrong: string;
  readonly allowed: string;
}

/** settings.json cannot be used; `faults` says why in words. Exit code 2, or a full-screen message. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly faults: readonly SettingsFault[];
  constructor(faults: readonly SettingsFault[]) {
    super(faults.map(sayFault).join('\n'));
    this.faults = faults;
  }
}

export function sayFault(fault: SettingsFault): string {
  return `${fault.key}: ${fault.wrong}; allowed: ${fault.allowed}`;
}

/**
 * Checks settings as they were read from settings.json (text or already parsed) and completes the
 * relative addresses.
 * @throws SettingsError naming every faulty key
 */
export function readSettings(source: unknown, overrides: { baseUrl?: string } = {}): Settings {
  const raw = typeof source === 'string' ? parseJson(source) : source;
  const result = v.safeParse(settingsSchema, withBaseUrl(raw, overrides.baseUrl));
  if (!result.success) throw new SettingsError(result.issues.map(faultOf));
  const { appSettings, platformSettings = {} } = result.output;
  const complete = (url: string) => new URL(url, appSettings.pass.baseUrl).href;
  return {
    platformSettings,
    appSettings: {
      ...appSettings,
      pass: {
        ...appSettings.pass,
        baseUrl: appSettings.pass.baseUrl.replace(/\/+$/, ''),
        activateUrl: complete(appSettings.pass.activateUrl),
      },
      catalogue: {
        feedUrl: complete(appSettings.catalogue.feedUrl),
        playbackUrl: complete(appSettings.catalogue.playbackUrl),
      },
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SettingsError([
      {
        key: 'settings.json',
        wrong: text.trim() === '' ? 'is empty' : 'is not JSON',
        allowed: 'one JSON object with appSettings and platformSettings',
      },
    ]);
  }
}

function withBaseUrl(raw: unknown, baseUrl: string | undefined): unknown {
  if (baseUrl === undefined || !isRecord(raw) || !isRecord(raw.appSettings)) return raw;
  const { appSettings } = raw;
  const pass = isRecord(appSettings.pass) ? appSettings.pass : {};
  return { ...raw, appSettings: { ...appSettings, pass: { ...pass, baseUrl } } };
}

function faultOf(issue: v.BaseIssue<unknown>): SettingsFault {
  const key = v.getDotPath(issue) ?? 'settings.json';
  if (issue.kind === 'schema' && issue.type === 'strict_object' && issue.expected === 'never') {
    const known = knownKeysAt(key);
    return { key, wrong: 'is not a known key', allowed: known.join(', ') };
  }
  const wrong =
    issue.input === undefined
      ? 'is missing'
      : `holds ${describe(issue.input)}, which is not usable`;
  return { key, wrong, allowed: sayExpected(issue) };
}

function sayExpected(issue: v.BaseIssue<unknown>): string {
  // A missing key reports the object's own message; the field's schema knows better what is allowed.
  if (issue.type !== 'strict_object') return issue.message;
  return issue.input === undefined || !isRecord(issue.input)
    ? 'a value (see README, Settings)'
    : issue.message;
}

function knownKeysAt(key: string): string[] {
  const parents = key.split('.').slice(0, -1);
  let entries: Record<string, unknown> = settingsSchema.entries;
  for (const name of parents) {
    let schema = entries[name] as { entries?: Record<string, unknown>; wrapped?: unknown };
    if (schema?.wrapped) schema = schema.wrapped as typeof schema;
    entries = schema?.entries ?? {};
  }
  return Object.keys(entries);
}

/** Long or secret-looking values are cut: settings faults are shown on screen. */
function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAllowedUrl(value: string): boolean {
  try {
    const { protocol, hostname } = new URL(value);
    return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  } catch {
    return false;
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
