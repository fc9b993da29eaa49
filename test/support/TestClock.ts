import type { Clock } from '../../core/ports.ts';

export interface Timer {
  readonly id: number;
  readonly at: number;
  readonly fn: (...args: unknown[]) => void;
}

/** A clock that only moves when the test moves it. Promises settle between two timers. */
export class TestClock implements Clock {
  /** The device's date in ms. A test may set it to a wrong date. */
  wall = Date.UTC(2026, 0, 1);
  private time = 0;
  private timers: Timer[] = [];
  private nextId = 1;

  now(): number {
    return this.wall + this.time;
  }

  monotonic(): number {
    return this.time;
  }

  setTimeout(fn: (...args: unknown[]) => void, ms: number): unknown {
    const timer = { id: this.nextId++, at: this.time + Math.max(0, ms), fn };
    this.timers.push(timer);
    return timer.id;
  }

  clearTimeout(id: unknown): void {
    this.timers = this.timers.filter((timer) => timer.id !== id);
  }

  /** The number of timers that have not fired yet. */
  get pending(): number {
    return this.timers.length;
  }

  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await this.quiet();
    for (;;) {
      const due = this.due();
      if (!due || due.at > end) break;
      await this.fire(due);
    }
    this.time = end;
  }

  /** Waits for everything that needs no time on the clock. */
  async quiet(): Promise<void> {
    await settle();
  }

  /** The timer that fires next. */
  protected due(): Timer | undefined {
    return [...this.timers].sort((a, b) => a.at - b.at)[0];
  }

  /** Moves the clock to this timer and runs it. */
  protected async fire(timer: Timer): Promise<void> {
    this.clearTimeout(timer.id);
    this.time = Math.max(this.time, timer.at);
    timer.fn();
    await this.quiet();
  }
}

/** Waits until all promise chains that are ready have settled, however long they are. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** The result of `work`, while the clock moves on by a minute: for calls that the rate limiter delays. */
export async function inTime<T>(clock: TestClock, work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, clock.advance(60_000)]);
  return result;
}
