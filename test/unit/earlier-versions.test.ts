import { describe, expect, it } from 'vitest';
import { type RestorePoint, takeRestorePoint } from '../../apps/tv/restorePoint.ts';
import { returnTo } from '../../apps/tv/returnTo.ts';
import { launched, scripted } from '../support/scripted.ts';

/**
 * Written out as earlier versions wrote it: a change of a stored shape that does not convert these entries or
 * increase their version fails here. Add entries for a new shape; do not adapt these.
 */
const storedByVersion1: Readonly<Record<string, unknown>> = {
  profile: {
    mvpd: 'ValleyCable',
    notBefore: 1790000000000,
    notAfter: 1792592000000,
    issuer: 'ValleyCable',
    type: 'regular',
    attributes: { userID: { value: 'u-1', state: 'plain' } },
  },
  provider: { id: 'ValleyCable', displayName: 'Valley Cable TV', logoUrl: 'https://l/v.svg' },
  // The first versions stored no order.
  positions: {
    film: { position: 63, duration: 600 },
    free: { position: 33, duration: 90, order: 2 },
  },
  left: [{ mvpd: 'Northlink', notAfter: 1792592000000 }],
};

const storeOf = (version: number, of = storedByVersion1) =>
  new Map<string, unknown>(
    Object.entries(of).map(([key, value]) => [`couchpass/${key}`, { version, value }]),
  );

describe('what an earlier version stored', () => {
  it('is read: the viewer is signed in and continues where the film was left', async () => {
    const world = await launched(scripted({}, storeOf(1)));
    const { viewer } = world.on('home');
    expect(viewer).toMatchObject({ mvpd: 'ValleyCable', providerName: 'Valley Cable TV' });
    world.app.send({ type: 'OPEN', id: 'film' });
    expect(world.on('title').startAt).toBe(60);
    world.app.send({ type: 'OPEN', id: 'free' });
    expect(world.on('title').startAt).toBe(30);
  });

  it.each([
    ['another version', storeOf(2)],
    ['an unknown shape', storeOf(1, { profile: ['ValleyCable'], provider: 7, positions: [1] })],
    [
      'no version',
      new Map<string, unknown>(Object.entries({ 'couchpass/profile': 'ValleyCable' })),
    ],
  ])('is dropped when it has %s, and the app starts as on a new device', async (_, stored) => {
    const world = await launched(scripted({}, stored));
    expect(world.on('home')).toMatchObject({ viewer: null, positions: {}, problem: null });
    for (const key of ['profile', 'provider', 'positions']) {
      expect(stored.has(`couchpass/${key}`)).toBe(false);
    }
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    expect(world.on('signIn').phase).toBe('waiting');
  });
});

describe('a place that an earlier version stored before a reload', () => {
  const placeIn = (text: string) =>
    takeRestorePoint({ getItem: () => text, setItem: () => {}, removeItem: () => {} }, 2_000);

  it.each([
    ['a title', '{"screen":"title","item":"film","focus":"play","times":1,"at":1000}', 'title'],
    [
      'a screen that is gone',
      '{"screen":"guide","item":null,"focus":null,"times":1,"at":1000}',
      'home',
    ],
    [
      'an item that is gone',
      '{"screen":"title","item":"gone","focus":null,"times":1,"at":1000}',
      'home',
    ],
    ['no count of reloads', '{"screen":"account","at":1000}', 'account'],
  ])('is restored or left: %s', async (_, text, screen) => {
    const world = await launched();
    returnTo(placeIn(text) as RestorePoint, world.app);
    await world.advance(0);
    expect(world.app.view.screen).toBe(screen);
  });
});
