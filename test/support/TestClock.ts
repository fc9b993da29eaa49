import type { Clock } from '../../core/ports.ts';

interface Timer {
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
    await settle();
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.clearTimeout(due.id);
      this.time = Math.max(this.time, due.at);
      due.fn();
      await settle();
    }
    this.time = end;
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
