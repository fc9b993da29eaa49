/**
 * Decides when a request is sent to the service, and when it is repeated. Pure, without a clock: the app and
 * the simulation of many devices use the same functions. All times in ms; `chance` is 0 <= n < 1.
 * Adobe: "Throttling mechanism", "REST API V2 Checklist" (polling, retries).
 */

/** Adobe: "at most 2-3" repeats; read as three attempts in all. */
export const maxAttempts = 3;

/** Adobe, "Throttling mechanism": no request for at least 1 s after any 429. The rest is margin. */
export const throttlePause = 1_100;
/** Shortest gap between two polls that Adobe allows; Continue waits for the rest of it. */
export const shortestPollGap = 3_000;

const usualPollGap = 3_500;
const pollJitter = 1_500;
const longestPollGap = 20_000;

/** Until the next poll: 3 to 5 s as documented, random so that devices spread their polls; longer while polls fail. */
export function pollGap(failures: number, chance: number): number {
  return Math.min(usualPollGap * 1.5 ** failures, longestPollGap) + pollJitter * chance;
}

/** Before the next attempt at one call, after `attempts`: doubles each time, plus a random part up to the same. */
export function repeatGap(attempts: number, chance: number): number {
  return 500 * 2 ** (attempts - 1) * (1 + chance);
}

/** Before a failed launch is repeated automatically: 20 s, growing to five minutes, each plus or minus a quarter. */
export function recoveryGap(failures: number, chance: number): number {
  return Math.min(20_000 * 3 ** failures, 300_000) * (0.75 + chance / 2);
}

/**
 * Our own rate, below the documented one of one request in each second and ten more once. Two of the ten are
 * reserved for the previous launch, and our seconds are a little longer, because requests do not all arrive
 * equally fast.
 */
export interface RateLimit {
  /** When the last regular request was sent, or will be sent. */
  readonly regularAt: number;
  readonly burstLeft: number;
}

export const initialRateLimit: RateLimit = { regularAt: Number.NEGATIVE_INFINITY, burstLeft: 8 };
const betweenRegular = 1_100;

/** When a request that is ready at `now` may be sent, and the rate limit after it. */
export function nextSendTime(
  rateLimit: RateLimit,
  now: number,
): { at: number; rateLimit: RateLimit } {
  const free = rateLimit.regularAt + betweenRegular;
  if (now >= free) return { at: now, rateLimit: { ...rateLimit, regularAt: now } };
  if (rateLimit.burstLeft > 0)
    return { at: now, rateLimit: { ...rateLimit, burstLeft: rateLimit.burstLeft - 1 } };
  return { at: free, rateLimit: { ...rateLimit, regularAt: free } };
}

/**
 * The circuit breaker: after several failures in a row no request is sent for a while, then one. An answer that
 * is not a server failure closes the circuit.
 */
export interface Circuit {
  /** Failures in a row. */
  readonly failures: number;
  /** No request before this time; 0 while closed. Requests wait for it when it is near, otherwise they fail. */
  readonly opensAt: number;
}

export const closedCircuit: Circuit = { failures: 0, opensAt: 0 };
/** Two calls with all their attempts: one failing call alone does not open the circuit. */
const failuresToOpen = 6;
const firstRest = 5_000;
const longestRest = 30_000;

export function afterFailure({ failures }: Circuit, now: number, chance: number): Circuit {
  const count = failures + 1;
  if (count < failuresToOpen) return { failures: count, opensAt: 0 };
  const rest = Math.min(firstRest * 2 ** (count - failuresToOpen), longestRest);
  return { failures: count, opensAt: now + rest * (0.75 + chance / 2) };
}

/** Requests wait for a rest up to this long; during a longer one they fail at once. */
const shortRest = 6_500;

/** Lets one request through when the viewer tries again; if it also fails, the circuit is open as before. */
export function halfOpen(circuit: Circuit, now: number): Circuit {
  return circuit.opensAt > now ? { ...circuit, opensAt: now } : circuit;
}

/** A request would fail at once: the circuit is open, and for longer than requests wait. */
export function isCircuitOpen({ opensAt }: Circuit, now: number): boolean {
  return opensAt - now > shortRest;
}
