import * as v from 'valibot';
import { address, choice, matching, picture, text } from './rules.ts';
import { isRecord, nameReason } from './values.ts';

export const passSchema = v.strictObject({
  api: choice('"v2" or "v1"', ['v2', 'v1']),
  baseUrl: address(', without user name, query (?…) and fragment (#…)', {}),
  serviceProvider: matching(
    'the service provider (requestor) id: letters, digits, "_", "." and "-"',
    // Part of a path, from which `.` and `..` would be removed.
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

/**
 * `brand.theme`: the look of the television app, from the brand's theme.json, which was checked before.
 */
export interface BrandTheme {
  /** `#rrggbb`, by the app's names of its colours. */
  readonly colors?: Readonly<Record<string, string>>;
  /** Radius of a button's corners, px. */
  readonly radius?: number;
  /** Files in the app's folder, by weight. */
  readonly typeface?: Readonly<Record<'regular' | 'semibold' | 'bold', string>>;
}

/** `brand.texts`: texts that replace the app's own, by language and key. */
export type BrandTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A key that is not written by hand: the build makes it from a file beside settings.json. */
const made = <T extends object>(file: string) =>
  v.pipe(
    v.custom<T>(isRecord),
    v.description(`nothing here: it is made of ${file}, beside settings.json`),
  );

export const brandSchema = v.strictObject({
  name: text('a name of 1 to 40 letters on one line', (value) => nameReason(value, 40)),
  accentColor: matching('a colour such as #ffb454', /^#[0-9a-f]{6}$/i),
  logo: v.optional(picture),
  artwork: v.optional(picture),
  theme: v.optional(made<BrandTheme>('theme.json')),
  texts: v.optional(made<BrandTexts>('texts.json')),
});

/**
 * `appSettings.pass`: the integration.
 * @interface
 */
export type PassSettings = v.InferOutput<typeof passSchema>;
