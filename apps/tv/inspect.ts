import type { CouchpassOptions } from '@couchpass/core';
import { inspectionStep } from './inspectionStep.ts';
import { inspectorWindow } from './inspectorWindow.ts';

type Seen = Parameters<NonNullable<CouchpassOptions['inspect']>>[0];

/**
 * In development, shows the running machine. `?inspect` opens Stately's inspector in a separate window, which
 * draws the chart and marks the current state (it is loaded from stately.ai; without a network that window stays
 * empty and the app is not affected). `?inspect=console` prints every step instead.
 * @param how the value of the parameter; null when the parameter is absent
 */
export function inspectorFor(how: string | null): CouchpassOptions {
  if (how === null) return {};
  if (how === 'console') return { inspect: print };
  try {
    const tell = inspectorWindow(window);
    return {
      inspect: (seen) => {
        const step = inspectionStep(seen);
        if (step) tell(step);
      },
    };
  } catch (error) {
    console.warn('The inspector did not open; ?inspect=console prints the steps instead.', error);
    return {};
  }
}

function print(seen: Seen): void {
  if (seen.type !== '@xstate.microstep' || !('value' in seen.snapshot)) return;
  console.info(`${seen.event.type} -> ${JSON.stringify(seen.snapshot.value)}`);
}
