/** The network's accent colour, made dark or light enough to be seen on this page. */

type Rgb = readonly [number, number, number];

/**
 * The same hue, moved towards black (light backgrounds) or white (dark ones) until it stands out.
 * @param colour `#rrggbb`
 * @param least WCAG contrast ratio: 3 for shapes, 4.5 for text
 */
export function standingOut(colour: string, background: string, least = 3): string {
  const goal: Rgb = luminance(parse(background)) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  const from = parse(colour);
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = mix(from, goal, share);
    if (contrast(mixed, parse(background)) >= least) return print(mixed);
  }
  return print(goal);
}

/** WCAG 2 contrast ratio of two `#rrggbb` colours: 1 to 21. */
export function contrastOf(one: string, other: string): number {
  return contrast(parse(one), parse(other));
}

function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * share);
  return [at(0), at(1), at(2)];
}

function parse(colour: string): Rgb {
  const at = (i: number) => Number.parseInt(colour.slice(i, i + 2), 16);
  return [at(1), at(3), at(5)];
}

function print(colour: Rgb): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
