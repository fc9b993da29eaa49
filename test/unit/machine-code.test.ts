import { describe, expect, it } from 'vitest';
import { html, json } from '../support/ports.ts';
import {
  codeLifeMs,
  enhanced,
  itemOf as item,
  launched,
  scripted,
  signedIn,
} from '../support/scripted.ts';

describe('the code on screen', () => {
  const waiting = async (script = {}) => {
    const world = await launched(scripted(script));
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    return world;
  };

  it('is asked about every 3 to 5 s, never changes, and not after it expired', async () => {
    const world = await waiting();
    await world.advance(codeLifeMs - 1);
    expect(world.on('signIn').code).toBe('CODE1');
    const times = world.log.filter(({ call }) => call === 'poll').map(({ at }) => at);
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(5_000);
    await world.advance(1);
    expect(world.on('signIn').phase).toBe('expired');
    const polls = world.count('poll');
    await world.advance(600_000);
    expect(world.count('poll')).toBe(polls);
  });

  it('expires by its own life even when the device’s clock is wrong by years', async () => {
    const world = scripted();
    world.ports.clock.wall = Date.UTC(1999, 0, 1);
    await launched(world);
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(codeLifeMs - 1_000);
    expect(world.on('signIn').phase).not.toBe('expired');
    await world.advance(1_000);
    expect(world.on('signIn').phase).toBe('expired');
  });

  it('is replaced on request, and the old one is not asked about any more', async () => {
    const world = await waiting();
    await world.advance(5_000);
    world.app.send({ type: 'NEW_CODE' });
    await world.advance(20_000);
    expect(world.on('signIn').code).toBe('CODE2');
    const asked = world.log.filter(({ call }) => call === 'poll').map(({ url }) => url.slice(-5));
    expect(asked[0]).toBe('CODE1');
    expect(new Set(asked.slice(1))).toEqual(new Set(['CODE2']));
  });

  it('after expiry a new code starts over', async () => {
    const world = await waiting();
    await world.advance(codeLifeMs);
    world.app.send({ type: 'NEW_CODE' });
    await world.advance(0);
    expect(world.on('signIn')).toMatchObject({ phase: 'waiting', code: 'CODE2' });
    expect(world.on('signIn').expiresAt).toBe(2 * codeLifeMs);
  });

  it('Back stops the polling and goes Home', async () => {
    const world = await waiting();
    await world.advance(5_000);
    world.app.send({ type: 'BACK' });
    world.on('home');
    const polls = world.count('poll');
    await world.advance(60_000);
    expect(world.count('poll')).toBe(polls);
  });

  it('Continue asks at once, but never sooner than 3 s after the last time', async () => {
    const world = await waiting();
    world.app.send({ type: 'CONTINUE' });
    await world.advance(0);
    expect(world.count('poll')).toBe(1);
    world.app.send({ type: 'CONTINUE' });
    world.app.send({ type: 'CONTINUE' });
    await world.advance(2_900);
    expect(world.count('poll')).toBe(1);
    await world.advance(200);
    expect(world.count('poll')).toBe(2);
  });

  it('passing failures do not end it: the gap grows, the code stays, it recovers', async () => {
    const world = await waiting({ poll: () => html(500) });
    await world.advance(60_000);
    expect(world.on('signIn')).toMatchObject({ phase: 'waiting', code: 'CODE1', troubled: true });
    expect(world.count('poll')).toBeLessThan(10);
    world.script.poll = signedIn;
    await world.advance(30_000);
    expect(world.on('home').viewer?.mvpd).toBe('ValleyCable');
  });

  it('a 429 is a pause, not a failure of the sign-in', async () => {
    const world = await waiting({
      poll: (n: number) => (n === 1 ? html(429) : json(200, { profiles: {} })),
    });
    await world.advance(12_000);
    const times = world.log.filter(({ call }) => call === 'poll').map(({ at }) => at);
    expect(times.length).toBeGreaterThanOrEqual(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(3_000);
    expect(world.on('signIn').phase).toBe('waiting');
  });

  it.each(['invalid_authentication_session', 'invalid_parameter_code'])(
    '`%s` means that it is dead',
    async (code) => {
      const world = await waiting({ poll: () => enhanced(400, code) });
      await world.advance(5_000);
      expect(world.on('signIn').phase).toBe('expired');
      await world.advance(60_000);
      expect(world.count('poll')).toBe(1);
    },
  );

  it('is not shown when the service says `authorize`: signed in already', async () => {
    const world = await launched(
      scripted({
        create: () =>
          json(200, {
            actionName: 'authorize',
            actionType: 'direct',
            reasonType: 'authenticated',
            mvpd: 'ValleyCable',
          }),
      }),
    );
    world.app.send({ type: 'PLAY', item: item(world, 'film') });
    await world.advance(0);
    expect(world.on('signIn')).toMatchObject({ phase: 'approved', code: '' });
    await world.advance(2_000);
    world.on('player');
    expect(world.count('poll')).toBe(0);
  });

  it('a session that cannot be made shows why, with Retry', async () => {
    const world = await launched(scripted({ create: () => html(503) }));
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(30_000);
    expect(world.on('signIn')).toMatchObject({ phase: 'failed', problem: { key: 'service' } });
    expect(world.count('create')).toBe(3);
    delete world.script.create;
    world.app.send({ type: 'RETRY' });
    await world.advance(0);
    expect(world.on('signIn').phase).toBe('waiting');
  });
});

describe('a sign-in that was interrupted', () => {
  it('by a restart starts over with a new code and keeps the client credentials', async () => {
    const first = await launched();
    first.app.send({ type: 'PLAY', item: item(first, 'film') });
    await first.advance(10_000);
    first.app.stop();
    await first.advance(60_000);
    const polls = first.count('poll');
    expect(polls).toBeGreaterThan(0);
    await first.advance(60_000);
    expect(first.count('poll')).toBe(polls);

    const second = await launched(scripted({}, first.ports.stored));
    expect(second.on('home').viewer).toBeNull();
    expect(second.count('register') + second.count('token')).toBe(0);
  });
});
