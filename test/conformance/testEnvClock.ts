import { settle, TestClock } from '../support/TestClock.ts';

export type Truthy<T> = Exclude<T, false | null | undefined | '' | 0>;

/**
 * The clock of a whole test environment: its devices and the sandbox use it, and only the test moves it.
 * Before it moves, every open request gets its answer, over a real connection, however long that takes in
 * real time.
 */
export class TestEnvClock extends TestClock {
  override wall = Date.UTC(2026, 4, 1, 12);
  private underWay = 0;

  /** The clock stands still until `work` is done. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.underWay += 1;
    try {
      return await work();
    } finally {
      this.underWay -= 1;
    }
  }

  override async quiet(): Promise<void> {
    do await settle();
    while (this.underWay > 0);
  }

  override async advance(ms: number): Promise<void> {
    await super.advance(ms);
    await this.quiet();
  }

  /** @param limit ms that may pass; fails after them, or when no timer is left */
  async until<T>(check: () => T, what: () => string, limit = 60_000): Promise<Truthy<T>> {
    const end = this.monotonic() + limit;
    for (;;) {
      await this.quiet();
      const found = check();
      if (found) return found as Truthy<T>;
      const due = this.due();
      if (!due || due.at > end) throw new Error(`not within ${limit} ms: ${what()}`);
      await this.fire(due);
    }
  }
}
