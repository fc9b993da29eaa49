import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import type { Item } from '../../core/catalogue/types.ts';
import { machine } from '../../core/machine/machine.ts';
import { simulatedTvSettings } from '../support/SimulatedTv.ts';
import { cover } from './graph/cover.ts';
import { type Abilities, Live } from './graph/Live.ts';
import { type Happens, modelOf } from './graph/model.ts';
import { waysOf } from './graph/ways.ts';

/** Transitions that cannot be taken, and why the chart has them. */
const untakeable: Readonly<Record<string, string>> = {
  'startup.restoring -- failure --> startup.checking':
    'restoring never fails: what cannot be read is dropped. Without a way out a defect there would hold the launch for ever.',
};

interface Shell {
  readonly pass: Record<string, unknown>;
  readonly abilities: Abilities;
  readonly happens: Happens;
}

/** The catalogue stays the same: with its renewal the model would have too many situations. */
const withoutRenewal: Happens = (event, { context }) => {
  if (event.type === 'RESUMED') return event.later === undefined || context.stream !== null;
  if (event.type === 'STREAM_FAILED') return context.item?.access !== 'free';
  return event.later === undefined && !event.type.includes('catalogueAge');
};

/** The viewer does not sign in: only free titles, and the renewal of the catalogue. */
const renewalAlone: Happens = (event) => {
  if (event.type === 'SIGN_IN') return false;
  if (event.type.includes('restoring')) return event.outcome?.name === 'nothing';
  return event.type !== 'PLAY' || (event.item as Item).access === 'free';
};

const shells: Readonly<Record<string, Shell>> = {
  'a shell with a browser, providers chosen on it, a free preview': {
    pass: {
      chooseProvider: 'tv',
      freePreview: 'TempPass_Northstar',
      severalProfiles: 'ask',
    },
    abilities: { browser: true, asksBeforeExit: true },
    happens: withoutRenewal,
  },
  'a shell without one, providers chosen on the phone': {
    pass: { severalProfiles: 'ask' },
    abilities: { browser: false, asksBeforeExit: false },
    happens: withoutRenewal,
  },
  'a catalogue that grows old': {
    pass: {},
    abilities: { browser: false, asksBeforeExit: false },
    happens: renewalAlone,
  },
};

/** The most situations of each model; these nearest ones contain every transition. */
const situations = 5_000;

describe('the chart, walked in front of the sandbox', () => {
  const all = waysOf(machine.root);
  const left = new Set(all);
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ throttle: false, quiet: true });
  });
  afterAll(() => sandbox.close());

  it.each(Object.entries(shells))(
    '%s',
    async (_, { pass, abilities, happens }) => {
      const settings = simulatedTvSettings(sandbox, { api: 'v2', pass });
      settings.appSettings.catalogue.refreshMinutes = 15;
      const model = modelOf(
        settings,
        {
          ...(abilities.browser ? { openUrl: async () => true } : {}),
          asksBeforeExit: abilities.asksBeforeExit,
        },
        situations,
        happens,
      );
      const live = new Live(sandbox, settings, abilities);
      const { steps, launches } = await cover(model, live, left);
      live.stop();
      console.log(
        `${steps} steps in ${launches} launches; ways of the chart taken so far: ` +
          `${all.size - left.size} of ${all.size}`,
      );
      expect(steps).toBeGreaterThan(0);
    },
    300_000,
  );

  it('takes every way there is', () => {
    expect([...left].sort()).toEqual(Object.keys(untakeable).sort());
  });
});
