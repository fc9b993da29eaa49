import { describe, expect, it } from 'vitest';
import { getOwn } from '../../core/getOwn.ts';
import { json } from '../support/ports.ts';
import { itemOf, launched, scripted } from '../support/scripted.ts';

/** The names that every object inherits. */
const inherited = Object.getOwnPropertyNames(Object.prototype);

describe('names from outside', () => {
  it('find what is there, and nothing that is inherited', () => {
    expect(getOwn({ a: 1 }, 'a')).toBe(1);
    expect(
      inherited.map((name) => getOwn({ a: 1 }, name)).filter((it) => it !== undefined),
    ).toEqual([]);
  });

  it.each(inherited)(
    'a resource called "%s" has no decision before one was asked for',
    async (name) => {
      const world = scripted({
        feed: () =>
          json(200, {
            movies: [
              { id: name, title: 'T', couchpass: { access: 'subscription', resource: name } },
            ],
            playlists: [{ name, itemIds: [name] }],
            categories: [{ name: 'New', playlistName: name }],
          }),
      });
      await launched(world);
      world.app.send({ type: 'SHOW', item: itemOf(world, name) });
      expect(world.on('title')).toMatchObject({ decision: null, startAt: 0 });
    },
  );
});
