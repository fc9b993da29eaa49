import type { BenchRow } from '../../../tools/commands/bench.ts';
import type { PageName } from './pages.ts';
import type { Census } from './probe.ts';

/** ms of each page, turn by turn. */
export type Times = Record<PageName, number[]>;

export const noTimes = (): Times => ({ app: [], bare: [], tuned: [] });

/** The pages take turns, so that other load on this computer affects all of them. */
export const inTurn: readonly PageName[] = ['bare', 'app', 'tuned'];

/**
 * The app compared with one of the others: the median of the ratios of all turns, because a computer gets
 * faster and slower over minutes; followed by the medians of both in ms.
 */
export function ratioRow(
  what: string,
  times: Times,
  other: 'bare' | 'tuned',
  allowed: string,
): BenchRow {
  const [app, compared] = [times.app, times[other]];
  const ratio = median(app.map((took, turn) => took / (compared[turn] ?? Number.NaN)));
  return {
    what: `${what}, app : ${other}`,
    measured: `${ratio.toFixed(2)} (${ms(median(app))} : ${ms(median(compared))})`,
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
