import { setImmediate } from 'node:timers/promises';

/** ms: the longest time for which other work waits, unless a single step takes longer. */
const LONGEST_SPELL = 10;

/** Runs long work in short slices, so that the process can do other work in between. */
export async function inTimeSlices<T>(steps: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const since = performance.now();
    while (performance.now() - since < LONGEST_SPELL) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    await setImmediate();
  }
}
