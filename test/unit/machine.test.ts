import { describe, expect, it } from 'vitest';
import { type Answer, html, json } from '../support/ports.ts';
import {
  codeLifeMs,
  enhanced,
  itemOf as item,
  launched,
  type Scripted,
  scripted,
  signedIn,
} from '../support/scripted.ts';

/** Signed in at the first launch, with `film` selected before; on the player. */
async function watching(script = {}): Promise<Scripted> {
  const world = await launched(scripted({ poll: signedIn, ...script }));
  world.app.send({ type: 'PLAY', item: item(world, 'film') });
  await world.advance(8_000);
  world.on('player');
  return world;
}

describe('the whole path', () => {
  it('first launch to picture: four calls to the service, polls and names apart', async () => {
    const world = await launched();
    expect(world.log.map(({ call }) => call).sort()).toEqual([
      'feed',
      'profiles',
      'register',
      'token',
    ]);
    expect(world.on('home')).toMatchObject({ viewer: null, problem: null });

    world.app.send({ type: 'PLAY', item: item(world, 'film') });
    await world.advance(0);
    expect(world.on('signIn')).toMatchObject({
      phase: 'waiting',
      code: 'CODE1',
      address: 'northstar.example/activate',
      addressWithCode: 'https://northstar.example/activate#code=CODE1',
      expiresAt: codeLifeMs,
      item: { id: 'film' },
    });
    await world.advance(9_000);
    expect(world.count('poll')).toBe(2);

    world.script.poll = signedIn;
    await world.advance(2_000);
    expect(world.on('signIn')).toMatchObject({
      phase: 'approved',
      viewer: { mvpd: 'ValleyCable', providerName: 'Valley Cable TV' },
    });
    await world.advance(1_500);
    expect(world.on('player')).toMatchObject({
      item: { id: 'film' },
      stream: { url: 'https://s/film.m3u8', type: 'application/vnd.apple.mpegurl' },
    });
    const play = world.log.find(({ call }) => call === 'play');
    expect(play?.body).toBe('{"item":"film","mediaToken":"MEDIA"}');
    expect(JSON.stringify([...world.ports.stored])).not.toContain('MEDIA');
    const service = world.log.filter(({ call }) => !['feed', 'play', 'poll'].includes(call));
    expect(service.map(({ call }) => call)).toEqual([
      'register',
      'token',
      'profiles',
      'create',
      'configuration',
      'authorize',
      'preauthorize',
    ]);
    await world.advance(60_000);
    expect(world.count('poll')).toBe(3);
  });

  it('a later launch shows Home before any answer, and the picture after one round trip', async () => {
    const { ports } = await watching();
    const later = scripted({ profilesOf: () => 'never' }, ports.stored);
    await launched(later);
    expect(later.on('home').viewer).toMatchObject({
      mvpd: 'ValleyCable',
      providerName: 'Valley Cable TV',
      providerLogo: 'https://l/v.svg',
    });
    later.app.send({ type: 'PLAY', item: item(later, 'film') });
    await later.advance(0);
    later.on('player');
    expect(later.log.map(({ call }) => call)).toEqual(
      expect.arrayContaining(['feed', 'profilesOf', 'authorize', 'play']),
    );
    expect(later.count('register') + later.count('token') + later.count('configuration')).toBe(0);
  });

  it('a remembered profile that the service no longer knows is dropped', async () => {
    const { ports } = await watching();
    const later = await launched(
      scripted({ profilesOf: () => json(200, { profiles: {} }) }, ports.stored),
    );
    expect(later.on('home').viewer).toBeNull();
    expect(ports.stored.has('couchpass/profile')).toBe(false);
    expect(ports.stored.has('couchpass/provider')).toBe(true);
  });

  it('free items play without any decision or sign-in', async () => {
    const world = await launched();
    world.app.send({ type: 'PLAY', item: item(world, 'free') });
    expect(world.on('player').stream).toEqual({ url: 'https://s/free.webm', type: 'video/webm' });
    world.app.send({ type: 'ENDED' });
    world.on('home');
    expect(world.count('authorize') + world.count('create')).toBe(0);
  });

  it('every playback asks for a fresh decision', async () => {
    const world = await watching();
    world.app.send({ type: 'BACK' });
    world.app.send({ type: 'PLAY', item: item(world, 'film') });
    await world.advance(0);
    world.on('player');
    expect(world.count('authorize')).toBe(2);
    expect(world.count('play')).toBe(2);
  });
});

