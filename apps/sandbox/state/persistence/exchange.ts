/** ms that a change waits to be stored. */
const CHANGE_TIMEOUT_MS = 3_000;
/** ms that a request waits for the changes of other sandboxes, before it is answered from memory. */
const NEWS_TIMEOUT_MS = 1_000;
/** ms before the next try after a failure: doubled each time, up to the second figure. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [100, 1_000];

interface Waiter {
  done(): void;
}

/**
 * Repeats one exchange with the backend whenever somebody needs it: one at a time, and callers that come during one
 * share the next. After a failure it is tried again until it succeeds, even when nobody asks: changes that could
 * not be stored are stored once the backend is available again.
 */
export class Exchange {
  private readonly once: () => Promise<void>;
  private readonly failed: (error: unknown) => void;
  private waiters: Waiter[] = [];
  private isRunning = false;
  private isStopped = false;
  private wake: (() => void) | undefined;
  private isAvailable = true;

  /**
   * @param once reads what others changed, and stores what this sandbox changed
   * @param failed is called with the error of each exchange that fails
   */
  constructor(once: () => Promise<void>, failed: (error: unknown) => void) {
    this.once = once;
    this.failed = failed;
  }

  /** The last exchange succeeded, in time. */
  get isHealthy(): boolean {
    return this.isAvailable;
  }

  /**
   * Resolves after an exchange that began after this call.
   * @throws Error when none succeeded within 3 s
   */
  stored(): Promise<void> {
    return this.waitFor(CHANGE_TIMEOUT_MS, true);
  }

  /** Like `stored`, but returns after 1 s at the latest, and at once after a failure. */
  async fresh(): Promise<void> {
    if (this.isAvailable) await this.waitFor(NEWS_TIMEOUT_MS, false);
  }

  /** Begins an exchange; nobody waits for it. */
  begin(): void {
    if (this.isRunning || this.isStopped) return;
    this.isRunning = true;
    void this.run().finally(() => {
      this.isRunning = false;
      if (this.waiters.length > 0) this.begin();
    });
  }

  /** Ends the repetition. An exchange that has begun continues. */
  stop(): void {
    this.isStopped = true;
    this.wake?.();
  }

  private waitFor(timeLimit: number, isNeeded: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        done: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.waiters = this.waiters.filter((other) => other !== waiter);
        if (isNeeded) reject(new Error(`not stored within ${timeLimit / 1_000} s`));
        else resolve();
        this.isAvailable = false;
      }, timeLimit);
      this.waiters.push(waiter);
      this.begin();
    });
  }

  private async run(): Promise<void> {
    let pause = FIRST_PAUSE;
    while (!this.isStopped) {
      const waiting = this.waiters;
      this.waiters = [];
      try {
        await this.once();
      } catch (error) {
        this.isAvailable = false;
        this.failed(error);
        this.waiters = [...waiting, ...this.waiters];
        await this.rest(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        continue;
      }
      this.isAvailable = true;
      for (const waiter of waiting) waiter.done();
      if (this.waiters.length === 0) return;
    }
  }

  /** Does not keep the process alive. */
  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
