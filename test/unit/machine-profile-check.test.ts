import { describe, expect, it } from 'vitest';
import type { MachineEvent } from '../../core/machine/events.ts';
import type { HttpResponse } from '../../core/ports.ts';
import { html, json } from '../support/ports.ts';
import {
  type Call,
  codeLifeMs,
  enhanced,
  itemOf,
  launched,
  profile,
  type Scripted,
  scripted,
  signedIn,
} from '../support/scripted.ts';
import { authnToken } from '../support/scriptedV1.ts';

/** A sign-in that the service has is found, whichever way the viewer takes. */

const nobody = () => json(200, { profiles: {} });
const profileOf = (mvpd: string, notAfter = 1_799_000_000_000, type = 'regular') =>
  json(200, {
    profiles: { [mvpd]: { ...profile.ValleyCable, issuer: mvpd, notAfter, type } },
  });

async function press(world: Scripted, ...types: string[]): Promise<void> {
  for (const type of types) {
    world.app.send({ type } as MachineEvent);
    await world.advance(0);
  }
}

/** Shows a code for a film that was selected. */
async function waiting(script: Partial<Record<Call, () => HttpResponse>> = {}, pass = {}) {
  const world = await launched(scripted(script, new Map(), pass));
  world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
  await world.advance(1_000);
  expect(world.on('signIn').phase).toBe('waiting');
  return world;
}

/** The phone has finished, as V2 and V1 report it. */
function finish(world: Scripted): void {
  Object.assign(world.script, {
    profiles: signedIn,
    checkauthn: () => json(200, {}),
    authn: () => authnToken(),
  });
}

describe.each(['v2', 'v1'] as const)('over %s, a code that was used', (api) => {
  it('just before its end: the film plays', async () => {
    const world = await waiting({}, { api });
    await world.advance(codeLifeMs - 1_500);
    // Between the last poll and the end of the code.
    finish(world);
    // The rate limiter may delay a request for a moment, and "Signed in with" stays on the screen for a
    // moment.
    for (let s = 0; s < 20 && world.app.view.screen !== 'player'; s++) await world.advance(1_000);
    expect(world.on('player').item.id).toBe('film');
  });

  it('after Back: the next sign-in needs no code', async () => {
    const world = await waiting({}, { api });
    await press(world, 'BACK');
    await world.advance(60_000);
    expect(world.on('title' in world.app.view ? 'title' : 'home').viewer).toBeNull();
    finish(world);
    const made = world.count('create') + world.count('regcode');
    await press(world, 'SIGN_IN');
    await world.advance(3_000);
    expect(world.on('home').viewer).toMatchObject({ mvpd: 'ValleyCable' });
    expect(world.count('create') + world.count('regcode')).toBe(made);
  });

  it('just before Back: it is seen on Home, without a press', async () => {
    const world = await waiting({}, { api });
    finish(world);
    await press(world, 'BACK');
    await world.advance(3_000);
    expect(world.on('home').viewer).toMatchObject({ mvpd: 'ValleyCable' });
  });

  it('just before a new one is asked for: the film plays', async () => {
    const world = await waiting({}, { api });
    finish(world);
    await press(world, 'NEW_CODE');
    await world.advance(3_000);
    expect(world.on('player').item.id).toBe('film');
  });

  it.each(['ONLINE', 'RESUMED'])(
    'while nobody could be asked (%s): the film plays',
    async (type) => {
      const world = await waiting({}, { api });
      Object.assign(world.script, { profiles: () => html(403), checkauthn: () => html(403) });
      await world.advance(codeLifeMs + 60_000);
      expect(world.on('signIn').phase).toBe('expired');
      finish(world);
      await press(world, type);
      await world.advance(3_000);
      expect(world.on('player').item.id).toBe('film');
    },
  );
});

describe('a question at the end of a code', () => {
  it('is one, and no poll', async () => {
    const world = await waiting();
    await world.advance(codeLifeMs - 1_001);
    const [polls, questions] = [world.count('poll'), world.count('profiles')];
    await world.advance(600_000);
    expect(world.on('signIn').phase).toBe('expired');
    expect(world.count('poll') - polls).toBeLessThanOrEqual(1);
    expect(world.count('profiles') - questions).toBe(1);
  });

  it('also comes when the service says that the code is dead', async () => {
    const world = await waiting({ poll: () => enhanced(400, 'invalid_authentication_session') });
    await world.advance(5_000);
    expect(world.on('signIn').phase).toBe('expired');
    expect(world.count('profiles')).toBe(2);
  });

  it('does not hold the viewer up: a new code can be asked for meanwhile', async () => {
    const world = await waiting({ profiles: nobody });
    const ports = world.script as Partial<Record<Call, () => unknown>>;
    ports.profiles = () => 'never';
    await world.advance(codeLifeMs);
    expect(world.on('signIn')).toMatchObject({ phase: 'asking' });
    ports.profiles = nobody;
    await press(world, 'NEW_CODE');
    await world.advance(1_000);
    expect(world.on('signIn')).toMatchObject({ phase: 'waiting', code: 'CODE2' });
  });

  it('takes nobody but who was chosen', async () => {
    const world = await launched(scripted({}, new Map(), { chooseProvider: 'tv' }));
    await press(world, 'SIGN_IN');
    world.app.send({ type: 'CHOOSE', mvpd: 'ValleyCable' });
    await world.advance(1_000);
    world.script.profiles = () => profileOf('Northlink');
    await world.advance(codeLifeMs);
    expect(world.on('signIn').phase).toBe('expired');
  });
});

