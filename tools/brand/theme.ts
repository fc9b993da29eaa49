import { describe } from '@couchpass/core/settings';
import { argb, type ColorName, coloursOf, contrast, ownColor } from '@couchpass/tv';
import { type Findings, isRecord, knownKeys } from './fault.ts';
import { ownPhoneColours, type PhoneColour, type PhoneColours, phoneSchemes } from './phone.ts';

/** The content of theme.json, checked; files are paths beside it. */
export interface Theme {
  readonly colors: Partial<Record<ColorName, string>>;
  readonly phone: Partial<Record<(typeof phoneSchemes)[number], PhoneColours>>;
  readonly backdrop?: string;
  readonly typeface?: Readonly<Partial<Record<Weight, string>>>;
  readonly radius?: number;
}

export const weights = ['regular', 'semibold', 'bold'] as const;
export type Weight = (typeof weights)[number];

const colour = 'a colour such as #ffb454';
const mostRadius = 32;

/** WCAG 2, 1.4.3: least contrast of text of ordinary size. */
const enough = 4.5;

export function checkTheme(value: unknown, file: string, found: Findings): Theme {
  const keys = ['colors', 'phone', 'backdrop', 'typeface', 'radius'];
  const nothing: Theme = { colors: {}, phone: {} };
  if (!isRecord(value)) {
    found.fault(file, `holds ${describe(value)}`, `an object with ${keys.join(', ')}`);
    return nothing;
  }
  knownKeys(value, keys, { key: file, found });
  const colors = coloursIn(value.colors, Object.keys(ownColor), `${file}: colors`, found);
  const phone: Record<string, PhoneColours> = {};
  const phoneKey = `${file}: phone`;
  for (const scheme of schemesIn(value.phone, phoneKey, found)) {
    const held = (value.phone as Record<string, unknown>)[scheme];
    const names = Object.keys(ownPhoneColours[scheme]);
    phone[scheme] = coloursIn(held, names, `${phoneKey}.${scheme}`, found);
  }
  const theme: Theme = {
    colors,
    phone,
    ...pathIn(value.backdrop, 'backdrop', file, found),
    ...typefaceIn(value.typeface, file, found),
    ...radiusIn(value.radius, file, found),
  };
  warnOfContrast(theme, file, found);
  return theme;
}

function coloursIn(
  value: unknown,
  names: readonly string[],
  key: string,
  found: Findings,
): Record<string, string> {
  if (value === undefined) return {};
  if (!isRecord(value)) {
    found.fault(key, `holds ${describe(value)}`, `an object with ${names.join(', ')}`);
    return {};
  }
  const good: Record<string, string> = {};
  for (const name of knownKeys(value, names, { key, found })) {
    const held = value[name];
    if (typeof held === 'string' && /^#[0-9a-f]{6}$/i.test(held)) good[name] = held.toLowerCase();
    else found.fault(`${key}.${name}`, `holds ${describe(held)}`, colour);
  }
  return good;
}

function schemesIn(value: unknown, key: string, found: Findings) {
  if (value === undefined) return [];
  if (!isRecord(value)) {
    found.fault(key, `holds ${describe(value)}`, `an object with ${phoneSchemes.join(', ')}`);
    return [];
  }
  return knownKeys(value, phoneSchemes, { key, found }) as (typeof phoneSchemes)[number][];
}

function pathIn<K extends string>(
  value: unknown,
  name: K,
  file: string,
  found: Findings,
): { [P in K]?: string } {
  if (value === undefined) return {};
  if (typeof value === 'string' && value.trim() !== '') return { [name]: value } as never;
  found.fault(
    `${file}: ${name}`,
    `holds ${describe(value)}`,
    'the path of a file beside settings.json',
  );
  return {};
}

function typefaceIn(value: unknown, file: string, found: Findings): Pick<Theme, 'typeface'> {
  if (value === undefined) return {};
  const key = `${file}: typeface`;
  const allowed = `an object with the paths of files: ${weights.join(', ')}; of these regular is needed`;
  if (!isRecord(value) || value.regular === undefined) {
    const wrong = isRecord(value) ? 'names no file for regular' : `holds ${describe(value)}`;
    found.fault(key, wrong, allowed);
    return {};
  }
  const typeface: Partial<Record<Weight, string>> = {};
  for (const weight of knownKeys(value, weights, { key, found })) {
    Object.assign(typeface, pathIn(value[weight], weight, key, found));
  }
  return { typeface };
}

function radiusIn(value: unknown, file: string, found: Findings): Pick<Theme, 'radius'> {
  if (value === undefined) return {};
  const fits = typeof value === 'number' && value >= 0 && value <= mostRadius;
  if (fits) return { radius: value };
  const allowed = `a number from 0 to ${mostRadius}: how round the corners of a button are, in pixels of a screen of 1920 x 1080`;
  found.fault(`${file}: radius`, `holds ${describe(value)}`, allowed);
  return {};
}

/** Text colours, each with its backgrounds. */
const televisionPairs: readonly [ColorName, readonly ColorName[]][] = [
  ['text', ['background', 'surface', 'surfaceRaised', 'free', 'live']],
  ['textSoft', ['background', 'surface', 'surfaceRaised']],
  ['textQuiet', ['background', 'surface']],
  ['good', ['background']],
  ['warn', ['background']],
  ['bad', ['background']],
];
const phonePairs: readonly [PhoneColour, readonly PhoneColour[]][] = [
  ['ink', ['ground', 'card', 'goodGround', 'warnGround']],
  ['soft', ['ground', 'card']],
  ['onButton', ['button']],
  ['bad', ['ground', 'card']],
  ['good', ['goodGround']],
];

function warnOfContrast(theme: Theme, file: string, found: Findings): void {
  const check = (
    all: Readonly<Record<string, number>>,
    named: Readonly<Record<string, unknown>>,
    pairs: readonly (readonly [string, readonly string[]])[],
    key: string,
  ) => {
    for (const [over, grounds] of pairs) {
      for (const ground of grounds) {
        // Pairs of default colours are already tested.
        if (!(over in named) && !(ground in named)) continue;
        const ratio = contrast(all[over] ?? 0, all[ground] ?? 0);
        if (ratio >= enough) continue;
        found.warn(
          `${key}: ${over} on ${ground} has a contrast of ${ratio.toFixed(1)}:1. ` +
            `Text below ${enough}:1 cannot be read by many people (WCAG 2, 1.4.3).`,
        );
      }
    }
  };
  check(coloursOf(theme), theme.colors, televisionPairs, `${file}: colors`);
  for (const scheme of phoneSchemes) {
    const named = theme.phone[scheme] ?? {};
    const all = Object.fromEntries(
      Object.entries({ ...ownPhoneColours[scheme], ...named }).map(([name, hex]) => [
        name,
        argb(hex),
      ]),
    );
    check(all, named, phonePairs, `${file}: phone.${scheme}`);
  }
}
