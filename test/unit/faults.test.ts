import { afterAll, describe, expect, it } from 'vitest';
import type { View } from '../../core/machine/view.types.ts';
import { type Answer, html, json } from '../support/ports.ts';
import {
  type Call,
  enhanced,
  itemOf,
  launched,
  type Scripted,
  scripted,
  signedIn,
} from '../support/scripted.ts';

/**
 * Every call that the app makes, times every bad answer: where the viewer ends, and how often the
 * service was asked in two minutes of virtual time. Printed as a table; what must hold is asserted.
 */
const faults: Record<string, () => Answer> = {
  refused: () => 'unreachable',
  'time-out': () => 'never',
  '401': () => html(401),
  '403 none': () => enhanced(403, 'authorization_denied_by_mvpd', 'none'),
  '403 authentication': () => enhanced(403, 'authenticated_profile_expired', 'authentication'),
  '403 configuration': () => enhanced(403, 'too_many_resources', 'configuration'),
  '403 retry': () => enhanced(403, 'network_received_error', 'retry'),
  '401 application-registration': () =>
    enhanced(401, 'invalid_access_token_client_application', 'application-registration'),
  '400 dead code': () => enhanced(400, 'invalid_authentication_session'),
  '400 provider off': () => enhanced(400, 'invalid_integration'),
  '400 DCR': () => json(400, { error: 'invalid_client' }),
  '404': () => html(404),
  '429 HTML': () => html(429),
  '500': () => enhanced(500, 'internal_server_error'),
  '503 HTML': () => html(503),
  'HTML for JSON': () => html(200),
  'cut off': () => ({ status: 200, contentType: 'application/json', text: '{"profiles":{"Val' }),
  empty: () => ({ status: 200, contentType: 'application/json', text: '' }),
  'wrong types': () => json(200, { profiles: 7, decisions: 'x', logouts: [], code: 1, url: 2 }),
  'unknown code': () => enhanced(418, 'brand_new_code', 'dance'),
};

interface Scenario {
  /** From launch to just before the call. */
  readonly lead: (fault: Partial<Record<Call, () => Answer>>) => Promise<Scripted>;
  /** Once the service is well again, from Home: must come to `good`. */
  readonly again: (world: Scripted) => Promise<void>;
  readonly good: (view: View) => boolean;
  /** How often the call may be made in two minutes. */
  readonly most: number;
}

const twoMinutes = 120_000;

async function atHome(script: object, pass = {}): Promise<Scripted> {
  const world = await launched(scripted({ poll: signedIn }, new Map(), pass));
  world.app.send({ type: 'SIGN_IN' });
  world.app.send({ type: 'ON_PHONE' });
  await world.advance(10_000);
  if (world.app.view.screen !== 'home') throw new Error('could not sign in');
  Object.assign(world.script, script);
  return world;
}

async function signInAgain(world: Scripted): Promise<void> {
  world.script.poll = signedIn;
  if (world.on('home').viewer) return;
  world.app.send({ type: 'SIGN_IN' });
  world.app.send({ type: 'CONFIRM' });
  world.app.send({ type: 'ON_PHONE' });
  await world.advance(30_000);
}

const launch: Scenario = {
  lead: async (fault) => {
    const world = scripted(fault);
    world.app.start();
    return world;
  },
  again: signInAgain,
  good: (view) => view.screen === 'home' && view.viewer !== null,
  // A failed launch tries again by itself, less and less often.
  most: 10,
};

async function play(world: Scripted): Promise<void> {
  await signInAgain(world);
  world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
  await world.advance(5_000);
}

const playing = (view: View) => view.screen === 'player';

