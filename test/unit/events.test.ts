import { describe, expect, it } from 'vitest';
import { eventsVersion } from '../../core/index.ts';
import { json } from '../support/ports.ts';
import { codeLifeMs, enhanced, signedIn } from '../support/scripted.ts';
import { type Heard, heard, play, playing, screen, viewer } from './events.support.ts';

const stream = { url: 'https://s/film.m3u8', type: 'application/vnd.apple.mpegurl' };

/** Signs in for a film, watches it for a while, leaves it, and signs out. */
async function wholePath(): Promise<Heard> {
  const here = await heard({ poll: (n) => (n < 2 ? json(200, { profiles: {} }) : signedIn()) });
  const { app, advance } = here.world;
  await play(here);
  while (app.view.screen !== 'player') await advance(100);
  app.report(playing(0, { status: 'loading' }));
  await advance(700);
  app.report(playing(0));
  await advance(60_000);
  app.send({ type: 'POSITION', position: 60.2, duration: 5_400 });
  app.report(playing(61, { status: 'buffering' }));
  await advance(2_500);
  app.report(playing(61));
  app.send({ type: 'BACK' });
  app.send({ type: 'ACCOUNT' });
  app.send({ type: 'SIGN_OUT' });
  app.send({ type: 'CONFIRM' });
  await advance(0);
  here.world.on('home');
  return here;
}

describe('the events of a whole path', () => {
  it('are these, in this order', async () => {
    expect((await wholePath()).news()).toEqual([
      { type: 'appStarted' },
      screen('launch'),
      screen('home'),
      { type: 'playAsked', item: 'film', access: 'subscription' },
      { type: 'signInStarted', item: 'film' },
      screen('signIn'),
      { type: 'codeShown', lasts: codeLifeMs },
      { type: 'signedIn', provider: 'ValleyCable', remembered: false },
      screen('authorizing'),
      { type: 'permitted', item: 'film' },
      screen('player'),
      { type: 'preauthorized', included: 1, notIncluded: 0, unknown: 0 },
      { type: 'playbackStarted', item: 'film', took: 700 },
      { type: 'position', item: 'film', position: 60, duration: 5_400 },
      { type: 'stalled', item: 'film', lasted: 2_500 },
      { type: 'ended', item: 'film', position: 61, reason: 'left' },
      screen('home'),
      screen('account'),
      screen('signingOut'),
      { type: 'signedOut', by: 'viewer' },
      screen('home'),
    ]);
  });

  it('have the version, and times of the clock that never go back', async () => {
    const { events, world } = await wholePath();
    const times = events.map(({ at }) => at);
    expect(new Set(events.map(({ version }) => version))).toEqual(new Set([eventsVersion]));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBe(world.ports.clock.monotonic());
  });

  it('hold no code, token, credential, and no id of the viewer or the device', async () => {
    const { events, world } = await wholePath();
    const text = JSON.stringify([events, world.app.log.entries]);
    const secrets = ['CODE1', 'MEDIA', 'c1', 's1', 't1', 'u-1', 'device-1', 'aaa.bbb.ccc'];
    expect(world.count('poll')).toBe(2);
    expect(secrets.filter((secret) => text.includes(`"${secret}"`))).toEqual([]);
    expect(text).not.toMatch(/CODE1|MEDIA|u-1|device-1|aaa\.bbb\.ccc|film\.m3u8|Meridian/);
  });

  it('tell of a viewer from an earlier launch that nobody signed in now', async () => {
    const { world } = await viewer();
    world.app.stop();
    const later = await heard({}, world.ports.stored);
    expect(later.news()).toEqual([
      { type: 'appStarted' },
      screen('launch'),
      { type: 'signedIn', provider: 'ValleyCable', remembered: true },
      screen('home'),
      { type: 'preauthorized', included: 1, notIncluded: 0, unknown: 0 },
    ]);
  });
});

describe('signing in', () => {
  it('tells once that a code has expired, and of the next code', async () => {
    const { world, news } = await heard();
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(codeLifeMs + 1_000);
    expect(world.on('signIn').phase).toBe('expired');
    world.app.send({ type: 'ONLINE' });
    await world.advance(1_000);
    expect(world.on('signIn').phase).toBe('expired');
    world.app.send({ type: 'NEW_CODE' });
    await world.advance(0);
    expect(news().slice(3)).toEqual([
      { type: 'signInStarted', item: null },
      screen('signIn'),
      { type: 'codeShown', lasts: codeLifeMs },
      { type: 'codeExpired' },
      { type: 'codeShown', lasts: codeLifeMs },
    ]);
  });

  it('that fails says with which code', async () => {
    const { world, news } = await heard({
      create: () => enhanced(400, 'invalid_integration', 'none', { trace: 't-7' }),
    });
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    expect(news().at(-1)).toEqual({
      type: 'failed',
      during: 'signIn',
      code: 'invalid_integration',
    });
  });

  it('on this device shows no code, until the phone is chosen after all', async () => {
    const openUrl = () => new Promise<boolean>(() => {});
    const { world, news } = await heard({}, new Map(), { chooseProvider: 'tv' }, { openUrl });
    news();
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    world.app.send({ type: 'SIGN_IN_ON_DEVICE' });
    world.app.send({ type: 'CHOOSE', mvpd: 'ValleyCable' });
    await world.advance(0);
    expect(world.on('signIn').phase).toBe('opening');
    expect(news()).toEqual([
      { type: 'signInStarted', item: null },
      screen('providers'),
      screen('signIn'),
    ]);
    world.app.send({ type: 'ON_PHONE' });
    expect(news()).toEqual([{ type: 'codeShown', lasts: codeLifeMs }]);
  });

  it('that the provider ended is no sign-out of the viewer', async () => {
    const here = await viewer({
      authorize: () => enhanced(403, 'authenticated_profile_expired', 'authentication'),
    });
    await play(here);
    expect(here.news()).toEqual([
      { type: 'playAsked', item: 'film', access: 'subscription' },
      screen('authorizing'),
      { type: 'signedOut', by: 'service' },
      { type: 'denied', item: 'film', code: 'authenticated_profile_expired' },
      screen('notAvailable'),
    ]);
  });
});

describe('asking for the right to play', () => {
  it('is denied with the code of the provider', async () => {
    const here = await viewer({ authorize: () => enhanced(403, 'authorization_denied_by_mvpd') });
    await play(here);
    expect(here.news()).toEqual([
      { type: 'playAsked', item: 'film', access: 'subscription' },
      screen('authorizing'),
      { type: 'denied', item: 'film', code: 'authorization_denied_by_mvpd' },
      screen('notAvailable'),
    ]);
  });

  it('fails without an answer, which is no denial, and is asked again', async () => {
    const here = await viewer({ play: (n) => (n < 4 ? 'unreachable' : json(200, stream)) });
    await play(here);
    await here.world.advance(30_000);
    expect(here.news().slice(2)).toEqual([
      { type: 'failed', during: 'play', item: 'film', code: 'network_unreachable' },
      screen('notAvailable'),
    ]);
    here.world.app.send({ type: 'RETRY' });
    expect(here.news()).toEqual([
      { type: 'playAsked', item: 'film', access: 'subscription' },
      screen('authorizing'),
    ]);
  });
});
