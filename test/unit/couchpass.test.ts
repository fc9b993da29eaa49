import { describe, expect, it } from 'vitest';
import type { View } from '../../core/machine/view.types.ts';
import { enhanced, launched, scripted } from '../support/scripted.ts';

describe('a viewer who asks again', () => {
  it('is asked for at once, also while a service that fails is left alone', async () => {
    const down = () => enhanced(500, 'internal_server_error');
    const world = await launched(scripted({ create: down, configuration: down }));
    world.app.send({ type: 'SIGN_IN' });
    await world.advance(10_000);
    for (let times = 0; times < 10; times++) {
      expect(world.on('signIn').phase).toBe('failed');
      const before = world.count('create');
      world.app.send({ type: 'RETRY' });
      await world.advance(1_000);
      expect(world.count('create')).toBe(before + 1);
      await world.advance(10_000);
    }
  });
});

describe('who subscribes to the view', () => {
  it('is not called while nothing on the screen has changed', async () => {
    const world = await launched();
    const seen: View[] = [];
    const unsubscribe = world.app.subscribe((view) => seen.push(view));
    for (const event of [{ type: 'ONLINE' }, { type: 'RESUMED' }, { type: 'BACK' }] as const) {
      world.app.send(event);
    }
    await world.advance(60_000);
    expect(seen).toEqual([]);
    world.app.send({ type: 'ACCOUNT' });
    expect(seen.map(({ screen }) => screen)).toEqual(['account']);
    unsubscribe();
    world.app.send({ type: 'BACK' });
    expect(seen).toHaveLength(1);
  });

  it('is not called when a problem is told again in the same words', async () => {
    const world = await launched(scripted({ feed: () => 'unreachable' }));
    await world.advance(60_000);
    expect(world.on('home').problem).not.toBeNull();
    const seen: View[] = [];
    world.app.subscribe((view) => seen.push(view));
    world.app.send({ type: 'ONLINE' });
    await world.advance(60_000);
    const problems = seen.map((view) => JSON.stringify('problem' in view ? view.problem : null));
    for (const [at, problem] of problems.entries()) expect(problem).not.toBe(problems[at - 1]);
  });
});
