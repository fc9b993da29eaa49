/** A clock that moves only when a test moves it. */
export interface TestClock {
  /** ms since the epoch; give it to `startSandbox({ now })` and to the client. */
  readonly now: () => number;
  /** Moves the clock by `ms` for all its readers. @throws RangeError for a negative or infinite number */
  readonly advance: (ms: number) => void;
  /** The same as a sleep function, for clients that accept one. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Calls `action` when `ms` have passed, for example to let a viewer enter a code. */
  readonly after: (ms: number, action: () => void) => void;
}

/**
 * A clock for a sandbox and its clients. When they read the same clock, the judge can judge all pauses; it
 * cannot judge time that only one of them has seen.
 * @param start ms since the epoch; now when absent
 */
export function createTestClock(start: number = Date.now()): TestClock {
  let time = start;
  let due: Array<{ readonly at: number; readonly action: () => void }> = [];
  const advance = (ms: number) => {
    const end = time + checked(ms, 'advance');
    for (;;) {
      const [next] = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      due = due.filter((one) => one !== next);
      time = Math.max(time, next.at);
      next.action();
    }
    time = end;
  };
  return {
    now: () => time,
    advance,
    sleep: async (ms) => advance(ms),
    after: (ms, action) => {
      due.push({ at: time + checked(ms, 'after'), action });
    },
  };
}

function checked(ms: number, what: string): number {
  if (!(ms >= 0) || ms === Number.POSITIVE_INFINITY)
    throw new RangeError(`${what}: a finite number of ms from 0 on is needed`);
  return ms;
}
