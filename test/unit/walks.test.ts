import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PassSettings } from '../../core/settings.ts';
import { SimulatedTv } from './walks/SimulatedTv.ts';
import { type Step, stepsOf } from './walks/steps.ts';

/**
 * Viewers press any key at any time, with any failure of the service, on a television whose date is wrong,
 * whose storage is full, and whose power may fail between any two steps. Always true: there is a way Home;
 * the service gets no more requests than its documented limit allows; no viewer sees marks or positions of
 * another; stored data is lost only by signing out or when the service reports it; the app itself signs no
 * viewer out.
 */
async function walk(steps: readonly Step[], simulatedTv: SimulatedTv): Promise<string> {
  await simulatedTv.world.advance(0);
  for (const step of steps) {
    await simulatedTv.take(step);
    const wrong = simulatedTv.findFault();
    if (wrong) return `${wrong} after ${JSON.stringify(step)}`;
  }
  return simulatedTv.end();
}

/**
 * The same seed every time, so that a new failure comes from a change of the code; set another seed for
 * other walks.
 */
const runs = Number(process.env.COUCHPASS_WALKS ?? 10_000);
const seed = Number(process.env.COUCHPASS_SEED ?? 1);

interface Kind {
  readonly pass: Partial<PassSettings>;
  readonly browser: boolean;
  readonly share: number;
}

const kinds: Readonly<Record<string, Kind>> = {
  'choosing on the phone': { pass: {}, browser: false, share: 0.35 },
  'choosing on the television, with a browser and a free preview': {
    pass: { chooseProvider: 'tv', freePreview: 'TempPass', severalProfiles: 'ask' },
    browser: true,
    share: 0.4,
  },
  'REST API V1': { pass: { api: 'v1' }, browser: false, share: 0.25 },
};

describe('whatever happens', () => {
  it.each(Object.entries(kinds))(
    'there is a way Home, and nothing is lost (%s)',
    async (_, { pass, browser, share }) => {
      await fc.assert(
        fc.asyncProperty(stepsOf(pass.api ?? 'v2'), async (steps) => {
          expect(await walk(steps, new SimulatedTv(pass, browser))).toBe('');
        }),
        { numRuns: Math.ceil(runs * share), seed },
      );
    },
    600_000,
  );
});
