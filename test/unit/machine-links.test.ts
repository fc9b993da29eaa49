import { describe, expect, it } from 'vitest';
import type { AnyStateNode } from 'xstate';
import type { MachineEvent } from '../../core/machine/events.ts';
import { machine } from '../../core/machine/machine.ts';
import type { View } from '../../core/machine/view.types.ts';
import { json } from '../support/ports.ts';
import {
  enhanced,
  itemOf,
  launched,
  type Scripted,
  scripted,
  signedIn,
} from '../support/scripted.ts';

const open: MachineEvent = { type: 'OPEN', id: 'film' };

async function viewer(script = {}, stored = new Map<string, unknown>()): Promise<Scripted> {
  const world = await launched(scripted({ poll: signedIn, ...script }, stored));
  world.app.send({ type: 'SIGN_IN' });
  await world.advance(8_000);
  expect(world.on('home').viewer).not.toBeNull();
  return world;
}

/** What a device stores after a sign-in. */
async function storedSignIn(): Promise<Map<string, unknown>> {
  const stored = new Map<string, unknown>();
  await viewer({}, stored);
  return stored;
}

async function play(world: Scripted, id: string): Promise<void> {
  world.app.send({ type: 'PLAY', item: itemOf(world, id) });
  await world.advance(0);
  world.on('player');
}

/** Every state without inner states. */
function leavesOf(node: AnyStateNode): AnyStateNode[] {
  const inner = Object.values(node.states) as AnyStateNode[];
  return inner.length === 0 ? [node] : inner.flatMap(leavesOf);
}

const takesLinks = (node: AnyStateNode): boolean =>
  node.transitions.has('OPEN') || (node.parent !== undefined && takesLinks(node.parent));

it('every state takes a link', () => {
  const beside = /^viewMedia\.(catalogue|profile|entitlements)\./;
  const leaves = leavesOf(machine.root).filter(({ path }) => !beside.test(path.join('.')));
  expect(leaves.length).toBeGreaterThan(40);
  expect(leaves.filter((leaf) => !takesLinks(leaf)).map(({ id }) => id)).toEqual([]);
});

describe('a link to a title that comes on the screen', () => {
  const signOut = ['ACCOUNT', 'SIGN_OUT', 'CONFIRM'] as const;
  const down = () => enhanced(500, 'internal_server_error');

  it.each<[string, readonly MachineEvent['type'][], Parameters<typeof scripted>[0]]>([
    ['account', ['ACCOUNT'], {}],
    ['account', ['ACCOUNT', 'SIGN_OUT'], {}],
    ['support', ['ACCOUNT', 'SUPPORT'], {}],
    ['exit', ['BACK'], {}],
    ['confirmProvider', ['SIGN_IN'], {}],
    ['providers', ['SIGN_IN', 'OTHER_PROVIDER'], {}],
    ['providers', ['SIGN_IN', 'OTHER_PROVIDER'], { configuration: down }],
    ['signIn', ['SIGN_IN', 'CONFIRM'], {}],
    ['signIn', ['SIGN_IN', 'CONFIRM'], { create: down }],
    ['signingOut', signOut, { logout: () => 'slow' }],
    ['signedOut', signOut, { logout: down }],
    ['authorizing', ['PLAY'], { authorize: () => 'slow' }],
    ['notAvailable', ['PLAY'], { authorize: () => enhanced(403, 'authorization_denied_by_mvpd') }],
    ['player', ['PLAY'], {}],
  ])('%s after %j', async (screen, events, script) => {
    const pass = { chooseProvider: 'tv' } as const;
    const world = await launched(
      scripted({ poll: signedIn, ...script }, await storedSignIn(), pass, { asksBeforeExit: true }),
    );
    const film = itemOf(world, 'film');
    for (const type of events) {
      world.app.send({ type, item: film } as MachineEvent);
      await world.advance(0);
    }
    await world.advance(screen === 'signIn' || screen === 'providers' ? 3_000 : 0);
    world.on(screen as View['screen']);
    world.app.send({ type: 'OPEN', id: 'free' });
    expect(world.on('title').item.id).toBe('free');
    world.app.send({ type: 'BACK' });
    await world.advance(0);
    world.on('home');
  });
});

