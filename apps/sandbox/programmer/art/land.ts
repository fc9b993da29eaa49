import { HEIGHT, n, type Point, WIDTH } from './paper.ts';
import type { Random } from './random.ts';

/** y of the land's upper edge at each x. Periodic, so that a moving picture can loop. */
export type Ridge = (x: number) => number;

export interface RidgeShape {
  /** The mean y of the ridge. */
  readonly base: number;
  /** The largest distance from `base`, up and down. */
  readonly rise: number;
  /** The width after which the ridge repeats. */
  readonly period: number;
  /** Share of short waves: 0 calm, 1 rough. */
  readonly rough?: number;
  /** Moves the land to the left. */
  readonly shift?: number;
}

/** A smooth ridge: a few waves whose lengths all divide the period. */
export function smoothRidge(random: Random, shape: RidgeShape): Ridge {
  const { base, rise, period, rough = 0.4, shift = 0 } = shape;
  const waves = [1, 2, 3, 5, 8].map((count, i) => ({
    count,
    phase: random.between(0, 2 * Math.PI),
    size: random.between(0.6, 1) * (i < 2 ? 1 : rough) * (1 / (i + 1)),
  }));
  const total = waves.reduce((sum, wave) => sum + wave.size, 0);
  return (x) => {
    const turn = (2 * Math.PI * (x + shift)) / period;
    const height = waves.reduce((sum, w) => sum + w.size * Math.sin(turn * w.count + w.phase), 0);
    return base - (rise * height) / total;
  };
}

/** An irregular ridge, for rock: midpoint displacement. */
export function jaggedRidge(random: Random, base: number, rise: number, roughness = 0.55): Ridge {
  const heights = [random.between(-0.5, 0.5), random.between(-0.5, 0.5)];
  let step = 1;
  let points = heights;
  for (let depth = 0; depth < 8; depth += 1) {
    const next: number[] = [];
    for (let i = 0; i < points.length - 1; i += 1) {
      const a = points[i] ?? 0;
      const b = points[i + 1] ?? 0;
      next.push(a, (a + b) / 2 + random.between(-step, step) * 0.5);
    }
    next.push(points.at(-1) ?? 0);
    points = next;
    step *= roughness;
  }
  const last = points.length - 1;
  return (x) => {
    const at = (Math.min(Math.max(x, 0), WIDTH) / WIDTH) * last;
    const i = Math.floor(at);
    const a = points[i] ?? 0;
    const b = points[Math.min(i + 1, last)] ?? a;
    return base - rise * (a + (b - a) * (at - i));
  };
}

/** The land below a ridge, as path data; smooth ridges need few samples. */
export function landBelow(ridge: Ridge, step = 20, floor = HEIGHT + 4): string {
  const top: Point[] = [];
  for (let x = -step; x <= WIDTH + step; x += step) top.push([x, ridge(x)]);
  return `${curve(top)}L${WIDTH + step},${n(floor)}L${-step},${n(floor)}Z`;
}

/** A smooth line through the points (Catmull-Rom written as Bézier curves). */
export function curve(points: readonly Point[]): string {
  const at = (i: number): Point =>
    points[Math.min(Math.max(i, 0), points.length - 1)] ?? ([0, 0] as const);
  let d = `M${n(at(0)[0])},${n(at(0)[1])}`;
  for (let i = 0; i < points.length - 1; i += 1) {
    const [x0, y0] = at(i - 1);
    const [x1, y1] = at(i);
    const [x2, y2] = at(i + 1);
    const [x3, y3] = at(i + 2);
    d += `C${n(x1 + (x2 - x0) / 6)},${n(y1 + (y2 - y0) / 6)} ${n(x2 - (x3 - x1) / 6)},${n(y2 - (y3 - y1) / 6)} ${n(x2)},${n(y2)}`;
  }
  return d;
}

/** Straight lines through the points. */
export function straight(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n(x)},${n(y)}`).join('');
}

/** Land whose edge is a row of conifers. */
export function trees(ridge: (x: number) => number, random: Random, tall: number): string {
  const points: Point[] = [[-10, ridge(0)]];
  for (let x = 0; x < WIDTH + 20; ) {
    const height = tall * random.between(0.5, 1.5);
    const half = height * 0.21;
    const foot = ridge(x);
    points.push([x - half, foot], [x, foot - height], [x + half, foot]);
    x += half * 2 * random.between(0.6, 1.5);
  }
  return `${straight(points)}L${WIDTH + 20},${HEIGHT + 4}L-10,${HEIGHT + 4}Z`;
}
