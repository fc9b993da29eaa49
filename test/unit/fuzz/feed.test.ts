import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlayback } from '../../../core/catalogue/playback.ts';
import { readFeed } from '../../../core/catalogue/readFeed.ts';
import { PassError } from '../../../core/index.ts';
import { damaged, fuzz, jsonOf, megabyteOf, read, textOf } from '../../support/fuzz.ts';

const names = [
  ...['providerName', 'movies', 'series', 'shortFormVideos', 'tvSpecials', 'liveFeeds', 'id'],
  ...['title', 'content', 'videos', 'url', 'videoType', 'duration', 'couchpass', 'access', 'tint'],
  ...['resource', 'genres', 'releaseDate', 'rating', 'thumbnail', 'shortDescription', 'type'],
  ...['categories', 'playlists', 'name', 'playlistName', 'itemIds', 'seasons', 'episodes'],
];
const values = ['a', 'HLS', '__proto__', 'subscription', '#ffb454', 'https://a.example/x.m3u8', 7];
const item = {
  id: 'a',
  title: 'A',
  content: { duration: 7, videos: [{ url: 'https://a.example/x.m3u8', videoType: 'HLS' }] },
};
const whole = {
  providerName: 'N',
  movies: [item],
  categories: [{ name: 'All', playlistName: 'all' }],
  playlists: [{ name: 'all', itemIds: ['a', 'a', 'b', '__proto__', 7, { toString: 7 }, null] }],
};

const odd = jsonOf(names, values);
/** A feed of the right form in which some members are anything. */
const feeds = fc
  .tuple(fc.subarray(Object.keys(whole)), odd, fc.array(odd, { maxLength: 4 }), fc.boolean())
  .map(([keys, value, items, inside]) => ({
    ...whole,
    ...(inside
      ? { movies: [{ ...item, ...(value as object) }, ...items] }
      : Object.fromEntries(keys.map((key) => [key, value]))),
  }));
const bodies = fc.oneof(
  feeds.map((value) => JSON.stringify(value)),
  odd.map((value) => JSON.stringify(value)),
  damaged(fc.constant(JSON.stringify(whole)), '{', '}', '[', ']', '"', ',', ':', '\\', '\u0000'),
  textOf('{', '}', '[', ']', '"', ',', ':', '<', '>'),
);
const statuses = fc.constantFrom(200, 200, 200, 204, 301, 403, 404, 429, 500);
const types = fc.constantFrom('application/json', 'text/html', 'text/plain', '');
const isPassError = (thrown: unknown) => thrown instanceof PassError;

describe("what others write in the place of the programmer's answers", { timeout: 60_000 }, () => {
  it('is a catalogue of what can be shown and played, or a PassError', () => {
    let shown = 0;
    fc.assert(
      fc.property(bodies, statuses, types, (text, status, contentType) => {
        const feed = read(text, () => readFeed({ status, contentType, text }), isPassError);
        if (!feed) return;
        shown += 1;
        expect(typeof feed.providerName).toBe('string');
        expect(feed.rows.length).toBeGreaterThan(0);
        for (const { title, items } of feed.rows) {
          expect(title).not.toBe('');
          expect(items.length).toBeGreaterThan(0);
          for (const { id, title, access, resource, stream, seasons } of items) {
            expect([typeof id, typeof title]).toEqual(['string', 'string']);
            const plays = seasons?.[0]?.episodes[0] ?? stream;
            expect(access === 'subscription' ? resource : plays).toBeTruthy();
          }
        }
      }),
      fuzz(3_000),
    );
    expect(shown).toBeGreaterThan(100);
    expect(Object.prototype).not.toHaveProperty('url');
  });

  it('is a stream with an address and a type, or a PassError', () => {
    fc.assert(
      fc.property(bodies, statuses, types, (text, status, contentType) => {
        const stream = read(text, () => readPlayback({ status, contentType, text }), isPassError);
        if (stream) expect([typeof stream.url, typeof stream.type]).toEqual(['string', 'string']);
      }),
      fuzz(500),
    );
  });

  it.each(['[', '{"movies":', '{', '"', '\\', ' ', '<', '\ufeff', '{"movies":[{}],'])(
    'takes no time for a megabyte of %j',
    (unit) => {
      const text = megabyteOf(unit);
      read(unit, () => readFeed({ status: 200, contentType: '', text }), isPassError);
      read(unit, () => readPlayback({ status: 403, contentType: '', text }), isPassError);
    },
  );

  it('takes no time for a megabyte of items and rows', () => {
    const ids = Array.from({ length: 6_000 }, (_, i) => String(i));
    const feed = {
      movies: ids.map((id) => ({ ...item, id })),
      categories: Array.from({ length: 50 }, () => ({ name: 'All', playlistName: 'all' })),
      playlists: [{ name: 'all', itemIds: ids }],
    };
    const text = JSON.stringify(feed);
    expect(
      read('items', () => readFeed({ status: 200, contentType: '', text }))?.rows,
    ).toHaveLength(50);
  });
});
