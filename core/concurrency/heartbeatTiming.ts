import type { HttpResponse } from '../ports.ts';

/**
 * When the next request is sent. Pure. Times are differences between headers of one answer; the device's clock is
 * not used, because on televisions it may be wrong by years. All in ms.
 */

/** Used when the headers cannot be read (a browser across origins, a proxy). */
const usualInterval = 45_000;
const shortestGap = 10_000;
/** Longest interval that is accepted: a longer one is not plausible. */
const longestInterval = 600_000;
/** After a 429 the service requires a pause of a minute, whatever its headers contain. */
const shortestPause = 60_000;

/** The service's time until the next heartbeat: `Expires` minus `Date`; null when the headers are missing. */
export function intervalIn({ headers = {} }: HttpResponse): number | null {
  const ms = Date.parse(headers.expires ?? '') - Date.parse(headers.date ?? '');
  return ms > 0 ? Math.min(ms, longestInterval) : null;
}

/**
 * From an answer to the next heartbeat: four fifths of the interval, minus a small random part, so that devices do
 * not send at the same moment.
 */
export function heartbeatDelay(interval: number | null, chance: number): number {
  if (interval === null) return usualInterval;
  return Math.max(shortestGap, interval * 0.8 * (1 - chance * 0.05));
}

export function intervalOf(interval: number | null): number {
  return interval ?? usualInterval;
}

/** An unanswered heartbeat is repeated after 5, 10, 20 s …, but not later than `interval`. */
export function repeatGap(failures: number, interval: number): number {
  return Math.min(5_000 * 2 ** Math.min(failures, 16), interval);
}

/** After a 429 all requests pause until its `Expires`, and for at least a minute. */
export function pauseAfterThrottle(response: HttpResponse): number {
  return Math.max(shortestPause, intervalIn(response) ?? 0);
}
