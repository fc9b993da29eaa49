import * as v from 'valibot';
import { address, choice, host, matching, text } from './rules.ts';
import { brandSchema, passSchema } from './sharedSchema.ts';
import { addressReason, isRecord, nameReason, pairsReason } from './values.ts';

export type { BrandTexts, BrandTheme, PassSettings } from './sharedSchema.ts';

/** Addresses of the feed and the playback endpoint: used unchanged. */
const asked = address(
  ', or a path such as /feed.json that is added to pass.baseUrl; without user name and fragment (#…)',
  { path: true, query: true },
);

const pairs = (allowed: string) =>
  v.pipe(
    v.custom<Readonly<Record<string, string>>>(isRecord),
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

/** Concurrency Monitoring; without these settings no request is sent to it. */
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

/** Names, ids and icon of the packages for televisions; the app itself does not read them. */
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

const appSchema = v.strictObject({
  stage: v.optional(
    v.pipe(v.record(v.string(), v.unknown()), v.description('LightningJS stage options')),
  ),
  debug: v.optional(v.pipe(v.boolean(), v.description('true or false'))),
  version: v.optional(text('1 to 40 letters on one line', (value) => nameReason(value, 40))),
  brand: brandSchema,
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
 * `appSettings.concurrency`: Concurrency Monitoring.
 * @interface
 */
export type ConcurrencySettings = v.InferOutput<typeof concurrencySchema>;
/**
 * `appSettings`: the network's own part of settings.json.
 * @interface
 */
export type AppSettings = v.InferOutput<typeof appSchema>;
