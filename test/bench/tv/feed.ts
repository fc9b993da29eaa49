import { Hono } from 'hono';
import type { Feed, FeedItem } from '../../../apps/sandbox/programmer/feed.ts';
import { type Listening, listen } from '../../../tools/listen.ts';

/** The number of titles in a row of a long feed. */
const length = 9;

/** Serves the feed that was set last at `/feed.json`. */
export async function startFeed(): Promise<Listening & { put(feed: Feed): void }> {
  let current = '';
  const app = new Hono();
  app.get('/feed.json', (c) =>
    c.body(current, 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Access-Control-Allow-Origin': '*',
    }),
  );
  const server = await listen(app, 0);
  return { ...server, put: (feed) => (current = JSON.stringify(feed)) };
}

/** A feed with `rows` rows of the same titles; each has its own art to load. */
export function longFeed(feed: Feed, rows: number): Feed {
  const titles = [...feed.movies, ...feed.tvSpecials, ...feed.shortFormVideos];
  const movies: FeedItem[] = [];
  const lists: { name: string; itemIds: string[] }[] = [];
  for (let row = 0; row < rows; row += 1) {
    const items = Array.from({ length }, (_, column): FeedItem[] => {
      const title = titles[(row * length + column) % titles.length];
      if (!title) return [];
      const id = `${title.id}-${row}-${column}`;
      return [{ ...title, id, thumbnail: `${title.thumbnail}&for=${id}` }];
    }).flat();
    movies.push(...items);
    lists.push({ name: `Row ${row + 1} of ${rows}`, itemIds: items.map(({ id }) => id) });
  }
  return {
    ...feed,
    movies,
    tvSpecials: [],
    shortFormVideos: [],
    liveFeeds: [],
    playlists: lists,
    categories: lists.map(({ name }) => ({ name, playlistName: name, order: 'manual' })),
  };
}
