import { expect, it } from 'vitest';
import type { View } from '../../core/machine/view.types.ts';
import { json } from '../support/ports.ts';
import {
  enhanced,
  itemOf,
  launched,
  profile,
  type Scripted,
  scripted,
  signedIn,
} from '../support/scripted.ts';

/** What is stored and what is not. */

const harbor = { ...profile.ValleyCable, issuer: 'HarborTV' };
const nobody = () => json(200, { profiles: {} });

/** Home with ValleyCable's decisions for its resources. */
async function withDecisions(shell = {}): Promise<Scripted> {
  const world = await launched(scripted({ poll: signedIn }, new Map(), {}, shell));
  world.app.send({ type: 'SIGN_IN' });
  await world.advance(10_000);
  expect(world.on('home').decisions).toEqual({ 'NORTHSTAR-MAIN': { included: true } });
  world.script.preauthorize = () =>
    json(200, {
      decisions: [{ resource: 'NORTHSTAR-MAIN', mvpd: 'HarborTV', authorized: false }],
    });
  return world;
}

async function belongsToHarbor(world: Scripted): Promise<void> {
  await world.advance(10_000);
  const home = world.on('home');
  expect(home.viewer?.mvpd).toBe('HarborTV');
  expect(home.decisions['NORTHSTAR-MAIN']?.included).toBe(false);
  expect(world.count('preauthorize')).toBe(2);
}

it('what one provider said is not taken for the word of another that is found later', async () => {
  const world = await withDecisions({ singleSignOn: async () => ({}) });
  Object.assign(world.script, {
    profilesOf: nobody,
    profiles: () => json(200, { profiles: { HarborTV: harbor } }),
  });
  world.app.send({ type: 'RESUMED' });
  await belongsToHarbor(world);
});

it('what one provider said is not taken for the word of another that is chosen', async () => {
  const world = await withDecisions();
  world.script.poll = () => json(200, { profiles: { ...profile, HarborTV: harbor } });
  world.app.send({ type: 'ACCOUNT' });
  world.app.send({ type: 'SIGN_IN' });
  world.app.send({ type: 'OTHER_PROVIDER' });
  await world.advance(10_000);
  world.on('profiles');
  world.app.send({ type: 'CHOOSE_PROFILE', mvpd: 'HarborTV' });
  await belongsToHarbor(world);
});

it('a viewer who asks again is asked for, though the service is left alone', async () => {
  const world = await launched();
  const down = () => enhanced(503, 'internal_server_error');
  Object.assign(world.script, { profiles: down, create: down });
  world.app.send({ type: 'SIGN_IN' });
  await world.advance(20_000);
  for (let presses = 0; presses < 8; presses++) {
    expect(world.on('signIn').phase).toBe('failed');
    const before = world.log.length;
    world.app.send({ type: 'RETRY' });
    await world.advance(4_000);
    expect(world.log.length).toBeGreaterThan(before);
  }
  Object.assign(world.script, { profiles: nobody, create: undefined });
  world.app.send({ type: 'RETRY' });
  await world.advance(2_000);
  expect(world.on('signIn').phase).toBe('waiting');
});

it('a view that is the same is not told again', async () => {
  const world = scripted({ poll: (nth) => (nth > 3 ? signedIn() : nobody()) });
  const views: View[] = [world.app.view];
  world.app.subscribe((view) => views.push(view));
  await launched(world);
  world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
  await world.advance(60_000);
  world.on('player');
  for (let place = 1; place <= 3; place++) {
    world.app.send({ type: 'POSITION', seconds: place, duration: 60 } as never);
  }
  const told = views.map((view) => JSON.stringify(view));
  expect(told.filter((view, at) => view === told[at - 1])).toEqual([]);
  expect(new Set(views.map(({ screen }) => screen))).toContain('player');
});
