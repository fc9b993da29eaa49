/** Time that passes only when a test says so. */
export interface TestClock {
  /** ms since the epoch; hand it to `startSandbox({ now })` and to the client. */
  readonly now: () => number;
  /** Lets `ms` pass, for everybody who reads the clock. @throws RangeError for less than nothing */
  readonly advance: (ms: number) => void;
  /** The same, as what a client does between two requests: for whoever takes a function that sleeps. */
  readonly sleep: (ms: number) => Promise<void>;
  /** What is to happen when so many ms have passed, such as a viewer who has typed a code. */
  readonly after: (ms: number, action: () => void) => void;
}

/**
 * A clock for a sandbox and the clients in front of it. Time that one of them does not know of cannot be judged;
 * where both read one clock, everything is.
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
