/**
 * Everything that decides when the service is asked, and when again. Pure, no clock of its own: the
 * app and the simulation of a fleet use the same functions. All times in ms; `chance` is 0 <= n < 1.
 * Adobe: "Throttling mechanism", "REST API V2 Checklist" (polling, retries).
 */

/** Adobe: "at most 2-3" repeats; read as three attempts in all. */
export const maxAttempts = 3;

/** Adobe, "Throttling mechanism": at least 1 s of silence after any 429. The rest is margin. */
export const throttlePause = 1_100;
/** Shortest gap between two polls that Adobe allows; Continue waits for what is left of it. */
export const shortestPollGap = 3_000;

const usualPollGap = 3_500;
const pollJitter = 1_500;
const longestPollGap = 20_000;

/** To the next poll: 3 to 5 s as documented, so that devices do not ask at the same moment; longer while polls fail. */
export function pollGap(failures: number, chance: number): number {
  return Math.min(usualPollGap * 1.5 ** failures, longestPollGap) + pollJitter * chance;
}

/** Before the next attempt at one call, after so many: doubles, plus up to as much again. */
export function repeatGap(attempts: number, chance: number): number {
  return 500 * 2 ** (attempts - 1) * (1 + chance);
}

/** Before a launch that failed tries again by itself: 20 s, growing to five minutes, give or take a quarter. */
export function recoveryGap(failures: number, chance: number): number {
  return Math.min(20_000 * 3 ** failures, 300_000) * (0.75 + chance / 2);
}

/**
 * Our own rate, below the documented one of one request in each second and ten more once: two of the
 * ten are left for the launch before this one, and seconds are a little longer, because requests do not
 * all travel equally fast.
 */
export interface RateLimit {
  /** When the last regular request left, or will. */
  readonly regularAt: number;
  readonly burstLeft: number;
}

export const initialRateLimit: RateLimit = { regularAt: Number.NEGATIVE_INFINITY, burstLeft: 8 };
const betweenRegular = 1_100;

/** When a request that wants to leave `now` may leave, and the rate limit after it. */
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
 * The circuit breaker: a service that fails again and again is left alone for a while, and then asked
 * once. An answer of any other kind closes it.
 */
export interface Circuit {
  /** In a row. */
  readonly failures: number;
  /** Not asked before; 0 while closed. Requests wait for it when it is near, and fail when it is not. */
  readonly opensAt: number;
}

export const closedCircuit: Circuit = { failures: 0, opensAt: 0 };
/** Two calls with all their attempts: one bad call alone holds nobody up. */
const failuresToOpen = 6;
const firstRest = 5_000;
const longestRest = 30_000;

export function afterFailure({ failures }: Circuit, now: number, chance: number): Circuit {
  const count = failures + 1;
  if (count < failuresToOpen) return { failures: count, opensAt: 0 };
  const rest = Math.min(firstRest * 2 ** (count - failuresToOpen), longestRest);
  return { failures: count, opensAt: now + rest * (0.75 + chance / 2) };
}

/** What is waited for; longer rests are told at once. */
const shortRest = 6_500;

/** A viewer who asks again is asked for, once: if that fails too, the circuit is open as before. */
export function halfOpen(circuit: Circuit, now: number): Circuit {
  return circuit.opensAt > now ? { ...circuit, opensAt: now } : circuit;
}

/** Asking now would be refused at once: the circuit is open, and stays so for longer than anybody waits. */
export function isCircuitOpen({ opensAt }: Circuit, now: number): boolean {
  return opensAt - now > shortRest;
}