describe('denials', () => {
  const deny = (code: string, action: string, details?: string) => () =>
    json(200, {
      decisions: [
        {
          resource: 'NORTHSTAR-MAIN',
          mvpd: 'ValleyCable',
          authorized: false,
          error: { code, action, status: 403, details, trace: 't-9' },
        },
      ],
    });

  it('are told in the provider’s words, once, without a logout', async () => {
    const world = await watching();
    world.app.send({ type: 'BACK' });
    world.script.authorize = deny('authorization_denied_by_mvpd', 'none', 'Not in your package.');
    world.app.send({ type: 'PLAY', item: item(world, 'film') });
    await world.advance(60_000);
    expect(world.on('notAvailable')).toMatchObject({
      canRetry: false,
      canSignIn: false,
      problem: { key: 'notInPackage', details: 'Not in your package.', trace: 't-9' },
    });
    expect(world.count('authorize')).toBe(2);
    expect(world.count('play')).toBe(1);
    expect(world.count('logout')).toBe(0);
    world.app.send({ type: 'RETRY' });
    world.on('notAvailable');
    world.app.send({ type: 'BACK' });
    expect(world.on('home').viewer).not.toBeNull();
  });

  it('`action: authentication` leads to signing in, and back to what was picked', async () => {
    const world = await watching();
    world.app.send({ type: 'BACK' });
    world.script.authorize = deny('authenticated_profile_expired', 'authentication');
    world.app.send({ type: 'PLAY', item: item(world, 'film') });
    await world.advance(0);
    expect(world.on('notAvailable')).toMatchObject({ canSignIn: true });
    delete world.script.authorize;
    world.app.send({ type: 'SIGN_IN' });
    expect(world.on('confirmProvider')).toMatchObject({ item: { id: 'film' } });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(0);
    expect(world.on('signIn').item?.id).toBe('film');
    await world.advance(8_000);
    world.on('player');
  });

  it('an unknown code with a known action is obeyed; an unknown action is told', async () => {
    const world = await watching();
    for (const [action, canSignIn, key] of [
      ['authentication', true, 'signInAgain'],
      ['dance', false, 'unknown'],
    ] as const) {
      world.app.send({ type: 'BACK' });
      world.script.authorize = deny('brand_new_code', action);
      world.script.poll = signedIn;
      if (world.on('home').viewer === null) {
        world.app.send({ type: 'SIGN_IN' });
        world.app.send({ type: 'CONFIRM' });
        await world.advance(8_000);
      }
      world.app.send({ type: 'PLAY', item: item(world, 'film') });
      await world.advance(0);
      expect(world.on('notAvailable')).toMatchObject({ canSignIn, problem: { key } });
    }
  });

  it('a playback endpoint that refuses the token plays nothing', async () => {
    const world = await launched(
      scripted({ poll: signedIn, play: () => json(403, { error: 'x', verdict: 'TOKEN_EXPIRED' }) }),
    );
    world.app.send({ type: 'PLAY', item: item(world, 'film') });
    await world.advance(8_000);
    expect(world.on('notAvailable').problem).toMatchObject({ key: 'playback' });
  });

  it('a broken stream is told, and tried again with a fresh decision', async () => {
    const world = await watching();
    world.app.send({ type: 'STREAM_FAILED', failure: 'HLS_3016' });
    expect(world.on('notAvailable')).toMatchObject({ canRetry: true, problem: { key: 'stream' } });
    world.app.send({ type: 'RETRY' });
    await world.advance(0);
    world.on('player');
    expect(world.count('authorize')).toBe(2);
  });
});

describe('the service unreachable at launch', () => {
  it('shows a screen with Retry; Home still opens for free content', async () => {
    const world = await launched(scripted({ register: () => 'unreachable' }));
    await world.advance(30_000);
    expect(world.on('problem')).toMatchObject({ where: 'startup', problem: { key: 'offline' } });
    world.app.send({ type: 'BROWSE' });
    await world.advance(0);
    world.app.send({ type: 'PLAY', item: item(world, 'free') });
    world.on('player');
  });

  it('Retry recovers without a restart', async () => {
    const world = await launched(scripted({ register: () => 'unreachable' }));
    await world.advance(30_000);
    delete world.script.register;
    world.app.send({ type: 'RETRY' });
    await world.advance(6_500);
    world.on('home');
  });

  it('recovers by itself too, less and less often, and at once when the network is back', async () => {
    const world = await launched(scripted({ register: () => 'unreachable' }));
    await world.advance(10 * 60_000);
    expect(world.on('problem').where).toBe('startup');
    expect(world.count('register')).toBeLessThanOrEqual(12);
    delete world.script.register;
    await world.advance(5 * 60_000);
    world.on('home');
  });

  it('a feed that fails is told on Home, and Retry loads it', async () => {
    const world = await launched(scripted({ feed: () => html(500) }));
    expect(world.on('home')).toMatchObject({ catalogue: null, problem: { key: 'service' } });
    delete world.script.feed;
    world.app.send({ type: 'RETRY' });
    await world.advance(0);
    expect(world.on('home').catalogue?.rows).toHaveLength(1);
  });
});

