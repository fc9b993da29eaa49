import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import type { Item } from '../../core/catalogue/types.ts';
import { machine } from '../../core/machine/machine.ts';
import { simulatedTvSettings } from '../support/SimulatedTv.ts';
import { cover } from './graph/cover.ts';
import { type Abilities, Live } from './graph/Live.ts';
import { type Happens, modelOf } from './graph/model.ts';
import { counted, type ModelEvent } from './graph/steps.ts';
import { waysOf } from './graph/ways.ts';
import { loadCounter } from './machineStreams.support.ts';

/** Transitions that cannot be taken, and why the chart has them. */
const untakeable: Readonly<Record<string, string>> = {
  'startup.restoring -- failure --> startup.checking':
    'restoring never fails: what cannot be read is dropped. Without a way out a defect there would hold the launch for ever.',
  'viewMedia.screen.playing.counting.sending -- failure --> viewMedia.screen.playing.counting.uncounted':
    'a heartbeat never fails: an unanswered one is repeated. Without this a defect there would end the machine.',
};

interface Shell {
  readonly pass: Record<string, unknown>;
  /** Streams are counted at Concurrency Monitoring. */
  readonly counts?: true;
  readonly abilities: Abilities;
  readonly happens: Happens;
}

const isCounted = ({ outcome }: ModelEvent) => outcome?.name.startsWith(counted('')) === true;

/** The catalogue stays the same and is not searched: with that the model would have too many situations. */
const withoutRenewal: Happens = (event, { context }) => {
  if (isCounted(event) || event.type === 'SEARCH') return false;
  if (event.type === 'RESUMED') return event.later === undefined || context.stream !== null;
  if (event.type === 'STREAM_FAILED') return context.item?.access !== 'free';
  return event.later === undefined && !event.type.includes('catalogueAge');
};

/** What links lead through is walked in a model of its own: a link that waits doubles the situations. */
const withoutLinks: Happens = (event, snapshot) =>
  event.type !== 'OPEN' && withoutRenewal(event, snapshot);

/** Links, once the product runs, and what leads to every state; before the catalogue, one link is enough. */
const linksAlone: Happens = (event, snapshot) => {
  if (event.type === 'OPEN') {
    if (snapshot.matches({ startup: 'restoring' })) return false;
    return snapshot.context.catalogue !== null || event.plays === undefined;
  }
  const beside = ['POSITION', 'PAUSED', 'PLAYED', 'ONLINE', 'CONTINUE', 'RESUMED'];
  return !beside.includes(event.type) && withoutRenewal(event, snapshot);
};

/** The viewer does not sign in: only free titles, search, and the renewal of the catalogue. */
const renewalAlone: Happens = (event) => {
  if (event.type === 'SIGN_IN' || event.type === 'OPEN' || isCounted(event)) return false;
  if (event.type.includes('restoring')) return event.outcome?.name === 'nothing';
  return event.type !== 'PLAY' || (event.item as Item).access === 'free';
};

/** A viewer who is signed in watches protected titles, and streams are counted. */
const streamsAlone: Happens = (event, snapshot) => {
  const { type, outcome } = event;
  if (type.includes('restoring')) return outcome?.name === 'a viewer';
  if (outcome && snapshot.matches('authorization')) return isCounted(event);
  if (snapshot.matches({ viewMedia: { profile: 'checking' } }) && type.includes('profile')) {
    return outcome?.name === 'one';
  }
  if (type.includes('preauthorize')) return outcome?.name === 'marks';
  if (['OPEN', 'ONLINE', 'SHOW', 'SIGN_IN', 'SIGN_OUT', 'SUPPORT', 'POSITION'].includes(type)) {
    return false;
  }
  if (type === 'RESUMED' || type === 'PAUSED') return snapshot.context.stream !== null;
  if (type === 'STREAM_FAILED' || type.includes('catalogueAge')) return false;
  return type !== 'PLAY' || (event.item as Item).access !== 'free';
};

const shells: Readonly<Record<string, Shell>> = {
  'a shell with a browser, providers chosen on it, a free preview': {
    pass: {
      chooseProvider: 'tv',
      freePreview: 'TempPass_Northstar',
      severalProfiles: 'ask',
    },
    abilities: { browser: true, asksBeforeExit: true },
    happens: withoutLinks,
  },
  'a shell without one, providers chosen on the phone': {
    pass: { severalProfiles: 'ask' },
    abilities: { browser: false, asksBeforeExit: false },
    happens: withoutLinks,
  },
  links: {
    pass: {
      chooseProvider: 'tv',
      freePreview: 'TempPass_Northstar',
      severalProfiles: 'ask',
    },
    abilities: { browser: true, asksBeforeExit: true },
    happens: linksAlone,
  },
  'streams that are counted': {
    pass: {},
    counts: true,
    abilities: { browser: false, asksBeforeExit: false },
    happens: streamsAlone,
  },
  'a catalogue that grows old': {
    pass: {},
    abilities: { browser: false, asksBeforeExit: false },
    happens: renewalAlone,
  },
};

/** The most situations of each model; these nearest ones contain every transition. */
const situations = 5_000;

describe('all transitions of the statechart, against the sandbox', () => {
  const all = waysOf(machine.root);
  const left = new Set(all);
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ throttle: false, quiet: true });
    // Each launch is another device of one account, and none ends its stream.
    sandbox.control.rules({ concurrency: { streamLimit: 10_000, beatS: 600 } });
    await loadCounter();
  });
  afterAll(() => sandbox.close());

  it.each(Object.entries(shells))(
    '%s',
    async (_, { pass, counts, abilities, happens }) => {
      const settings = simulatedTvSettings(sandbox, { api: 'v2', pass });
      settings.appSettings.catalogue.refreshMinutes = 15;
      if (counts) {
        settings.appSettings.concurrency = {
          baseUrl: `${sandbox.url}/v2/`,
          applicationId: 'northstar-tv',
          whenUnreachable: 'play',
        };
      }
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

  it('takes every transition', () => {
    expect([...left].sort()).toEqual(Object.keys(untakeable).sort());
  });
});
