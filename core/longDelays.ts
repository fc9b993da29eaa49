import type { Clock } from './ports.ts';

/** Systems keep the delay of a timer in 31 bits: what is longer fires at once. ms */
const longest = 2 ** 31 - 1;

/** A delay that takes more than one timer: the one that runs now. */
interface LongDelay {
  timer: unknown;
}

/**
 * A clock whose timers take delays of any length, made of one whose timers do not: a registration code
 * may live for months. `Infinity` never comes, and what is no number comes at once.
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
  // Not a copy: a shell's clock may be an object whose methods live on its prototype.
  return Object.create(clock, {
    setTimeout: { value: setTimeout, enumerable: true, writable: true },
    clearTimeout: { value: clearTimeout, enumerable: true, writable: true },
  }) as C;
}
