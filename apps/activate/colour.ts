/** Makes the network's accent colour dark or light enough to be visible on this page. */

/** Each 0 to 1. */
type Rgb = readonly [number, number, number];

/**
 * The same hue and saturation, darker on light backgrounds and lighter on dark ones, until the contrast suffices.
 * @param colour `#rrggbb`
 * @param least WCAG contrast ratio: 3 for shapes, 4.5 for text
 */
export function standingOut(colour: string, background: string, least = 3): string {
  if (contrastOf(colour, background) >= least) return colour;
  const darker = luminance(parse(background)) > 0.18;
  const { hue, saturation, lightness } = toHsl(parse(colour));
  for (let share = 0.02; share < 1; share += 0.02) {
    const level = darker ? lightness * (1 - share) : lightness + (1 - lightness) * share;
    const candidate = print(fromHsl(hue, saturation, level));
    if (contrastOf(candidate, background) >= least) return candidate;
  }
  return darker ? '#000000' : '#ffffff';
}

/** WCAG 2 contrast ratio of two `#rrggbb` colours: 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminance(parse(one)), luminance(parse(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: Rgb): number {
  const linear = (value: number) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

/** Hue in degrees, saturation and lightness 0 to 1. */
function toHsl([r, g, b]: Rgb): { hue: number; saturation: number; lightness: number } {
  const max = Math.max(r, g, b);
  const range = max - Math.min(r, g, b);
  const lightness = max - range / 2;
  if (range === 0) return { hue: 0, saturation: 0, lightness };
  const sixth =
    max === r ? ((g - b) / range + 6) % 6 : max === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return { hue: sixth * 60, saturation: range / (1 - Math.abs(2 * lightness - 1)), lightness };
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const place = (offset + hue / 30) % 12;
    return lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
  };
  return [channel(0), channel(8), channel(4)];
}

function parse(colour: string): Rgb {
  const at = (i: number) => Number.parseInt(colour.slice(i, i + 2), 16) / 255;
  return [at(1), at(3), at(5)];
}

function print(colour: Rgb): string {
  const hex = (value: number) =>
    Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${colour.map(hex).join('')}`;
}
