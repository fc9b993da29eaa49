import type { BenchRow } from '../../../tools/commands/bench.ts';
import type { PageName } from './pages.ts';
import type { Census } from './probe.ts';

/** What each page took, turn by turn. ms */
export type Times = Record<PageName, number[]>;

export const noTimes = (): Times => ({ app: [], bare: [], tuned: [] });

/** The pages take turns, so that whatever else this computer does falls on both. */
export const inTurn: readonly PageName[] = ['bare', 'app', 'tuned'];

/** The app's median against that of one of the others, with both in ms behind it. */
export function ratioRow(
  what: string,
  times: Times,
  other: 'bare' | 'tuned',
  allowed: string,
): BenchRow {
  const [a, b] = [median(times.app), median(times[other])];
  return {
    what: `${what}, app : ${other}`,
    measured: `${(a / b).toFixed(2)} (${ms(a)} : ${ms(b)})`,
    allowed,
  };
}

export function ms(value: number): string {
  return `${value < 20 ? value.toFixed(1) : Math.round(value)} ms`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}

export function sayCensus({ texts, pictures, shapes, elements, textures }: Census): string {
  const drawn = `${texts} texts, ${pictures} pictures, ${shapes} shapes`;
  return `${drawn}; ${elements} elements, ${textures} textures`;
}
