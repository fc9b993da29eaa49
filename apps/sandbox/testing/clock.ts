/** Time that passes only when a test says so. */
export interface TestClock {
  /** ms since the epoch; hand it to `startSandbox({ now })` and to the client. */
  readonly now: () => number;
  /** Lets `ms` pass, for everybody who reads the clock. @throws RangeError for less than nothing */
  readonly advance: (ms: number) => void;
  /** The same, as what a client does between two requests: for whoever takes a function that sleeps. */
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * A clock for a sandbox and the clients in front of it. Time that one of them does not know of cannot be judged;
 * where both read one clock, everything is.
 * @param start ms since the epoch; now when absent
 */
export function createTestClock(start: number = Date.now()): TestClock {
  let time = start;
  const advance = (ms: number) => {
    if (!(ms >= 0) || ms === Number.POSITIVE_INFINITY)
      throw new RangeError('advance: a finite number of ms from 0 on is needed');
    time += ms;
  };
  return {
    now: () => time,
    advance,
    sleep: async (ms) => advance(ms),
  };
}