const scenarios: Partial<Record<Call, Scenario>> = {
  register: launch,
  token: launch,
  profiles: launch,
  feed: {
    lead: launch.lead,
    again: async (world) => {
      world.app.send({ type: 'RETRY' });
      await world.advance(1_000);
    },
    good: (view) => view.screen === 'home' && view.catalogue !== null,
    most: 4,
  },
  profilesOf: {
    lead: async (fault) => {
      const { ports } = await atHome({});
      const world = scripted(fault, ports.stored);
      world.app.start();
      return world;
    },
    again: signInAgain,
    good: (view) => view.screen === 'home' && view.viewer !== null,
    most: 4,
  },
  configuration: {
    lead: async (fault) => {
      const world = await launched(scripted(fault, new Map(), { chooseProvider: 'tv' }));
      world.app.send({ type: 'SIGN_IN' });
      return world;
    },
    again: async (world) => {
      world.app.send({ type: 'SIGN_IN' });
      await world.advance(1_000);
    },
    good: (view) => view.screen === 'providers' && view.phase === 'choosing',
    most: 4,
  },
  create: {
    lead: async (fault) => {
      const world = await launched(scripted(fault));
      world.app.send({ type: 'SIGN_IN' });
      return world;
    },
    again: signInAgain,
    good: (view) => view.screen === 'home' && view.viewer !== null,
    most: 4,
  },
  poll: {
    lead: async (fault) => {
      const world = await launched(scripted(fault));
      world.app.send({ type: 'SIGN_IN' });
      return world;
    },
    again: signInAgain,
    good: (view) => view.screen === 'home' && view.viewer !== null,
    // One repeat after a 401 is part of the poll.
    most: twoMinutes / 3_000,
  },
  preauthorize: {
    lead: async (fault) => {
      const world = await launched(scripted({ poll: signedIn, ...fault }));
      world.app.send({ type: 'SIGN_IN' });
      return world;
    },
    again: play,
    good: playing,
    most: 4,
  },
  authorize: {
    lead: async (fault) => {
      const world = await atHome(fault);
      world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
      return world;
    },
    again: play,
    good: playing,
    most: 4,
  },
  play: {
    lead: async (fault) => {
      const world = await atHome(fault);
      world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
      return world;
    },
    again: play,
    good: playing,
    most: 1,
  },
  logout: {
    lead: async (fault) => {
      const world = await atHome(fault);
      world.app.send({ type: 'ACCOUNT' });
      world.app.send({ type: 'SIGN_OUT' });
      world.app.send({ type: 'CONFIRM' });
      return world;
    },
    again: async (world) => {
      world.app.send({ type: 'ACCOUNT' });
      world.app.send({ type: 'SIGN_OUT' });
      world.app.send({ type: 'CONFIRM' });
      await world.advance(1_000);
    },
    good: (view) => view.screen === 'home' && view.viewer === null,
    most: 4,
  },
};

function say(view: View): string {
  const phase = 'phase' in view ? `.${view.phase}` : '';
  const problem = 'problem' in view && view.problem ? ` (${view.problem.key})` : '';
  const viewer = view.screen === 'home' ? (view.viewer ? ' signed in' : ' signed out') : '';
  return view.screen + phase + viewer + problem;
}

/** Back, as often as there are steps, and never more. */
async function home(world: Scripted): Promise<void> {
  for (let steps = 0; steps < 4 && world.app.view.screen !== 'home'; steps++) {
    world.app.send({ type: 'BACK' });
    await world.advance(0);
  }
  world.on('home');
}

const table: string[][] = [];

describe.each(Object.keys(scenarios) as Call[])('%s', (call) => {
  const scenario = scenarios[call] as Scenario;
  it.each(Object.keys(faults))('answered with: %s', async (name) => {
    const world = await scenario.lead({ [call]: faults[name] as () => Answer });
    const before = world.count(call);
    await world.advance(twoMinutes);
    const asked = world.count(call) - before;
    table.push([call, name, say(world.app.view), `${asked}`]);

    expect(asked).toBeLessThanOrEqual(scenario.most);
    expect(asked + before).toBeGreaterThan(0);
    expect(world.count('logout')).toBeLessThanOrEqual(call === 'logout' ? scenario.most : 0);
    await home(world);
    await world.advance(10_000);
    delete world.script[call];
    if (!scenario.good(world.app.view)) await scenario.again(world);
    expect(say(world.app.view)).toSatisfy(() => scenario.good(world.app.view));
  });
});

it('a clock that is wrong by ten years changes nothing', async () => {
  for (const years of [-10, 10]) {
    const world = scripted({ poll: signedIn });
    world.ports.clock.wall += years * 365 * 86_400_000;
    await launched(world);
    await play(world);
    expect(say(world.app.view)).toBe('player');
    const later = scripted({}, world.ports.stored);
    later.ports.clock.wall = world.ports.clock.wall - 2 * years * 365 * 86_400_000;
    await launched(later);
    expect(say(later.app.view)).toBe('home signed in');
  }
});

afterAll(() => {
  const width = [0, 1, 2].map((i) => Math.max(...table.map((row) => row[i]?.length ?? 0)));
  const lines = table.map((row) => row.map((cell, i) => cell.padEnd(width[i] ?? 0)).join('  '));
  console.log(['call, bad answer, where the viewer is, requests in 2 min', ...lines].join('\n'));
});
