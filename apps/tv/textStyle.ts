import { faces, type fonts, size } from './theme.ts';
import { wrap } from './wrap.ts';

/** Texts in the type scale, and their sizes. */

interface TextOptions {
  readonly face?: keyof typeof fonts;
  readonly width?: number;
  readonly lines?: number;
  readonly align?: 'left' | 'right' | 'center';
  readonly lineHeight?: number;
}

/**
 * A text in the type scale: one line as it is, or wrapped within `width` into at most `lines`, cut with
 * "…". The line height is always given: Lightning's default is wrong on a 720p stage.
 */
export function textStyle(
  value: string,
  scale: keyof typeof size,
  options: TextOptions = {},
): unknown {
  const fontSize = size[scale];
  const { face = 'regular', width = 0, lines = 1, align = 'left' } = options;
  return {
    text: width > 0 ? linesOf(value, scale, face, width, lines).join('\n') : value,
    fontFace: faces[face],
    fontSize,
    lineHeight: options.lineHeight ?? Math.round(fontSize * (fontSize > 40 ? 1.15 : 1.35)),
    textAlign: align,
    wordWrap: false,
  };
}

/** The lines that `textStyle` draws. */
export function linesOf(
  value: string,
  scale: keyof typeof size,
  face: keyof typeof fonts,
  width: number,
  lines: number,
): string[] {
  return wrap(value, width, lines, (line) => measure(line, scale, face));
}

/**
 * The y at which to put a line of text so that its capitals are centred on `y`. Lightning centres the texture
 * instead, which has more space below the line than above it.
 */
export function centred(y: number, scale: keyof typeof size): number {
  return Math.round(y - size[scale] * 0.665);
}

/** Width of the widest text with the same number of digits, so that a running time does not move. */
export function measureSteady(
  value: string,
  scale: keyof typeof size,
  face: keyof typeof fonts,
): number {
  // In the app's faces no digit is wider than 0.
  return measure(value.replace(/\d/g, '0'), scale, face);
}

let ruler: CanvasRenderingContext2D | null = null;

/** Widths of measured lines: the same titles are laid out many times. */
const measured = new Map<string, number>();
const most = { lines: 500, letters: 120 } as const;
let rulerFont = '';

/** Width in stage pixels of one line; the faces must be loaded. */
export function measure(value: string, scale: keyof typeof size, face: keyof typeof fonts): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return value.length * size[scale] * 0.55;
  const key = `${scale} ${face} ${value}`;
  const known = measured.get(key);
  if (known !== undefined) return known;
  const font = `${size[scale]}px ${faces[face]}, sans-serif`;
  if (font !== rulerFont) {
    ruler.font = font;
    rulerFont = font;
  }
  const width = Math.ceil(ruler.measureText(value).width);
  if (measured.size >= most.lines) measured.clear();
  if (value.length <= most.letters) measured.set(key, width);
  return width;
}
