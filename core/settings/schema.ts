import * as v from 'valibot';
import { type AddressRule, addressReason, nameReason, pairsReason, type Reason } from './values.ts';

/**
 * The shape of settings.json: LightningJS SDK's own two halves, with the network's keys in
 * `appSettings`. Addresses may be written relative to `pass.baseUrl`; blanks around a value are dropped.
 * Every key's description says what is allowed, in the words that a fault uses.
 */
const text = <T extends string>(allowed: T, reason: (value: string) => Reason) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check(
      (value) => reason(value) === undefined,
      ({ input }) => reason(input) ?? '',
    ),
    v.description(allowed),
  );

const matching = (allowed: string, pattern: RegExp) =>
  text(allowed, (value) => (pattern.test(value) ? undefined : 'is not usable'));

const choice = <const T extends readonly string[]>(allowed: string, choices: T) =>
  v.pipe(v.string(), v.trim(), v.picklist(choices), v.description(allowed));

const host = 'an https:// address (http:// only for localhost)';
const address = (sort: string, rule: AddressRule) =>
  text(`${host}${sort}`, (value) => addressReason(value, rule));

/** The feed and the playback endpoint: asked for as they stand. */
const asked = address(
  ', or a path such as /feed.json that is added to pass.baseUrl; without user name and fragment (#…)',
  { path: true, query: true },
);

const picture = text(
  `${host} of a picture, without user name and fragment (#…), or the path of one beside the app, ` +
    'such as static/logo.svg',
  (value) =>
    /^(?!\/\/)[\w./~%-]+$/.test(value) ? undefined : addressReason(value, { query: true }),
);

const passSchema = v.strictObject({
  api: choice('"v2" or "v1"', ['v2', 'v1']),
  baseUrl: address(', without user name, query (?…) and fragment (#…)', {}),
  serviceProvider: matching(
    'the service provider (requestor) id: letters, digits, "_", "." and "-"',
    // Part of a path, in which `.` and `..` would be lost.
    /^(?!\.\.?$)[A-Za-z0-9_.-]+$/,
  ),
  softwareStatement: matching(
    'the software statement from the TVE Dashboard: three parts joined by dots',
    /^[\w-]+\.[\w-]+\.[\w-]+$/,
  ),
  domainName: matching(
    'a domain registered with the service, such as northstar.example',
    /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.?$/,
  ),
  activateUrl: address(
    ', or a path such as /activate/ that is added to pass.baseUrl; without user name, query (?…) and ' +
      'fragment (#…)',
    { path: true },
  ),
  chooseProvider: v.optional(
    choice('"tv" (a list on the television) or "phone" (on the second screen)', ['tv', 'phone']),
    'phone',
  ),
  severalProfiles: v.optional(
    choice('"ask" (the viewer chooses) or "longest" (the sign-in that is valid longest)', [
      'ask',
      'longest',
    ]),
    'ask',
  ),
  freePreview: v.optional(
    matching(
      'the id of the TempPass provider that gives a free preview, such as TempPass_10min',
      /^(?!\.\.?$)[A-Za-z0-9_.-]+$/,
    ),
  ),
});

const pairs = (allowed: string) =>
  v.pipe(
    v.custom<Readonly<Record<string, string>>>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    ),
    v.check(
      (value) => pairsReason(value) === undefined,
      ({ input }) => pairsReason(input) ?? '',
    ),
    v.description(allowed),
  );

const idOf = (app: string) =>
  matching(
    `the id of ${app} at Concurrency Monitoring: letters, digits, "_", "." and "-"`,
    /^[\w.-]+$/,
  );

/** Concurrency Monitoring; without these settings nothing is ever said to it. */
const concurrencySchema = v.strictObject({
  baseUrl: text(
    `${host} that ends in /v2/, or a path such as /v2/ that is added to pass.baseUrl`,
    (value) =>
      addressReason(value, { path: true }) ??
      (value.endsWith('/v2/') ? undefined : 'does not end in /v2/'),
  ),
  applicationId: v.pipe(
    v.union([
      idOf('this application'),
      v.strictObject({
        tizen: v.optional(idOf('the app for Tizen')),
        webos: v.optional(idOf('the app for webOS')),
        roku: v.optional(idOf('the channel for Roku')),
        browser: v.optional(idOf('the app for browsers')),
      }),
    ]),
    v.description(
      'the id that Concurrency Monitoring gave this application, or an object with one for each of ' +
        'tizen, webos, roku, browser',
    ),
  ),
  metadata: v.optional(pairs('an object of texts that are sent with every stream')),
  fromProfile: v.optional(
    pairs('an object of names to send, each with the profile attribute that is sent under it'),
  ),
  whenUnreachable: v.optional(
    choice('"play" or "refuse": what happens while the service cannot be used', ['play', 'refuse']),
    'play',
  ),
});

