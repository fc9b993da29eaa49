import type { Clock } from '../../core/ports.ts';

export interface Timer {
  readonly id: number;
  readonly at: number;
  readonly fn: (...args: unknown[]) => void;
}

/** A clock that only moves when told to. Promises settle between one timer and the next. */
export class TestClock implements Clock {
  /** ms; what the device believes the date to be. May be set to nonsense. */
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

  /** Timers that are still to come. */
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

  /** Everything that needs no time has happened. */
  async quiet(): Promise<void> {
    await settle();
  }

  /** The timer that is next, whenever that is. */
  protected due(): Timer | undefined {
    return [...this.timers].sort((a, b) => a.at - b.at)[0];
  }

  /** It is this timer's time. */
  protected async fire(timer: Timer): Promise<void> {
    this.clearTimeout(timer.id);
    this.time = Math.max(this.time, timer.at);
    timer.fn();
    await this.quiet();
  }
}

/** Lets everything that is already decided happen: promise chains, however long. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** What `work` comes to while time passes: for calls that our own pace holds back. */
export async function inTime<T>(clock: TestClock, work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, clock.advance(60_000)]);
  return result;
}
