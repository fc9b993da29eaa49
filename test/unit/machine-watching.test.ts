import { describe, expect, it } from 'vitest';
import { idsByAge, type Positions, startOf, withPosition } from '../../core/machine/positions.ts';
import { html, json } from '../support/ports.ts';
import {
  itemOf,
  launched,
  profile,
  type Scripted,
  scripted,
  signedIn,
} from '../support/scripted.ts';

async function viewer(script = {}, stored = new Map<string, unknown>()): Promise<Scripted> {
  const world = await launched(scripted({ poll: signedIn, ...script }, stored));
  if (world.on('home').viewer === null) {
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(8_000);
  }
  expect(world.on('home').viewer).not.toBeNull();
  return world;
}

async function play(world: Scripted, id = 'film'): Promise<void> {
  world.app.send({ type: 'PLAY', item: itemOf(world, id) });
  await world.advance(0);
  world.on('player');
}

describe("an item's page", () => {
  it('opens, and Back leaves it', async () => {
    const world = await viewer();
    world.app.send({ type: 'SHOW', item: itemOf(world, 'film') });
    await world.advance(0);
    expect(world.on('title')).toMatchObject({
      item: { id: 'film' },
      decision: { included: true },
      startAt: 0,
    });
    world.app.send({ type: 'BACK' });
    world.on('home');
  });

  it('is come back to from the player, at the end and by Back', async () => {
    const world = await viewer();
    const film = itemOf(world, 'film');
    for (const event of [{ type: 'BACK' }, { type: 'ENDED' }] as const) {
      world.app.send({ type: 'SHOW', item: film });
      world.app.send({ type: 'PLAY', item: film });
      await world.advance(0);
      world.on('player');
      world.app.send(event);
      expect(world.on('title').item.id).toBe('film');
      world.app.send({ type: 'BACK' });
    }
  });

  it('is come back to from a refusal and from signing in that was given up', async () => {
    const world = await launched();
    const film = itemOf(world, 'film');
    world.app.send({ type: 'SHOW', item: film });
    expect(world.on('title').decision).toBeNull();
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(0);
    expect(world.on('signIn').item?.id).toBe('film');
    world.app.send({ type: 'BACK' });
    expect(world.on('title').item.id).toBe('film');
    world.app.send({ type: 'PLAY', item: film });
    await world.advance(0);
    world.app.send({ type: 'BACK' });
    world.on('title');
  });

  it('plays what it shows after signing in from it', async () => {
    const world = await launched(scripted({ poll: signedIn }));
    world.app.send({ type: 'SHOW', item: itemOf(world, 'film') });
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(8_000);
    expect(world.on('player').item.id).toBe('film');
  });

  it('shows another item when told to: a deep link while it is open', async () => {
    const world = await viewer();
    const [film, free] = [itemOf(world, 'film'), itemOf(world, 'free')];
    world.app.send({ type: 'SHOW', item: film });
    world.app.send({ type: 'SHOW', item: free });
    expect(world.on('title').item.id).toBe('free');
    world.app.send({ type: 'PLAY', item: free });
    expect(world.on('player').item.id).toBe('free');
  });
});

