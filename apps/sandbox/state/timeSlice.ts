import { setImmediate } from 'node:timers/promises';

/** ms: how long others wait at most, but for a step that takes longer by itself. */
const LONGEST_SPELL = 10;

/** Long work in short spells, so that everything else that this process does goes on. */
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
