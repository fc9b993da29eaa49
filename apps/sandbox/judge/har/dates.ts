import { isReversed } from './direction.ts';
import type { Entry } from './entry.ts';

/** An entry in its place, with the time of the one before when it has none of its own. */
export interface Dated {
  readonly entry: Entry;
  readonly time: number;
  readonly undated: boolean;
  readonly durationMs: number;
}

/**
 * Entries in the order in which they were sent, as far as their dates tell; those without one stay behind the
 * one that stands before them in the file.
 */
export function inOrder(inFile: readonly Entry[]): Dated[] {
  const isDated = hasDates(inFile);
  const entries = !isDated && isReversed(inFile) ? [...inFile].reverse() : inFile;
  const times = entries.flatMap(({ time }) => (time === undefined ? [] : [time]));
  // Where dates are whole seconds, parts of one would lead to gaps that are none.
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

/** One date for all is the work of a tool that knows none. */
function hasDates(entries: readonly Entry[]): boolean {
  const times = entries.flatMap(({ time }) => (time === undefined ? [] : [time]));
  const isOneForAll = times.length > 2 && times.every((time) => time === times[0]);
  return times.length > 0 && !isOneForAll;
}