/** What the packages for televisions are called; the app itself reads none of it. */
const platformsSchema = v.strictObject({
  vendor: v.optional(
    text('the company as a store shows it: 1 to 60 letters on one line', (value) =>
      nameReason(value, 60),
    ),
  ),
  icon: v.optional(
    text(
      'a square PNG file of at least 512 x 512, by its path beside settings.json',
      (value) =>
        nameReason(value, 1_000) ??
        (/^[^/\\:][^\\:]*\.png$/i.test(value) ? undefined : 'is not usable'),
    ),
  ),
  webos: v.optional(
    v.strictObject({
      id: text(
        'a reversed domain such as com.example.tv: small letters, digits, "-" and "+" between dots; ' +
          'LG keeps com.lge, com.webos and com.palm for itself',
        (value) =>
          /^[a-z0-9][a-z0-9+-]*(\.[a-z0-9][a-z0-9+-]*)+$/.test(value) &&
          !/^com\.(lge|webos|palm|palmdts)(\.|$)/.test(value)
            ? undefined
            : 'is not usable',
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
        text(
          'the https:// address of the tiles for Smart Hub, without user name and fragment (#…)',
          (value) =>
            addressReason(value, { query: true }) ??
            (/^https:\/\/[^"'<>]+$/i.test(value) ? undefined : 'is not usable'),
        ),
      ),
    }),
  ),
});

/**
 * `brand.theme`: how the television app looks where theme.json of a brand says so. Its file was checked before this was
 * made of it.
 */
export interface BrandTheme {
  /** `#rrggbb`, by the names of the app's own colours. */
  readonly colors?: Readonly<Record<string, string>>;
  /** px: of a button's corners. */
  readonly radius?: number;
  /** Files in the app's folder, by weight. */
  readonly typeface?: Readonly<Record<'regular' | 'semibold' | 'bold', string>>;
}

/** `brand.texts`: words in the place of the app's own, by language and key. */
export type BrandTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What nobody writes by hand: the build makes it of a file beside settings.json. */
const made = <T extends object>(file: string) =>
  v.pipe(
    v.custom<T>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
    v.description(`nothing here: it is made of ${file}, beside settings.json`),
  );

const appSchema = v.strictObject({
  stage: v.optional(
    v.pipe(v.record(v.string(), v.unknown()), v.description('LightningJS stage options')),
  ),
  debug: v.optional(v.pipe(v.boolean(), v.description('true or false'))),
  version: v.optional(text('1 to 40 letters on one line', (value) => nameReason(value, 40))),
  brand: v.strictObject({
    name: text('a name of 1 to 40 letters on one line', (value) => nameReason(value, 40)),
    accentColor: matching('a colour such as #ffb454', /^#[0-9a-f]{6}$/i),
    logo: v.optional(picture),
    artwork: v.optional(picture),
    theme: v.optional(made<BrandTheme>('theme.json')),
    texts: v.optional(made<BrandTexts>('texts.json')),
  }),
  pass: passSchema,
  catalogue: v.strictObject({
    feedUrl: asked,
    playbackUrl: asked,
    refreshMinutes: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(5),
        v.maxValue(10_080),
        v.description('after how many minutes the feed is asked for again: 5 to 10080'),
      ),
      360,
    ),
  }),
  platforms: v.optional(platformsSchema),
  concurrency: v.optional(concurrencySchema),
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

export const settingsSchema = v.strictObject({
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
 * `appSettings.concurrency`: Concurrency Monitoring.
 * @interface
 */
export type ConcurrencySettings = v.InferOutput<typeof concurrencySchema>;
/**
 * `appSettings`: the network's own half of settings.json.
 * @interface
 */
export type AppSettings = v.InferOutput<typeof appSchema>;