describe('how far something was watched', () => {
  it('is where it begins the next time, also after a power cut', async () => {
    const world = await viewer();
    await play(world);
    expect(world.on('player').startAt).toBe(0);
    world.app.send({ type: 'POSITION', position: 600, duration: 5_400 });
    expect(world.on('player').startAt).toBe(0);
    world.app.stop();
    const later = await viewer({}, world.ports.stored);
    expect(later.on('home').positions).toEqual({
      film: { position: 600, duration: 5_400, order: 1 },
    });
    later.app.send({ type: 'SHOW', item: itemOf(later, 'film') });
    expect(later.on('title').startAt).toBe(597);
    later.app.send({ type: 'BACK' });
    await play(later);
    expect(later.on('player').startAt).toBe(597);
  });

  it('is forgotten when it was seen to the end, and by signing out', async () => {
    const world = await viewer();
    await play(world);
    world.app.send({ type: 'POSITION', position: 600, duration: 5_400 });
    world.app.send({ type: 'POSITION', position: 5_300, duration: 5_400 });
    world.app.send({ type: 'ENDED' });
    expect(world.on('home').positions).toEqual({});
    await play(world);
    world.app.send({ type: 'POSITION', position: 600, duration: 5_400 });
    world.app.send({ type: 'BACK' });
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'SIGN_OUT' });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(0);
    expect(world.on('home').positions).toEqual({});
    expect(world.ports.stored.has('couchpass/positions')).toBe(false);
  });

  it('is nobody else’s: another provider’s viewer begins at the beginning', async () => {
    const world = await viewer();
    await play(world);
    world.app.send({ type: 'POSITION', position: 600, duration: 5_400 });
    world.app.stop();
    const other = {
      HillFibre: { notBefore: 1790000000000, notAfter: 1793000000000, attributes: {} },
    };
    const later = scripted(
      {
        profilesOf: () => json(200, { profiles: {} }),
        poll: () => json(200, { profiles: other }),
      },
      world.ports.stored,
    );
    await launched(later);
    later.app.send({ type: 'SIGN_IN' });
    later.app.send({ type: 'OTHER_PROVIDER' });
    await later.advance(8_000);
    expect(later.on('home')).toMatchObject({ viewer: { mvpd: 'HillFibre' }, positions: {} });
    expect(later.ports.stored.has('couchpass/positions')).toBe(false);
  });

  it('keeps looks, live and unknown lengths out, and the newest sixty in', () => {
    const at = { position: 100, duration: 1_000 };
    expect(withPosition({}, 'a', at)).toEqual({ a: { ...at, order: 1 } });
    expect(withPosition({ a: at }, 'a', { position: 5, duration: 1_000 })).toEqual({});
    expect(withPosition({ a: at }, 'a', { position: 960, duration: 1_000 })).toEqual({});
    for (const duration of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(withPosition({}, 'a', { position: 100, duration })).toEqual({});
    }
    let positions = {};
    for (let n = 0; n < 70; n++) positions = withPosition(positions, `item-${n}`, at);
    expect(Object.keys(positions)).toHaveLength(60);
    expect(Object.keys(positions).at(-1)).toBe('item-69');
    expect(startOf(positions, 'constructor')).toBe(0);
  });

  it('drops the oldest and lists the newest last, also of ids that are whole numbers', () => {
    const at = { position: 100, duration: 1_000 };
    let positions: Positions = { old: at };
    for (let n = 0; n < 62; n++) positions = withPosition(positions, String(900 - n), at);
    expect(idsByAge(positions)).toHaveLength(60);
    expect(idsByAge(positions).slice(-2)).toEqual(['840', '839']);
    expect(Object.keys(positions)).not.toContain('900');
    expect(Object.keys(positions)).not.toContain('old');
    positions = withPosition(positions, '850', at);
    expect(idsByAge(positions).at(-1)).toBe('850');
  });
});

describe('a long pause', () => {
  const liveFeed = () =>
    json(200, {
      liveFeeds: [
        {
          id: 'live',
          title: 'Northstar News',
          content: {},
          couchpass: { access: 'subscription', resource: 'NORTHSTAR-MAIN' },
        },
        {
          id: 'film',
          title: 'Film',
          content: {},
          couchpass: { access: 'subscription', resource: 'NORTHSTAR-MAIN' },
        },
      ],
      playlists: [{ name: 'p', itemIds: ['live', 'film'] }],
      categories: [{ name: 'P', playlistName: 'p' }],
    });

  it.each([
    ['of a live stream asks for the right to it again', 'live', 10 * 60_000, 2],
    ['that was not so long asks nothing', 'live', 9 * 60_000, 1],
  ] as const)('%s', async (_, id, pause, decisions) => {
    const world = await viewer({ feed: liveFeed });
    const item = { ...itemOf(world, id), live: true };
    world.app.send({ type: 'PLAY', item });
    await world.advance(0);
    world.app.send({ type: 'PAUSED' });
    await world.advance(pause);
    world.app.send({ type: 'RESUMED' });
    await world.advance(2_000);
    world.on('player');
    expect(world.count('authorize')).toBe(decisions);
  });

  it('of a film asks nothing', async () => {
    const world = await viewer();
    await play(world);
    world.app.send({ type: 'PAUSED' });
    await world.advance(60 * 60_000);
    world.app.send({ type: 'RESUMED' });
    await world.advance(0);
    world.on('player');
    expect(world.count('authorize')).toBe(1);
  });
});

describe('the network coming back', () => {
  it('resumes what failed for want of it', async () => {
    const world = await viewer();
    world.script.authorize = () => 'unreachable';
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(30_000);
    expect(world.on('notAvailable').problem.key).toBe('offline');
    delete world.script.authorize;
    world.app.send({ type: 'ONLINE' });
    await world.advance(10_000);
    world.on('player');
    world.app.send({ type: 'STREAM_FAILED', failure: 'NET-1' });
    world.on('notAvailable');
    world.app.send({ type: 'ONLINE' });
    await world.advance(0);
    world.on('player');
  });

  it('loads the catalogue that could not be had, which also comes by itself', async () => {
    const world = await launched(scripted({ feed: () => html(503) }));
    expect(world.on('home').problem?.key).toBe('service');
    delete world.script.feed;
    world.app.send({ type: 'ONLINE' });
    await world.advance(0);
    expect(world.on('home').catalogue).not.toBeNull();
    const later = await launched(scripted({ feed: () => html(503) }));
    delete later.script.feed;
    await later.advance(30_000);
    expect(later.on('home').catalogue).not.toBeNull();
  });
});