const viewerIn = ({ app }: Scripted) => ('viewer' in app.view ? app.view.viewer : null);

describe('signing out', () => {
  const asked = async (script = {}) => {
    const world = await watching(script);
    world.app.send({ type: 'BACK' });
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'SIGN_OUT' });
    expect(world.on('account').phase).toBe('confirming');
    return world;
  };

  it('asks first, tells the service, and forgets the viewer but not the device', async () => {
    const world = await asked();
    expect(world.count('logout')).toBe(0);
    world.app.send({ type: 'CONFIRM' });
    await world.advance(0);
    expect(world.on('home').viewer).toBeNull();
    expect(world.count('logout')).toBe(1);
    expect([...world.ports.stored.keys()].sort()).toEqual(['couchpass/client', 'couchpass/token']);
  });

  it('Back keeps the viewer signed in', async () => {
    const world = await asked();
    world.app.send({ type: 'BACK' });
    expect(world.on('account')).toMatchObject({ phase: 'shown', viewer: { mvpd: 'ValleyCable' } });
    expect(world.count('logout')).toBe(0);
  });

  it.each<[string, () => Answer, string]>([
    ['nothing', () => 'unreachable', 'offline'],
    ['nothing in time', () => 'never', 'slow'],
    ["a proxy's page", () => html(403), 'intercepted'],
    ['a login page of the network', () => html(200), 'portal'],
    ['a failure', () => html(503), 'service'],
    ['a refusal', () => enhanced(400, 'invalid_integration'), 'providerUnavailable'],
    ["somebody else's JSON", () => json(200, { ok: true }), 'intercepted'],
  ])('ends whatever the service answers, and says so: %s', async (_, logout, key) => {
    const world = await asked({ logout, profilesOf: signedIn, profiles: signedIn });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(60_000);
    expect(world.on('signedOut').problem).toMatchObject({ key });
    expect(world.count('logout')).toBeLessThanOrEqual(3);
    expect(world.ports.stored.has('couchpass/profile')).toBe(false);

    // The service still has the profile, but it signs no viewer in, now or at the next launch.
    world.app.send({ type: 'BACK' });
    world.app.send({ type: 'RESUMED' });
    await world.advance(60_000);
    expect(viewerIn(world)).toBeNull();
    const later = await launched(scripted({ profiles: signedIn }, world.ports.stored));
    expect(later.on('home').viewer).toBeNull();
  });

  it('Try again tells the service, and then there is nothing left to ignore', async () => {
    const world = await asked({ logout: () => 'unreachable' });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(30_000);
    delete world.script.logout;
    world.app.send({ type: 'RETRY' });
    await world.advance(5_000);
    expect(viewerIn(world)).toBeNull();
    expect(world.app.view.screen).not.toBe('signedOut');
    expect(world.ports.stored.has('couchpass/left')).toBe(false);
  });

  it('Back while the service is being told leaves the viewer signed out', async () => {
    const world = await asked({ logout: () => 'never', profiles: signedIn });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(1_000);
    world.app.send({ type: 'BACK' });
    await world.advance(10_000);
    expect(viewerIn(world)).toBeNull();
    expect(world.ports.stored.has('couchpass/profile')).toBe(false);
  });

  it('who signs in again is signed in at the next launch, too', async () => {
    const world = await asked({ logout: () => 'unreachable' });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(30_000);
    world.app.send({ type: 'BACK' });
    world.script.poll = signedIn;
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(10_000);
    expect(viewerIn(world)).toMatchObject({ mvpd: 'ValleyCable' });
    const later = await launched(scripted({ profilesOf: signedIn }, world.ports.stored));
    expect(later.on('home').viewer).toMatchObject({ mvpd: 'ValleyCable' });
  });
});