describe('before a code is made', () => {
  it('nothing is asked that a launch has just been told: six requests to be signed in', async () => {
    const world = await launched(scripted({ poll: signedIn }));
    await press(world, 'SIGN_IN');
    await world.advance(10_000);
    expect(world.on('home').viewer).not.toBeNull();
    const calls = world.log.map(({ call }) => call);
    const mine = calls.filter((call) => !['feed', 'poll', 'preauthorize'].includes(call));
    expect(mine.sort()).toEqual(['configuration', 'create', 'profiles', 'register', 'token']);
  });

  it('the service is asked when the launch could not ask it', async () => {
    const world = scripted({ profiles: () => html(403) });
    world.app.start();
    await world.advance(5_000);
    expect(world.on('problem').problem.key).toBe('intercepted');
    await press(world, 'BROWSE');
    world.script.profiles = signedIn;
    await press(world, 'SIGN_IN');
    await world.advance(3_000);
    expect(world.on('home').viewer).toMatchObject({ mvpd: 'ValleyCable' });
    expect(world.count('create')).toBe(0);
  });

  it('a question that comes to nothing keeps nobody from signing in', async () => {
    const world = await waiting();
    world.script.profiles = () => html(403);
    await press(world, 'BACK', 'SIGN_IN');
    await world.advance(5_000);
    expect(world.on('signIn')).toMatchObject({ phase: 'waiting', code: 'CODE2' });
  });

  it('who wants another provider is not signed in with the one of before', async () => {
    const world = await launched(scripted({ poll: signedIn }));
    await press(world, 'SIGN_IN');
    await world.advance(10_000);
    world.script.poll = nobody;
    await press(world, 'SIGN_IN', 'OTHER_PROVIDER');
    await world.advance(1_000);
    await press(world, 'BACK');
    world.script.profiles = signedIn;
    await press(world, 'SIGN_IN', 'OTHER_PROVIDER');
    await world.advance(2_000);
    expect(world.on('signIn')).toMatchObject({ phase: 'waiting' });
    // Another provider signs in, when a code was used for it.
    await press(world, 'BACK');
    world.script.profiles = () =>
      json(200, {
        profiles: {
          ValleyCable: profile.ValleyCable,
          Northlink: { ...profile.ValleyCable, issuer: 'Northlink' },
        },
      });
    await press(world, 'SIGN_IN', 'OTHER_PROVIDER');
    await world.advance(3_000);
    expect(world.on('home').viewer).toMatchObject({ mvpd: 'Northlink' });
  });

  it('a profile that the provider refuses is not taken for a new sign-in', async () => {
    const refused = () => enhanced(403, 'authorization_denied_by_hba_policies', 'authentication');
    const world = await launched(scripted({ poll: signedIn, profiles: nobody }));
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    world.script.authorize = refused;
    await world.advance(10_000);
    expect(world.on('notAvailable').canSignIn).toBe(true);
    Object.assign(world.script, { poll: nobody, profiles: signedIn });
    await press(world, 'SIGN_IN', 'OTHER_PROVIDER');
    await world.advance(5_000);
    expect(world.on('signIn').phase).toBe('waiting');
    await press(world, 'BACK');
    await world.advance(2_000);
    await press(world, 'RESUMED');
    await world.advance(2_000);
    expect('viewer' in world.app.view && world.app.view.viewer).toBeNull();
  });
});