describe('leaving', () => {
  it('is asked about where the platform wants that, and handed over where it does not', async () => {
    let left = 0;
    const exit = () => void left++;
    const world = scripted({}, new Map(), {}, { exit, asksBeforeExit: true });
    await launched(world);
    world.app.send({ type: 'BACK' });
    world.on('exit');
    world.app.send({ type: 'BACK' });
    world.on('home');
    expect(left).toBe(0);
    world.app.send({ type: 'BACK' });
    world.app.send({ type: 'CONFIRM' });
    expect(left).toBe(1);
    const handed = await launched(scripted({}, new Map(), {}, { exit }));
    handed.app.send({ type: 'BACK' });
    expect(left).toBe(2);
    handed.on('home');
  });
});

describe('for support', () => {
  it('the last thing that went wrong is kept, with its trace', async () => {
    const world = await viewer();
    world.script.authorize = () =>
      json(403, { status: 403, code: 'authorization_denied_by_mvpd', trace: 'abc-1' });
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(0);
    world.app.send({ type: 'BACK' });
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'SUPPORT' });
    expect(world.on('support').problem).toMatchObject({
      code: 'authorization_denied_by_mvpd',
      trace: 'abc-1',
    });
    world.app.send({ type: 'BACK' });
    world.on('account');
  });
});

describe('a stream whose release is over', () => {
  const refuse = (world: Scripted, more = {}) =>
    world.app.send({ type: 'STREAM_FAILED', failure: 'http_403', ...more });

  it('is asked for again by one new decision, and goes on at the place, however little was watched', async () => {
    const world = await viewer();
    await play(world);
    const before = world.count('authorize');
    refuse(world, { position: 7.4 });
    world.on('authorizing');
    await world.advance(0);
    expect(world.on('player').startAt).toBe(7.4);
    expect(world.count('authorize') - before).toBe(1);
    // Refused again at once: the failure is shown, and only the viewer can request a new decision.
    refuse(world);
    expect(world.on('notAvailable')).toMatchObject({ canRetry: true, problem: { key: 'stream' } });
    expect(world.count('authorize') - before).toBe(1);
    world.app.send({ type: 'RETRY' });
    await world.advance(0);
    expect(world.on('player').startAt).toBe(7.4);
    expect(world.count('authorize') - before).toBe(2);
  });

  it('after it has played for a while is asked for again', async () => {
    const world = await viewer();
    await play(world);
    for (let times = 0; times < 3; times++) {
      refuse(world, { position: 100 });
      await world.advance(0);
      world.on('player');
      world.app.send({ type: 'PLAYED' });
    }
    // The next title starts at its stored position, or at its beginning.
    world.app.send({ type: 'BACK' });
    await play(world);
    expect(world.on('player').startAt).toBe(0);
  });

  it.each(['shaka_3016', 'net', 'drm_unsupported', 'http_503'])(
    'is not what %s means: no decision is asked for',
    async (failure) => {
      const world = await viewer();
      await play(world);
      const before = world.count('authorize');
      world.app.send({ type: 'STREAM_FAILED', failure });
      world.on('notAvailable');
      expect(world.count('authorize')).toBe(before);
    },
  );
});

describe('a sign-in that is chosen among several', () => {
  const harbor = { notBefore: 1790000000000, notAfter: 1793000000000, attributes: {} };
  const choose = async (mvpd: string) => {
    const world = await viewer();
    await play(world);
    world.app.send({ type: 'POSITION', position: 600, duration: 5_400 });
    world.app.send({ type: 'BACK' });
    world.script.poll = () => json(200, { profiles: { ...profile, HarborTV: harbor } });
    for (const type of ['ACCOUNT', 'SIGN_IN', 'OTHER_PROVIDER'] as const) world.app.send({ type });
    await world.advance(10_000);
    world.on('profiles');
    world.app.send({ type: 'CHOOSE_PROFILE', mvpd });
    await world.advance(10_000);
    return world;
  };

  it('begins at the beginning when it is another provider’s', async () => {
    const world = await choose('HarborTV');
    expect(world.on('home')).toMatchObject({ viewer: { mvpd: 'HarborTV' }, positions: {} });
    expect(world.ports.stored.has('couchpass/positions')).toBe(false);
  });

  it('goes on where it was when it is the same provider’s', async () => {
    const world = await choose('ValleyCable');
    expect(world.on('home').positions.film?.position).toBe(600);
    expect(world.ports.stored.has('couchpass/positions')).toBe(true);
  });
});
