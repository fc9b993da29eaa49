import type { View } from '../../../core/machine/view.types.ts';
import type { PassSettings } from '../../../core/settings.ts';
import { json } from '../../support/ports.ts';
import {
  type Call,
  itemOf,
  launched,
  type Said,
  type Scripted,
  scripted,
  signedIn,
} from '../../support/scripted.ts';
import { authnToken } from '../../support/scriptedV1.ts';

type Fault = Partial<Record<Call, () => Said>>;
type Pass = Partial<PassSettings>;

/** What leads to a call, and what its failure must not prevent. */
export interface Scenario {
  /** From launch to just before the call, on a television whose date is `years` off. */
  readonly lead: (fault: Fault, years?: number) => Promise<Scripted>;
  /** Starts from Home once the service works again: must lead to `good`. */
  readonly again: (world: Scripted) => Promise<void>;
  readonly good: (view: View) => boolean;
  /** The most calls in two minutes. */
  readonly most: number;
}

const phone: Fault = { poll: signedIn, authn: () => authnToken() };
const phoneAgain: Fault = {
  poll: signedIn,
  authn: () => authnToken('ValleyCable', 1_792_600_000_000),
};
/** At most one poll every three seconds. */
const polls = 120_000 / 3_000;

function television(script: Fault, pass: Pass, years = 0, stored = new Map<string, unknown>()) {
  const world = scripted(script, stored, pass);
  world.ports.clock.wall += years * 365 * 86_400_000;
  return world;
}

async function atHome(fault: Fault, pass: Pass, years = 0): Promise<Scripted> {
  const world = await launched(television({ ...phone }, pass, years));
  world.app.send({ type: 'SIGN_IN' });
  world.app.send({ type: 'ON_PHONE' });
  await world.advance(10_000);
  if (world.app.view.screen !== 'home') throw new Error('could not sign in');
  Object.assign(world.script, fault);
  return world;
}

async function signInAgain(world: Scripted): Promise<void> {
  Object.assign(world.script, phoneAgain);
  if (world.on('home').viewer) return;
  world.app.send({ type: 'SIGN_IN' });
  world.app.send({ type: 'CONFIRM' });
  world.app.send({ type: 'ON_PHONE' });
  await world.advance(30_000);
}

async function play(world: Scripted): Promise<void> {
  await signInAgain(world);
  world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
  await world.advance(5_000);
}

async function signOut(world: Scripted): Promise<void> {
  world.app.send({ type: 'ACCOUNT' });
  world.app.send({ type: 'SIGN_OUT' });
  world.app.send({ type: 'CONFIRM' });
  await world.advance(1_000);
}

const isSignedIn = (view: View) => view.screen === 'home' && view.viewer !== null;
const isPlaying = (view: View) => view.screen === 'player';

/** The call is part of a launch without stored data. */
const launching = (pass: Pass = {}): Scenario => ({
  lead: async (fault, years) => {
    const world = television({ ...fault }, pass, years);
    world.app.start();
    return world;
  },
  again: signInAgain,
  good: isSignedIn,
  // A failed launch retries by itself, with growing delays.
  most: 10,
});

/** The call is part of signing in. `done`: the phone has finished, for a call that comes after that. */
const signingIn = (most: number, pass: Pass = {}, done: Fault = {}): Scenario => ({
  lead: async (fault, years) => {
    const world = await launched(television({ ...done, ...fault }, pass, years));
    world.app.send({ type: 'SIGN_IN' });
    return world;
  },
  again: signInAgain,
  good: isSignedIn,
  most,
});

/** The call is part of starting a film. */
const starting = (most: number, pass: Pass = {}): Scenario => ({
  lead: async (fault, years) => {
    const world = await atHome(fault, pass, years);
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    return world;
  },
  again: play,
  good: isPlaying,
  most,
});

const marking = (pass: Pass = {}): Scenario => ({
  ...signingIn(4, pass, phone),
  again: play,
  good: isPlaying,
});

const choosing = (pass: Pass): Scenario => ({
  ...signingIn(4, { ...pass, chooseProvider: 'tv' }),
  again: async (world) => {
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(1_000);
  },
  good: (view) => view.screen === 'providers' && view.phase === 'choosing',
});

const signingOut = (pass: Pass = {}): Scenario => ({
  lead: async (fault, years) => {
    const world = await atHome(fault, pass, years);
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'SIGN_OUT' });
    world.app.send({ type: 'CONFIRM' });
    return world;
  },
  again: signOut,
  good: (view) => view.screen === 'home' && view.viewer === null,
  most: 4,
});

const v1: Pass = { api: 'v1' };

/** Every call that a television makes. */
export const scenarios: Partial<Record<Call, Scenario>> = {
  register: launching(),
  token: launching(),
  profiles: launching(),
  feed: {
    ...launching(),
    again: async (world) => {
      world.app.send({ type: 'RETRY' });
      await world.advance(1_000);
    },
    good: (view) => view.screen === 'home' && view.catalogue !== null,
  },
  profilesOf: {
    lead: async (fault, years) => {
      const { ports } = await atHome({}, {}, years);
      const world = television({ ...fault }, {}, years, ports.stored);
      world.app.start();
      return world;
    },
    again: signInAgain,
    good: isSignedIn,
    most: 4,
  },
  configuration: choosing({}),
  create: signingIn(4),
  poll: signingIn(polls),
  preauthorize: marking(),
  authorize: starting(4),
  play: starting(1),
  logout: signingOut(),

  checkauthn: launching(v1),
  config: choosing(v1),
  regcode: signingIn(4, v1),
  authn: signingIn(polls, v1),
  metadata: signingIn(4, v1, phone),
  'v1 preauthorize': marking(v1),
  'v1 authorize': starting(4, v1),
  media: starting(4, v1),
  'v1 logout': signingOut(v1),
  freepreview: {
    lead: async (fault, years) => {
      const pass: Pass = { ...v1, freePreview: 'TempPass' };
      const temporary = {
        checkauthn: () => json(200, {}),
        authn: () => authnToken('TempPass', 1_790_000_600_000),
      };
      const world = await launched(television({ ...temporary, ...fault }, pass, years));
      world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
      await world.advance(1_000);
      world.app.send({ type: 'FREE_PREVIEW' });
      return world;
    },
    again: play,
    good: isPlaying,
    most: 4,
  },
};
