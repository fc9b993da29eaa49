import { expect, it } from 'vitest';
import { keyHandlers } from '../../apps/tv/remoteKeys.ts';

/** What reaches the app when the SDK calls its handlers by these names. */
function received(...calls: readonly (readonly [name: string, repeat?: boolean])[]): string[] {
  const heard: string[] = [];
  const app = {
    ...keyHandlers(),
    key: (key: string, held = false) => void heard.push(held ? `${key}, held` : key),
    released: () => void heard.push('released'),
  };
  for (const [name, repeat = false] of calls) {
    const handler = app[name as keyof typeof app] as (event?: object) => unknown;
    // Only false would hand the key on: the SDK then closes the app at Back.
    expect(handler.call(app, { repeat })).toBeUndefined();
  }
  return heard;
}

it('OK, Back and play/pause that are held down count as one press', () => {
  for (const key of ['Enter', 'Back', 'PlayPause']) {
    const name = `_handle${key}`;
    expect(received([name], [name, true], [name, true])).toEqual([key]);
  }
});

it('keys that move or seek are repeated while they are held down, and their release is told', () => {
  for (const key of ['Left', 'Right', 'Rewind', 'FastForward']) {
    const name = `_handle${key}`;
    expect(received([name], [name, true], [`${name}Release`])).toEqual([
      key,
      `${key}, held`,
      'released',
    ]);
  }
  expect(received(['_handleDown'], ['_handleDown', true])).toEqual(['Down', 'Down, held']);
});

it('the other keys of a remote arrive too', () => {
  for (const key of ['Up', 'Play', 'Pause', 'Stop']) {
    expect(received([`_handle${key}`])).toEqual([key]);
  }
});
