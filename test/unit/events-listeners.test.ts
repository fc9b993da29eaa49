import { describe, expect, it } from 'vitest';
import type { AppEvent } from '../../core/index.ts';
import { itemOf, launched, scripted, signedIn } from '../support/scripted.ts';
import { bodyOf, screen } from './events.support.ts';

describe('listeners', () => {
  it('that throw change nothing, and the log says so once, without their words', async () => {
    const world = scripted({ poll: signedIn });
    const others: string[] = [];
    world.app.on(() => {
      throw new Error('CODE1 and u-1');
    });
    world.app.on(({ type }) => others.push(type));
    await launched(world);
    world.app.send({ type: 'PLAY', item: itemOf(world, 'film') });
    await world.advance(10_000);
    expect(world.on('player').item.id).toBe('film');
    expect(others).toContain('permitted');
    const notes = world.app.log.entries.filter(({ kind }) => kind === 'note');
    expect(notes).toMatchObject([{ text: 'A listener of events threw an error at appStarted.' }]);
  });

  it('get the same events, each once, until they stop listening', async () => {
    const world = await launched();
    const first: AppEvent[] = [];
    const second: AppEvent[] = [];
    const stopFirst = world.app.on((event) => first.push(event));
    const stopSecond = world.app.on((event) => second.push(event));
    world.app.send({ type: 'ACCOUNT' });
    stopFirst();
    world.app.send({ type: 'BACK' });
    stopSecond();
    world.app.send({ type: 'ACCOUNT' });
    expect(first.map(bodyOf)).toEqual([screen('account')]);
    expect(second.map(bodyOf)).toEqual([screen('account'), screen('home')]);
  });

  it('may send to the machine, and cannot change what others get', async () => {
    const world = await launched();
    world.app.on((event) => {
      if (event.type === 'screenShown' && event.screen === 'account') {
        world.app.send({ type: 'BACK' });
        Object.assign(event, { screen: 'player' });
      }
    });
    const events: AppEvent[] = [];
    world.app.on((event) => events.push(event));
    world.app.send({ type: 'ACCOUNT' });
    expect(events.map(bodyOf)).toEqual([screen('account'), screen('home')]);
  });

  it('hear what was sent to the actor itself, too', async () => {
    const world = await launched();
    const events: AppEvent[] = [];
    world.app.on((event) => events.push(event));
    world.app.actor.send({ type: 'PLAY', item: itemOf(world, 'free') });
    expect(events.map(({ type }) => type)).toEqual(['playAsked', 'screenShown']);
  });

  it('make the machine be watched, and nothing does while there are none', async () => {
    const world = await launched();
    let looked = 0;
    const { actor } = world.app;
    const snapshot = actor.getSnapshot.bind(actor);
    actor.getSnapshot = () => {
      looked++;
      return snapshot();
    };
    const steps = () => {
      looked = 0;
      world.app.send({ type: 'ACCOUNT' });
      world.app.send({ type: 'BACK' });
      return looked;
    };
    const alone = steps();
    const stop = world.app.on(() => {});
    expect(steps()).toBeGreaterThan(alone);
    stop();
    expect(steps()).toBe(alone);
  });
});
