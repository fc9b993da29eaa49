import type { Clock } from './ports.ts';

/** Systems store the delay of a timer in 31 bits; a longer delay fires at once. ms */
const longest = 2 ** 31 - 1;

/** A delay that needs several timers; `timer` is the one that runs now. */
interface LongDelay {
  timer: unknown;
}

/**
 * A clock with delays of any length, made from a clock with short delays: a registration code may be valid for
 * months. A timer with `Infinity` never fires, and one with `NaN` fires at once.
 */
export function withLongDelays<C extends Pick<Clock, 'setTimeout' | 'clearTimeout'>>(clock: C): C {
  const long = new Set<unknown>();
  const setTimeout: Clock['setTimeout'] = (fn, ms) => {
    if (!(ms > longest)) return clock.setTimeout(fn, Math.max(0, ms || 0));
    const delay: LongDelay = { timer: undefined };
    const wait = (left: number) => {
      const now = Math.min(left, longest);
      delay.timer = clock.setTimeout(() => {
        if (left > now) return wait(left - now);
        long.delete(delay);
        fn();
      }, now);
    };
    long.add(delay);
    wait(ms);
    return delay;
  };
  const clearTimeout: Clock['clearTimeout'] = (id) => {
    clock.clearTimeout(long.delete(id) ? (id as LongDelay).timer : id);
  };
  // Not a copy: the methods of a shell's clock may be on its prototype.
  return Object.create(clock, {
    setTimeout: { value: setTimeout, enumerable: true, writable: true },
    clearTimeout: { value: clearTimeout, enumerable: true, writable: true },
  }) as C;
}
