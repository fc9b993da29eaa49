/**
 * Everything that decides when the service is asked, and when again. Pure, no clock of its own: the
 * app and the simulation of a fleet use the same functions. All times in ms; `chance` is 0 <= n < 1.
 * Adobe: "Throttling mechanism", "REST API V2 Checklist" (polling, retries).
 */

/** Adobe: "at most 2-3" repeats; read as three tries in all. */
export const maxTries = 3;
/** How often one question may be put to the service, whoever repeats it for whatever reason. */
export class Tries {
  made = 0;

  get left(): number {
    return Math.max(0, maxTries - this.made);
  }
}

/** Adobe, "Throttling mechanism": at least 1 s of silence after any 429. The rest is margin. */
export const throttlePause = 1_100;
/** Shortest gap between two polls that Adobe allows; Continue waits for what is left of it. */
export const shortestPollGap = 3_000;

const usualPollGap = 3_500;
const pollJitter = 1_500;
const longestPollGap = 20_000;

/** To the next poll: 3 to 5 s as documented, so that a fleet does not march; longer while polls fail. */
export function pollGap(failures: number, chance: number): number {
  return Math.min(usualPollGap * 1.5 ** failures, longestPollGap) + pollJitter * chance;
}

/** Before the next try of one call, after `tries` of them: doubles, plus up to as much again. */
export function repeatGap(tries: number, chance: number): number {
  return 500 * 2 ** (tries - 1) * (1 + chance);
}

/** Before a launch that failed tries again by itself: 20 s, growing to five minutes, give or take a quarter. */
export function recoveryGap(failures: number, chance: number): number {
  return Math.min(20_000 * 3 ** failures, 300_000) * (0.75 + chance / 2);
}

/**
 * Our own pace, below the documented one of one request in each second and ten more once: two of the
 * ten are left for the launch before this one, and seconds are a little longer, because requests do not
 * all travel equally fast.
 */
export interface Pace {
  /** When the last regular request left, or will. */
  readonly regularAt: number;
  readonly burstLeft: number;
}

export const freshPace: Pace = { regularAt: Number.NEGATIVE_INFINITY, burstLeft: 8 };
const betweenRegular = 1_100;

/** When a request that wants to leave `now` may leave, and the pace after it. */
export function nextDeparture(pace: Pace, now: number): { at: number; pace: Pace } {
  const free = pace.regularAt + betweenRegular;
  if (now >= free) return { at: now, pace: { ...pace, regularAt: now } };
  if (pace.burstLeft > 0) return { at: now, pace: { ...pace, burstLeft: pace.burstLeft - 1 } };
  return { at: free, pace: { ...pace, regularAt: free } };
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
/** Two calls with all their tries: one bad call alone holds nobody up. */
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
export function isHeld({ opensAt }: Circuit, now: number): boolean {
  return opensAt - now > shortRest;
}
