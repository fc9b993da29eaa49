import * as v from 'valibot';

/**
 * The shape of settings.json: LightningJS SDK's own two halves, with the network's keys in
 * `appSettings`. Addresses may be written relative to `pass.baseUrl`. Every key's description says
 * what is allowed, in the words that a fault uses.
 */
const text = <T extends string>(allowed: T, ok: (value: string) => boolean) =>
  v.pipe(v.string(), v.check(ok), v.description(allowed));

const matching = (allowed: string, pattern: RegExp) =>
  text(allowed, (value) => pattern.test(value));

const address = text(
  'an https:// address, or a path such as /feed.json that is added to pass.baseUrl',
  (value) => value.startsWith('/') || isAllowedUrl(value),
);

const picture = text(
  'an https:// address of a picture, or the path of one beside the app, such as static/logo.svg',
  (value) => isAllowedUrl(value) || /^(?!\/\/)[\w./~%-]+$/.test(value),
);

const passSchema = v.strictObject({
  api: v.pipe(v.picklist(['v2', 'v1']), v.description('"v2" or "v1"')),
  baseUrl: text('an https:// address (http:// only for localhost)', isAllowedUrl),
  serviceProvider: matching(
    'the service provider (requestor) id: letters, digits, "_", "." and "-"',
    /^[A-Za-z0-9_.-]+$/,
  ),
  softwareStatement: matching(
    'the software statement from the TVE Dashboard: three parts joined by dots',
    /^[\w-]+\.[\w-]+\.[\w-]+$/,
  ),
  domainName: matching(
    'a domain registered with the service, such as northstar.example',
    /^[A-Za-z0-9.-]+$/,
  ),
  activateUrl: address,
  chooseProvider: v.optional(
    v.pipe(
      v.picklist(['tv', 'phone']),
      v.description('"tv" (a list on the television) or "phone" (on the second screen)'),
    ),
    'phone',
  ),
  severalProfiles: v.optional(
    v.pipe(
      v.picklist(['ask', 'longest']),
      v.description('"ask" (the viewer chooses) or "longest" (the sign-in that is valid longest)'),
    ),
    'ask',
  ),
  freePreview: v.optional(
    matching(
      'the id of the TempPass provider that gives a free preview, such as TempPass_10min',
      /^[A-Za-z0-9_.-]+$/,
    ),
  ),
});

