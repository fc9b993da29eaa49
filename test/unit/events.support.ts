import { expect } from 'vitest';
import type { AppEvent, PlaybackState } from '../../core/index.ts';
import { itemOf, launched, type Scripted, scripted, signedIn } from '../support/scripted.ts';

export type Said = Record<string, unknown> & { type: string };

/** The event without the members that all events have. */
export const bodyOf = ({ version: _, at: __, ...body }: AppEvent): Said => body;

export interface Heard {
  readonly world: Scripted;
  readonly events: AppEvent[];
  /** The events since the last call. */
  news(): Said[];
}

export async function heard(...given: Parameters<typeof scripted>): Promise<Heard> {
  const world = scripted(...given);
  const events: AppEvent[] = [];
  world.app.on((event) => events.push(event));
  await launched(world);
  let read = 0;
  return {
    world,
    events,
    news() {
      const all = events.slice(read).map(bodyOf);
      read = events.length;
      return all;
    },
  };
}

export async function viewer(script: Parameters<typeof scripted>[0] = {}): Promise<Heard> {
  const here = await heard({ poll: signedIn, ...script });
  here.world.app.send({ type: 'SIGN_IN' });
  await here.world.advance(8_000);
  expect(here.world.on('home').viewer).not.toBeNull();
  here.news();
  return here;
}

export async function play({ world }: Heard, id = 'film'): Promise<void> {
  world.app.send({ type: 'PLAY', item: itemOf(world, id) });
  await world.advance(0);
}

export const playing = (position: number, more: Partial<PlaybackState> = {}): PlaybackState => ({
  status: 'playing',
  position,
  duration: 5_400,
  ...more,
});

export const screen = (name: string): Said => ({ type: 'screenShown', screen: name });