describe('a link that ends something', () => {
  it('stores the position of the film that plays', async () => {
    const stored = new Map<string, unknown>();
    const world = await viewer({}, stored);
    await play(world, 'film');
    world.app.report({ status: 'playing', position: 41, duration: 600 });
    world.app.send(open);
    expect(world.on('title').startAt).toBe(38);
    await world.advance(0);
    expect(JSON.stringify(stored.get('couchpass/positions'))).toContain('"position":41');
  });

  it('does not give the position of one film to the next', async () => {
    const world = await viewer();
    await play(world, 'film');
    world.app.report({ status: 'playing', position: 41, duration: 600 });
    world.app.send({ type: 'BACK' });
    await play(world, 'free');
    world.app.send({ type: 'OPEN', id: 'free' });
    expect(world.on('title').startAt).toBe(0);
  });

  it('gives up a sign-in as Back does: no more polls, and the profile is checked once', async () => {
    const world = await launched();
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(8_000);
    const [polls, checks] = [world.count('poll'), world.count('profiles')];
    expect(polls).toBeGreaterThan(0);
    world.app.send(open);
    world.on('title');
    await world.advance(60_000);
    expect(world.count('poll')).toBe(polls);
    expect(world.count('profiles')).toBe(checks + 1);
  });

  it('does not end a sign-out', async () => {
    const stored = new Map<string, unknown>();
    const world = await viewer({ logout: () => 'slow' }, stored);
    for (const type of ['ACCOUNT', 'SIGN_OUT', 'CONFIRM'] as const) world.app.send({ type });
    await world.advance(0);
    world.on('signingOut');
    world.app.send(open);
    expect(world.on('title').viewer).toBeNull();
    expect(stored.has('couchpass/profile')).toBe(false);
  });

  it('shows no old problem again', async () => {
    const world = await viewer({ authorize: () => enhanced(403, 'authorization_denied_by_mvpd') });
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(0);
    world.on('notAvailable');
    world.app.send({ type: 'OPEN', id: 'gone' });
    world.on('home');
    world.app.send({ type: 'SIGN_IN' });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(0);
    expect(world.on('signIn').problem).toBeNull();
  });
});

describe('a link that waits', () => {
  it('is followed when the catalogue has loaded', async () => {
    const world = await launched(scripted({ feed: () => 'slow' }));
    world.app.send(open);
    expect(world.on('home').catalogue).toBeNull();
    await world.advance(10_000);
    expect(world.on('title').item.id).toBe('film');
  });

  it('waits for the viewer who has left Home meanwhile', async () => {
    const world = await launched(scripted({ feed: () => 'slow' }));
    world.app.send(open);
    world.app.send({ type: 'ACCOUNT' });
    await world.advance(10_000);
    world.on('account');
    world.app.send({ type: 'BACK' });
    world.on('title');
  });

  it('waits behind a problem of the launch, and is followed after it', async () => {
    const down = () => enhanced(403, 'invalid_parameter_service_provider');
    const world = scripted({ profiles: down });
    world.app.start();
    world.app.send(open);
    await world.advance(0);
    world.on('problem');
    world.app.send(open);
    world.on('problem');
    world.app.send({ type: 'BROWSE' });
    await world.advance(0);
    world.on('title');
  });

  it('is followed once', async () => {
    const world = await launched();
    world.app.send(open);
    world.app.send({ type: 'BACK' });
    await world.advance(10_000);
    world.on('home');
  });
});

describe('a link that plays', () => {
  it('plays what is free, and Back leads to Home', async () => {
    const world = await launched();
    world.app.send({ type: 'SHOW', item: itemOf(world, 'film') });
    world.app.send({ type: 'OPEN', id: 'free', plays: true });
    expect(world.on('player').item.id).toBe('free');
    world.app.send({ type: 'BACK' });
    world.on('home');
  });

  it('asks a viewer to sign in first, and plays it then', async () => {
    const world = await launched(scripted({ poll: signedIn }));
    world.app.send({ type: 'OPEN', id: 'film', plays: true });
    await world.advance(0);
    expect(world.on('signIn').item?.id).toBe('film');
    await world.advance(8_000);
    expect(world.on('player').item.id).toBe('film');
  });
});

describe('a link to what is not there', () => {
  it('leads to Home', async () => {
    const world = await launched();
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'OPEN', id: 'gone', plays: true });
    world.on('home');
  });

  it('is also one to an item that may not be shown yet', async () => {
    const item = {
      title: 'Later',
      content: { videos: [{ url: 'https://s/1.webm', videoType: 'WEBM' }] },
    };
    const later = { ...item, id: 'later', couchpass: { access: 'free' } };
    const soon = { ...later, content: { ...item.content, validityPeriodStart: '2999-01-01' } };
    const movies = [soon, { ...later, id: 'now' }];
    const world = await launched(
      scripted({
        feed: () =>
          json(200, {
            providerName: 'N',
            movies,
            playlists: [{ name: 'new', itemIds: ['later', 'now'] }],
            categories: [{ name: 'New', playlistName: 'new' }],
          }),
      }),
    );
    world.app.send({ type: 'OPEN', id: 'later' });
    world.on('home');
    world.app.send({ type: 'OPEN', id: 'now' });
    world.on('title');
  });
});
