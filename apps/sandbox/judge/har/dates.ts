import { isReversed } from './direction.ts';
import type { Entry } from './entry.ts';

/** An entry with its time; an entry without a time has that of the entry before it. */
export interface Dated {
  readonly entry: Entry;
  readonly time: number;
  readonly undated: boolean;
  readonly durationMs: number;
}

/**
 * Entries in the order of their dates; an entry without a date stays behind the entry that precedes it in
 * the file.
 */
export function inOrder(inFile: readonly Entry[]): Dated[] {
  const isDated = hasDates(inFile);
  const entries = !isDated && isReversed(inFile) ? [...inFile].reverse() : inFile;
  const times = entries.flatMap(({ time }) => (time === undefined ? [] : [time]));
  // Dates in whole seconds are coarser than the durations, which would cause false gaps.
  const isCoarse = times.every((time) => time % 1_000 === 0);
  let last = times[0] ?? 0;
  return entries
    .map((entry): Dated => {
      const undated = !isDated || entry.time === undefined;
      if (!undated) last = entry.time ?? last;
      return { entry, time: last, undated, durationMs: isCoarse ? 0 : entry.durationMs };
    })
    .sort((a, b) => a.time - b.time);
}

/** Whether the dates are real: a tool without dates may write the same one in all entries. */
function hasDates(entries: readonly Entry[]): boolean {
  const times = entries.flatMap(({ time }) => (time === undefined ? [] : [time]));
  const isOneForAll = times.length > 2 && times.every((time) => time === times[0]);
  return times.length > 0 && !isOneForAll;
}
