/**
 * After each wrong code the next try has to wait longer: the wait is short for a person who mistypes, but stops a
 * script that tries codes. The count is kept across reloads. (The service's own throttling is independent of it.)
 */
export interface Guesses {
  /** How many wrong codes in a row. */
  readonly failures: number;
  /** When the last wrong code was refused, ms since the epoch by this device's clock. */
  readonly last: number;
}

export const noGuesses: Guesses = { failures: 0, last: 0 };

/** After this long without a wrong code, ms, earlier ones no longer count. */
const forgottenAfter = 15 * 60_000;
const longestPause = 60_000;

/** ms to wait after that many wrong codes in a row: 1 s, 2 s, 4 s … a minute. */
export function pauseAfter(failures: number): number {
  return failures <= 0 ? 0 : Math.min(longestPause, 1_000 * 2 ** (failures - 1));
}

export function wrongGuess(guesses: Guesses, now: number): Guesses {
  const counted = now - guesses.last > forgottenAfter ? 0 : guesses.failures;
  return { failures: counted + 1, last: now };
}

/** ms until the next code may be sent; 0 when it may be sent now. */
export function pauseLeft(guesses: Guesses, now: number): number {
  const pause = pauseAfter(guesses.failures);
  return Math.min(pause, Math.max(0, guesses.last + pause - now));
}

/** Reads the stored count; invalid data is no count, and a time in the future becomes `now`. */
export function readGuesses(stored: string | null, now: number): Guesses {
  try {
    const { failures, last } = JSON.parse(stored ?? '') as Record<string, unknown>;
    if (!Number.isInteger(failures) || !Number.isFinite(last)) return noGuesses;
    return { failures: Math.max(0, failures as number), last: Math.min(now, last as number) };
  } catch {
    return noGuesses;
  }
}
