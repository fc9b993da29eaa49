import { describe, expect, it } from 'vitest';
import { json } from '../support/ports.ts';
import {
  enhanced,
  itemOf,
  launched,
  type Scripted,
  scripted,
  signedIn,
} from '../support/scripted.ts';

const minutes = 60_000;
/** The service's clock, which differs much from the device's. */
const serviceNow = 1_790_000_000_000;

const permit = () =>
  json(200, {
    decisions: [
      {
        resource: 'NORTHSTAR-MAIN',
        mvpd: 'TempPass',
        source: 'temppass',
        authorized: true,
        token: { notBefore: serviceNow, notAfter: serviceNow + 7 * minutes, serializedToken: 'M' },
      },
    ],
  });
const trial = (left: number) => () =>
  json(200, {
    profiles: {
      TempPass: {
        notBefore: serviceNow,
        notAfter: serviceNow + left,
        issuer: 'Adobe',
        type: 'temporary',
        attributes: {},
      },
    },
  });

async function previewing(script = {}): Promise<Scripted> {
  const world = await launched(
    scripted({ authorize: permit, profilesOf: trial(10 * minutes), ...script }, new Map(), {
      freePreview: 'TempPass',
    }),
  );
  world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
  await world.advance(0);
  expect(world.on('signIn').freePreview).toBe(true);
  world.app.send({ type: 'FREE_PREVIEW' });
  await world.advance(0);
  return world;
}

describe('a free preview', () => {
  it('goes straight to the decision: no configuration for it, no login', async () => {
    const world = await previewing();
    expect(world.on('player')).toMatchObject({ previewEndsAt: 10 * minutes });
    expect(world.log.find(({ call }) => call === 'authorize')?.url).toContain(
      '/authorize/TempPass',
    );
    const polls = world.count('poll');
    await world.advance(minutes);
    expect(world.count('poll')).toBe(polls);
  });

  it('ends playback by itself when its time is up, and leads to signing in', async () => {
    const world = await previewing();
    await world.advance(10 * minutes - 1);
    world.on('player');
    await world.advance(1);
    expect(world.on('notAvailable')).toMatchObject({ canSignIn: true, canRetry: false });
    expect(world.count('authorize')).toBe(1);
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    expect(world.on('signIn').item?.id).toBe('film');
  });

  it('is clock time: leaving the player does not stop it', async () => {
    const world = await previewing();
    await world.advance(4 * minutes);
    world.app.send({ type: 'BACK' });
    expect(world.on('home')).toMatchObject({ viewer: null, previewEndsAt: 10 * minutes });
    world.script.profilesOf = trial(6 * minutes);
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(0);
    expect(world.on('player').previewEndsAt).toBe(10 * minutes);
    expect(world.count('create')).toBe(1);
  });

  it('that is used up is told once, and not asked for again', async () => {
    const world = await previewing({
      authorize: () =>
        json(200, {
          decisions: [
            {
              resource: 'NORTHSTAR-MAIN',
              authorized: false,
              error: {
                code: 'temporary_access_duration_limit_exceeded',
                action: 'authentication',
                status: 403,
              },
            },
          ],
        }),
    });
    expect(world.on('notAvailable')).toMatchObject({ canSignIn: true });
    await world.advance(minutes);
    expect(world.count('authorize')).toBe(1);
    world.app.send({ type: 'BACK' });
    expect(world.on('home').previewEndsAt).toBeNull();
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    expect(world.on('signIn').freePreview).toBe(false);
    world.app.send({ type: 'FREE_PREVIEW' });
    world.on('signIn');
  });

  it('gives way to a real sign-in without a logout', async () => {
    const world = await previewing();
    world.app.send({ type: 'BACK' });
    world.app.send({ type: 'SIGN_IN' });
    world.script.poll = signedIn;
    await world.advance(10_000);
    expect(world.on('home')).toMatchObject({
      viewer: { mvpd: 'ValleyCable' },
      previewEndsAt: null,
    });
    expect(world.count('logout')).toBe(0);
    delete world.script.authorize;
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(20 * minutes);
    expect(world.on('player').previewEndsAt).toBeNull();
  });

  it('is not offered without one in the settings', async () => {
    const world = await launched();
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    expect(world.on('signIn').freePreview).toBe(false);
    world.app.send({ type: 'FREE_PREVIEW' });
    world.on('signIn');
  });

  it('that the service has set up wrongly is told as such', async () => {
    const world = await previewing({
      authorize: () => enhanced(500, 'invalid_configuration_temporary_access', 'configuration'),
    });
    expect(world.on('notAvailable').problem.key).toBe('setup');
  });
});