describe('who is signed in, when another app changes it', () => {
  const shell = { singleSignOn: async () => ({ 'Adobe-Subject-Token': 'j.w.t' }) };
  const sso = (mvpd: string) => profileOf(mvpd, 1_799_000_000_000, 'platformSSO');
  const names = () =>
    json(200, {
      requestor: {
        mvpds: [
          { id: 'ValleyCable', displayName: 'Valley Cable TV', logoUrl: 'https://l/v.svg' },
          { id: 'HarborTV', displayName: 'Harbor TV & Net', logoUrl: 'https://l/h.svg' },
        ],
      },
    });
  const signedInBefore = async () => {
    const first = await launched(scripted({ poll: signedIn }, new Map(), {}, shell));
    await press(first, 'SIGN_IN');
    await first.advance(10_000);
    expect(first.on('home').viewer).toMatchObject({ mvpd: 'ValleyCable' });
    return first;
  };

  it('is found at the next launch, with name and logo, though Home waits for neither', async () => {
    const { ports } = await signedInBefore();
    const script = { profilesOf: nobody, profiles: () => sso('HarborTV'), configuration: names };
    const world = await launched(scripted(script, ports.stored, {}, shell));
    await world.advance(3_000);
    expect(world.on('home').viewer).toEqual({
      ...{ mvpd: 'HarborTV', providerName: 'Harbor TV & Net', providerLogo: 'https://l/h.svg' },
      ...{ since: profile.ValleyCable.notBefore, until: 1_799_000_000_000 },
    });
    const asked = world.log.map(({ call }) => call);
    expect(asked.indexOf('profilesOf')).toBeLessThan(asked.indexOf('profiles'));
    expect(world.count('configuration')).toBe(1);
    expect(ports.stored.get('couchpass/provider')).toMatchObject({
      value: { id: 'HarborTV', displayName: 'Harbor TV & Net', logoUrl: 'https://l/h.svg' },
    });

    // The name is stored from now on.
    const later = scripted({ profilesOf: () => sso('HarborTV') }, ports.stored, {}, shell);
    await launched(later);
    expect(later.on('home').viewer?.providerName).toBe('Harbor TV & Net');
    expect(later.count('configuration')).toBe(0);
  });

  it('is found after the app was away, but not while something plays', async () => {
    const world = await signedInBefore();
    Object.assign(world.script, {
      profilesOf: nobody,
      profiles: () => sso('HarborTV'),
      configuration: names,
    });
    const before = world.count('profilesOf');
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(3_000);
    world.on('player');
    await press(world, 'PAUSED', 'RESUMED', 'ONLINE');
    expect(world.count('profilesOf')).toBe(before);
    await press(world, 'BACK', 'BACK', 'RESUMED');
    await world.advance(3_000);
    expect(world.on('home').viewer).toMatchObject({ mvpd: 'HarborTV' });
  });

  it('on a first launch has a name made of the id until the list is there', async () => {
    const script = { profiles: () => sso('HarborTV'), configuration: names };
    const world = await launched(
      scripted({ ...script, configuration: () => 'slow' }, new Map(), {}, shell),
    );
    expect(world.on('home').viewer).toMatchObject({ providerName: 'Harbor TV', nameIsGuess: true });
    world.script.configuration = names;
    await world.advance(30_000);
    expect(world.on('home').viewer?.nameIsGuess).toBeUndefined();
  });

  it('keeps that name when there is no list, and asks again the next time', async () => {
    const script = { profiles: () => sso('HarborTV'), configuration: () => html(403) };
    const world = await launched(scripted(script, new Map(), {}, shell));
    await world.advance(10_000);
    expect(world.on('home').viewer).toMatchObject({ providerName: 'Harbor TV' });
    const asked = world.count('configuration');
    await world.advance(600_000);
    expect(world.count('configuration')).toBe(asked);
    const later = scripted(
      { profilesOf: () => sso('HarborTV'), configuration: names },
      world.ports.stored,
      {},
      shell,
    );
    await launched(later);
    await later.advance(3_000);
    expect(later.on('home').viewer?.providerName).toBe('Harbor TV & Net');
  });

  it('whom the list does not have keeps the name made of the id, and is asked about once', async () => {
    const script = { profiles: () => sso('some_OtherTV'), configuration: names };
    const world = await launched(scripted(script, new Map(), {}, shell));
    await world.advance(3_000);
    expect(world.on('home').viewer).toMatchObject({ providerName: 'some Other TV' });
    const later = scripted(
      { profilesOf: () => sso('some_OtherTV') },
      world.ports.stored,
      {},
      shell,
    );
    await launched(later);
    await later.advance(3_000);
    expect(later.count('configuration')).toBe(0);
  });
});

describe('after a return', () => {
  it.each(['ONLINE', 'RESUMED'])('%s: a sign-in elsewhere is seen on Home', async (type) => {
    const world = await launched();
    expect(world.on('home').viewer).toBeNull();
    world.script.profiles = signedIn;
    await press(world, type);
    await world.advance(1_000);
    expect(world.on('home').viewer).toMatchObject({ mvpd: 'ValleyCable' });
  });

  it('the code on screen is asked about at once, and never faster than allowed', async () => {
    const world = await waiting();
    await world.advance(3_000);
    const before = world.count('poll');
    await press(world, 'RESUMED', 'RESUMED', 'RESUMED');
    await world.advance(3_000);
    const times = world.log.filter(({ call }) => call === 'poll').map(({ at }) => at);
    expect(world.count('poll')).toBeGreaterThan(before);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(Math.min(...gaps, 3_000)).toBeGreaterThanOrEqual(3_000);
  });

  it('a failed launch tries again', async () => {
    const world = scripted({ profiles: () => html(403) });
    world.app.start();
    await world.advance(5_000);
    world.on('problem');
    world.script.profiles = signedIn;
    await press(world, 'RESUMED');
    await world.advance(1_000);
    expect(world.on('home').viewer).not.toBeNull();
  });
});
