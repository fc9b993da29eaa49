import type { Clock } from '../../core/ports.ts';
import { settle } from '../support/TestClock.ts';

export type Truthy<T> = Exclude<T, false | null | undefined | '' | 0>;

interface Timer {
  readonly id: number;
  readonly at: number;
  readonly fn: (...args: unknown[]) => void;
}

/**
 * The time of a whole world: its devices and the sandbox read it, and it only moves when told to. Before
 * it moves, every request that is under way gets its answer, over a real connection, however long that
 * takes in real time.
 */
export class WorldClock implements Clock {
  /** ms since the epoch. */
  private readonly began = Date.UTC(2026, 4, 1, 12);
  private time = 0;
  private timers: Timer[] = [];
  private nextId = 1;
  private underWay = 0;

  now(): number {
    return this.began + this.time;
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

  /** Time stands still until `work` is done. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.underWay += 1;
    try {
      return await work();
    } finally {
      this.underWay -= 1;
    }
  }

  /** Everything that needs no time has happened. */
  async quiet(): Promise<void> {
    do await settle();
    while (this.underWay > 0);
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
    await this.quiet();
  }

  /** @param limit ms that may pass meanwhile; fails when nothing can change any more, or after it */
  async until<T>(check: () => T, what: () => string, limit = 60_000): Promise<Truthy<T>> {
    const end = this.time + limit;
    for (;;) {
      await this.quiet();
      const found = check();
      if (found) return found as Truthy<T>;
      const due = this.due();
      if (!due || due.at > end) throw new Error(`not within ${limit} ms: ${what()}`);
      await this.fire(due);
    }
  }

  private due(): Timer | undefined {
    return [...this.timers].sort((a, b) => a.at - b.at)[0];
  }

  private async fire(timer: Timer): Promise<void> {
    this.clearTimeout(timer.id);
    this.time = Math.max(this.time, timer.at);
    timer.fn();
    await this.quiet();
  }
}
