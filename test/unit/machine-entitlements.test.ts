import { describe, expect, it } from 'vitest';
import { html, json } from '../support/ports.ts';
import { itemOf, launched, type Scripted, scripted, signedIn } from '../support/scripted.ts';

const resources = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'];
const feed = () =>
  json(200, {
    movies: [...resources, 'R1'].map((resource, index) => ({
      id: `item-${index}`,
      title: `Title ${index}`,
      content: {},
      couchpass: { access: 'subscription', resource },
    })),
    playlists: [{ name: 'all', itemIds: [...resources, 'R1'].map((_, index) => `item-${index}`) }],
    categories: [{ name: 'All', playlistName: 'all' }],
  });

async function home(script = {}): Promise<Scripted> {
  const world = await launched(scripted({ feed, poll: signedIn, ...script }));
  expect(world.count('preauthorize')).toBe(0);
  world.app.send({ type: 'SIGN_IN' });
  await world.advance(10_000);
  return world;
}

const asked = (world: Scripted) =>
  world.log
    .filter(({ call }) => call === 'preauthorize')
    .map(({ body }) => (JSON.parse(body ?? '{}') as { resources: string[] }).resources);

const said = (decision: object) => (_: number, body?: string) =>
  json(200, {
    decisions: (JSON.parse(body ?? '{}') as { resources: string[] }).resources.map((resource) => ({
      resource,
      mvpd: 'ValleyCable',
      ...decision,
    })),
  });

describe('marks on the catalogue', () => {
  it('come from preauthorization, each resource once, five at a time', async () => {
    const world = await home();
    expect(asked(world)).toEqual([resources.slice(0, 5), resources.slice(5)]);
    expect(world.on('home').decisions).toEqual(
      Object.fromEntries(resources.map((resource) => [resource, { included: true }])),
    );
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'BACK' });
    await world.advance(60_000);
    expect(asked(world)).toHaveLength(2);
  });

  it('carry the provider’s words for what is not included, and a denial is not asked about again', async () => {
    const error = {
      code: 'preauthorization_denied_by_mvpd',
      action: 'none',
      status: 403,
      details: 'Needs Sport Plus.',
    };
    const world = await home({ preauthorize: said({ authorized: false, error }) });
    expect(world.on('home').decisions.R1).toEqual({
      included: false,
      details: 'Needs Sport Plus.',
    });
    await world.advance(60_000);
    expect(asked(world)).toHaveLength(2);
  });

  it('say nothing where the service could not, after two repeats of all that was asked', async () => {
    const error = { code: 'network_connection_timeout', action: 'retry', status: 403 };
    const world = await home({ preauthorize: said({ authorized: false, error }) });
    await world.advance(60_000);
    expect(world.on('home').decisions.R1).toEqual({ included: null });
    // Two requests for six resources, and two repetitions of both.
    expect(asked(world)).toHaveLength(4);
  });

  it('are done without when the service fails; Home does not notice', async () => {
    const world = await home({ preauthorize: () => html(500) });
    await world.advance(60_000);
    expect(world.on('home')).toMatchObject({ decisions: {}, problem: null });
    expect(asked(world)).toHaveLength(1);
  });

  it('never play anything: every playback asks for its own decision', async () => {
    const world = await home();
    world.app.send({ type: 'PLAY', item: itemOf(world, 'item-0') });
    await world.advance(0);
    expect(world.count('authorize')).toBe(1);
  });

  it('are forgotten with the viewer', async () => {
    const world = await home();
    world.app.send({ type: 'ACCOUNT' });
    world.app.send({ type: 'SIGN_OUT' });
    world.app.send({ type: 'CONFIRM' });
    await world.advance(0);
    expect(world.on('home').decisions).toEqual({});
    expect(JSON.stringify([...world.ports.stored])).not.toContain('R1');
  });
});