/** What the packages for televisions are called; the app itself reads none of it. */
const platformsSchema = v.strictObject({
  vendor: v.optional(
    text('the company as a store shows it, 1 to 60 letters', (value) => /^.{1,60}$/u.test(value)),
  ),
  icon: v.optional(
    matching(
      'a square PNG file of at least 512 x 512, by its path beside settings.json',
      /^[^/\\:][^\\:]*\.png$/i,
    ),
  ),
  webos: v.optional(
    v.strictObject({
      id: text(
        'a reversed domain such as com.example.tv: small letters, digits, "-" and "+" between dots; ' +
          'LG keeps com.lge, com.webos and com.palm for itself',
        (value) =>
          /^[a-z0-9][a-z0-9+-]*(\.[a-z0-9][a-z0-9+-]*)+$/.test(value) &&
          !/^com\.(lge|webos|palm|palmdts)(\.|$)/.test(value),
      ),
    }),
  ),
  tizen: v.optional(
    v.strictObject({
      id: matching(
        'a package id of 10 letters and digits, a dot and a name of letters and digits, ' +
          'such as exampleTV1.Example',
        /^[A-Za-z0-9]{10}\.[A-Za-z0-9]{1,52}$/,
      ),
      previewUrl: v.optional(
        matching('the https:// address of the tiles for Smart Hub', /^https:\/\/[^\s"'<>]+$/),
      ),
    }),
  ),
});

const appSchema = v.strictObject({
  stage: v.optional(
    v.pipe(v.record(v.string(), v.unknown()), v.description('LightningJS stage options')),
  ),
  debug: v.optional(v.pipe(v.boolean(), v.description('true or false'))),
  version: v.optional(text('text', () => true)),
  brand: v.strictObject({
    name: text('a name of 1 to 40 letters', (value) => value.length >= 1 && value.length <= 40),
    accentColor: matching('a colour such as #ffb454', /^#[0-9a-f]{6}$/i),
    logo: v.optional(picture),
    artwork: v.optional(picture),
  }),
  pass: passSchema,
  catalogue: v.strictObject({ feedUrl: address, playbackUrl: address }),
  platforms: v.optional(platformsSchema),
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

/**
 * `appSettings.pass`: the integration.
 * @interface
 */
export type PassSettings = v.InferOutput<typeof passSchema>;
/**
 * `appSettings`: the network's own half of settings.json.
 * @interface
 */
export type AppSettings = v.InferOutput<typeof appSchema>;

/** settings.json, checked, with complete addresses. */
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

/** A fault as one line: which key, what is wrong, what is allowed. */
export function sayFault(fault: SettingsFault): string {
  return `${fault.key}: ${fault.wrong}; allowed: ${fault.allowed}`;
}

/**
 * Checks settings as they were read from settings.json (text or already parsed) and completes the
 * relative addresses.
 * @param overrides `baseUrl` takes the place of `pass.baseUrl` (and is checked like it)
 * @throws SettingsError naming every faulty key
 */
export function readSettings(source: unknown, overrides: { baseUrl?: string } = {}): Settings {
  const raw = typeof source === 'string' ? parseJson(source) : source;
  const result = v.safeParse(settingsSchema, withBaseUrl(raw, overrides.baseUrl));
  if (!result.success) throw new SettingsError(result.issues.map(faultOf));
  const { appSettings, platformSettings = {} } = result.output;
  const { pass, catalogue } = appSettings;
  const complete = (url: string) => new URL(url, pass.baseUrl).href;
  return {
    platformSettings,
    appSettings: {
      ...appSettings,
      pass: {
        ...pass,
        baseUrl: pass.baseUrl.replace(/\/+$/, ''),
        activateUrl: complete(pass.activateUrl),
      },
      catalogue: {
        feedUrl: complete(catalogue.feedUrl),
        playbackUrl: complete(catalogue.playbackUrl),
      },
    },
  };
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    const wrong = source.trim() === '' ? 'is empty' : 'is not JSON';
    throw new SettingsError([{ key: 'settings.json', wrong, allowed: allowedIn(settingsSchema) }]);
  }
}

function withBaseUrl(raw: unknown, baseUrl: string | undefined): unknown {
  if (baseUrl === undefined || !isRecord(raw) || !isRecord(raw.appSettings)) return raw;
  const { appSettings } = raw;
  const pass = isRecord(appSettings.pass) ? appSettings.pass : {};
  return { ...raw, appSettings: { ...appSettings, pass: { ...pass, baseUrl } } };
}

function faultOf(issue: v.BaseIssue<unknown>): SettingsFault {
  const key = v.getDotPath(issue);
  if (key === null) {
    return {
      key: 'settings.json',
      wrong: `holds ${describe(issue.input)}`,
      allowed: allowedIn(settingsSchema),
    };
  }
  const path = key.split('.');
  const schema = schemaAt(path);
  if (!schema) {
    return { key, wrong: 'is not a known key', allowed: keysOf(schemaAt(path.slice(0, -1))) };
  }
  const missing = issue.input === undefined;
  const shown = key.endsWith('softwareStatement') ? 'text' : describe(issue.input);
  return {
    key,
    wrong: missing ? 'is missing' : `holds ${shown}, which is not usable`,
    allowed: allowedIn(schema),
  };
}

type Schema = v.GenericSchema & { entries?: Record<string, Schema>; wrapped?: Schema };

function schemaAt(path: readonly string[]): Schema | undefined {
  let schema: Schema | undefined = settingsSchema as unknown as Schema;
  for (const name of path) {
    const inside: Schema | undefined = schema?.wrapped ?? schema;
    const entries: Record<string, Schema> = inside?.entries ?? {};
    schema = Object.hasOwn(entries, name) ? entries[name] : undefined;
  }
  return schema?.wrapped ?? schema;
}

function allowedIn(schema: unknown): string {
  return v.getDescription(schema as Schema) ?? `an object with ${keysOf(schema as Schema)}`;
}

function keysOf(schema: Schema | undefined): string {
  return Object.keys((schema?.wrapped ?? schema)?.entries ?? {}).join(', ');
}

/** Faults are shown on screen: long values are cut. */
function describe(value: unknown): string {
  const said = JSON.stringify(value) ?? String(value);
  return said.length > 60 ? `${said.slice(0, 57)}…` : said;
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
