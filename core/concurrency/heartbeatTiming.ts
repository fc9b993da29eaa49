import type { HttpResponse } from '../ports.ts';

/**
 * When the service is asked again. Pure. Everything is measured between headers of one answer, never
 * against the device's clock, which on televisions is wrong by years. All in ms.
 */

/** Where the headers cannot be read (a browser across origins, a proxy). */
const usualInterval = 45_000;
const shortestGap = 10_000;
/** Longer than any service can mean; what is not heard of for so long is nobody's stream. */
const longestInterval = 600_000;
/** The service asks for quiet of a minute after its 429, whatever its headers say. */
const shortestPause = 60_000;

/** What the service gives until the next heartbeat: `Expires` less `Date`; null when it does not say. */
export function intervalIn({ headers = {} }: HttpResponse): number | null {
  const ms = Date.parse(headers.expires ?? '') - Date.parse(headers.date ?? '');
  return ms > 0 ? Math.min(ms, longestInterval) : null;
}

/** From an answer to the next heartbeat: four fifths of the interval, less a little, so that devices do not ask at the same moment. */
export function heartbeatDelay(interval: number | null, chance: number): number {
  if (interval === null) return usualInterval;
  return Math.max(shortestGap, interval * 0.8 * (1 - chance * 0.05));
}

export function intervalOf(interval: number | null): number {
  return interval ?? usualInterval;
}

/** A heartbeat that nobody answered comes again after 5, 10, 20 s …, and not later than usual. */
export function repeatGap(failures: number, interval: number): number {
  return Math.min(5_000 * 2 ** Math.min(failures, 16), interval);
}

/** After a 429 all requests pause until its `Expires`, and for a minute at least. */
export function pauseAfterThrottle(response: HttpResponse): number {
  return Math.max(shortestPause, intervalIn(response) ?? 0);
}
