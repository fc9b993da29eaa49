import type { BrandTheme } from '@couchpass/core';

/** The visual design. Colours are ARGB numbers, as Lightning requires; sizes are stage pixels. */

export const stage = { width: 1920, height: 1080 } as const;

/** All texts and focusable elements are inside; `margin` leaves room for the focus ring inside it. */
export const safe = { x: 96, y: 54, margin: 120 } as const;

export const fonts = {
  regular: 'NextRegular',
  semibold: 'NextSemiBold',
  bold: 'NextBold',
} as const;

/** Family of each face, and its file, relative to `static/fonts/`. */
export const fontFiles: { family: string; file: string }[] = [
  { family: fonts.regular, file: 'atkinson-hyperlegible-next-latin-400-normal.woff2' },
  { family: fonts.semibold, file: 'atkinson-hyperlegible-next-latin-600-normal.woff2' },
  { family: fonts.bold, file: 'atkinson-hyperlegible-next-latin-700-normal.woff2' },
];

/** The type scale; the line heights leave room for the accents of any language. */
export const size = { hero: 96, title: 64, heading: 44, large: 36, body: 32, small: 28 } as const;

const fullMotion = { focus: 0.18, screen: 0.2, art: 0.35, tint: 0.6 } as const;

/** Durations of animations, s. No reaction to a key takes longer than 0.2 s. */
export const motion: Record<keyof typeof fullMotion, number> = { ...fullMotion };

/** Sets less motion: elements change without animation; only activity indicators still turn. */
export function lessMotion(on: boolean): void {
  for (const key of Object.keys(fullMotion) as (keyof typeof fullMotion)[]) {
    motion[key] = on ? 0 : fullMotion[key];
  }
}

/** The app's own colours; `applyTheme` replaces them with a brand's before anything is drawn. */
export const ownColor = {
  background: 0xff0b0d16,
  surface: 0xff1b1e29,
  surfaceRaised: 0xff262a37,
  line: 0xff434857,
  text: 0xffeaecf4,
  textSoft: 0xffc6cad8,
  textQuiet: 0xffa4a9bb,
  paper: 0xfff4f1ea,
  ink: 0xff10131c,
  free: 0xff1c6a55,
  live: 0xffb3263a,
  good: 0xff63d3a6,
  warn: 0xffffc46b,
  bad: 0xffff8f8f,
  tint: 0xff2b1d55,
} as const;

export type ColorName = keyof typeof ownColor;

export const color: Record<ColorName, number> = { ...ownColor };

/** px: the corners of a button and a card; `corner` scales all others with it. */
const ownRadius = 16;
let radius: number = ownRadius;

/** Radius of a corner that has `own` px in the app's own look. */
export function corner(own: number): number {
  return (own * radius) / ownRadius;
}

/** The family of each face; with a brand's typeface two, in the order in which a glyph is searched. */
export const faces: Record<keyof typeof fonts, string | readonly string[]> = { ...fonts };

/** The brand's typeface, in the same weights as the app's own. */
export const brandFonts = {
  regular: 'BrandRegular',
  semibold: 'BrandSemiBold',
  bold: 'BrandBold',
} as const satisfies Record<keyof typeof fonts, string>;

/** Call it before anything is drawn, and before the faces are requested. */
export function applyTheme(theme: BrandTheme = {}): void {
  Object.assign(color, coloursOf(theme));
  radius = theme.radius ?? ownRadius;
  const { typeface } = theme;
  fontFiles.splice(Object.keys(fonts).length);
  Object.assign(faces, fonts);
  if (!typeface) return;
  for (const face of Object.keys(fonts) as (keyof typeof fonts)[]) {
    const family = brandFonts[face];
    faces[face] = [family, fonts[face]];
    fontFiles.push({ family, file: typeface[face].replace(/^static\//, '../') });
  }
}

/** The app's own colours, with those of the theme in place of the same names. */
export function coloursOf({ colors = {} }: Pick<BrandTheme, 'colors'>): Record<ColorName, number> {
  const all: Record<ColorName, number> = { ...ownColor };
  for (const name of Object.keys(all) as ColorName[]) all[name] = argb(colors[name], all[name]);
  return all;
}

export interface Brand {
  readonly name: string;
  /** The network's own colour, lightened until it is visible on the background. */
  readonly accent: number;
  /** A softer accent for texts. */
  readonly accentText: number;
  /** Colour of a readable text on the accent. */
  readonly onAccent: number;
  /** Addresses of pictures, '' for none: `logo` replaces dot and name, `artwork` is behind calm screens. */
  readonly logo: string;
  readonly artwork: string;
}

/** @param accentColor `#rrggbb` */
export function createBrand(
  name: string,
  accentColor: string,
  { logo = '', artwork = '' }: { logo?: string; artwork?: string } = {},
  colours: Readonly<Record<ColorName, number>> = color,
): Brand {
  const accent = readableOn(argb(accentColor), colours, 4.5);
  const onAccent =
    contrast(accent, colours.ink) >= contrast(accent, colours.text) ? colours.ink : colours.text;
  const accentText = mix(accent, colours.text, 0.25);
  return { name, accent, accentText, onAccent, logo, artwork };
}

/** `#rrggbb` to an opaque ARGB number; anything else gives `fallback`. */
export function argb(hex: string | undefined, fallback: number = color.tint): number {
  return hex !== undefined && /^#[0-9a-f]{6}$/i.test(hex)
    ? (0xff000000 | Number.parseInt(hex.slice(1), 16)) >>> 0
    : fallback;
}

/** `a` with a `share` of `b`; both opaque. */
export function mix(a: number, b: number, share: number): number {
  const [ar, ag, ab] = rgb(a);
  const [br, bg, bb] = rgb(b);
  const part = (from: number, to: number) => Math.round(from + (to - from) * share);
  return ((0xff << 24) | (part(ar, br) << 16) | (part(ag, bg) << 8) | part(ab, bb)) >>> 0;
}

/** The same colour with an opacity of 0 to 1. */
export function faded(value: number, opacity: number): number {
  return ((Math.round(opacity * 255) << 24) | (value & 0xffffff)) >>> 0;
}

export function css(value: number): string {
  const [r, g, b] = rgb(value);
  return `rgba(${r},${g},${b},${((value >>> 24) & 255) / 255})`;
}

/** WCAG 2 contrast ratio of two opaque colours, 1 to 21. */
export function contrast(a: number, b: number): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (hi + 0.05) / (lo + 0.05);
}

function readableOn(
  value: number,
  { background, text }: Readonly<Record<ColorName, number>>,
  ratio: number,
): number {
  let result = value;
  for (let step = 0; step < 20 && contrast(result, background) < ratio; step += 1) {
    result = mix(result, text, 0.12);
  }
  return result;
}

/**
 * Darkens a title's own colour for the background until text on it is readable,
 * however bright the feed's tint is.
 */
export function atmosphere(tint: number): number {
  let result = tint;
  for (let step = 0; step < 24 && luminance(result) > 0.035; step += 1) {
    result = mix(result, color.background, 0.15);
  }
  return result;
}

function luminance(value: number): number {
  const [r, g, b] = rgb(value).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function rgb(value: number): [number, number, number] {
  return [(value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
