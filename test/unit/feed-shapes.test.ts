import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countOf } from '../../core/catalogue/Reporter.ts';
import { readFeed } from '../../core/catalogue/readFeed.ts';
import type { Catalogue, Item } from '../../core/catalogue/types.ts';
import { root } from '../../tools/paths.ts';
import { json } from '../support/ports.ts';

const fileOf = (name: string) => readFileSync(join(root, 'test/support/feeds', name), 'utf8');
const written = (name: string) =>
  JSON.parse(fileOf(name)) as Record<string, Record<string, unknown>[]>;
const read = (feed: object) => readFeed(json(200, feed));
const rowsOf = ({ rows }: Catalogue) =>
  Object.fromEntries(rows.map(({ title, items }) => [title, items.map(({ id }) => id)]));
const shown = ({ rows }: Catalogue): Item[] => {
  const items = new Set(rows.flatMap((row) => row.items));
  return [...items].flatMap((item) => [
    item,
    ...(item.seasons?.flatMap(({ episodes }) => episodes) ?? []),
  ]);
};
const hls = (name: string) => ({ videos: [{ url: `https://s/${name}.m3u8`, videoType: 'HLS' }] });
const film = (id: string, more: object = {}) => ({
  id,
  title: `Film ${id}`,
  content: hls(id),
  ...more,
});

describe('a feed as networks write it', () => {
  it.each([
    'queries.json',
    'noCategories.json',
    'playlistsOnly.json',
    'series.json',
    'categories.json',
    'movieAndSeries.json',
    'looseIds.json',
    'oneFilm.json',
  ])('%s: everything in it is in a row or named as left out', (name) => {
    const catalogue = read(written(name));
    const { entries, leftOut } = catalogue.report;
    expect(entries).toBeGreaterThan(0);
    expect(shown(catalogue).length + countOf(leftOut)).toBe(entries);
  });

  it('rows by query hold what their query says, the most recent first', () => {
    const feed = written('queries.json');
    const rows = rowsOf(read(feed));
    for (const { name, query } of feed.categories ?? []) {
      const wanted = (feed.movies ?? [])
        .filter(({ tags }) => (tags as string[]).includes(query as string))
        .sort((a, b) => String(b.releaseDate).localeCompare(String(a.releaseDate)))
        .map(({ id }) => id);
      expect(rows[name as unknown as string] ?? []).toEqual(wanted);
    }
    expect(Object.keys(rows)).toHaveLength(2);
  });

  it('without categories there are rows by kind and genre, and of the newest', () => {
    const catalogue = read(written('noCategories.json'));
    expect(catalogue.rows.map(({ made, title }) => made ?? title)).toEqual([
      'newest',
      'movies',
      'topic1',
    ]);
    // Two films with the same id count as two films.
    expect(catalogue.report.noted).toEqual([
      { reason: 'otherTitleSameId', count: 1, examples: ['1000000001'] },
    ]);
    expect(catalogue.rows[1]?.items).toHaveLength(25);
  });

  it('without categories each playlist is a row; what is in none has a row of its kind', () => {
    const catalogue = read(written('playlistsOnly.json'));
    expect(rowsOf(catalogue)).toEqual({ Topic1: ['item-2'], Topic2: ['item-4'], Live: ['item-1'] });
    expect(shown(catalogue).filter(({ live }) => live)).toHaveLength(1);
  });

  it('series have seasons and episodes', () => {
    const [series] = read(written('series.json')).rows[0]?.items ?? [];
    expect(series?.seasons?.map(({ number, episodes }) => [number, episodes.length])).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    expect(series?.stream).toBeUndefined();
    expect(series?.seasons?.[0]?.episodes[0]).toMatchObject({
      id: 'Item-2',
      kind: 'episode',
      episode: { series: '1001', seriesTitle: 'title 3', season: 1, number: 1 },
      stream: { url: 'https://media.example/8.m3u8' },
      // Given in milliseconds.
      durationS: 1381,
      notBefore: Date.UTC(2015, 6, 17, 18, 55),
      notAfter: Date.UTC(2021, 8, 1, 18, 55),
      genre: 'topic1',
    });
    const said = read(written('series.json')).report.leftOut;
    expect(said).toEqual([{ reason: 'noVideo', count: 1, examples: ['Item-3'] }]);
  });

  it('ids are words or numbers; a category of nothing is named', () => {
    const catalogue = read(written('looseIds.json'));
    expect(rowsOf(catalogue)).toEqual({ Featured: ['m1', 's1', '3'], Drama: ['m1', 'm2'] });
    expect(catalogue.report.noted).toEqual([
      { reason: 'noSuchPlaylist', count: 1, examples: ['Gone'] },
    ]);
  });
});

describe('what feeds may say', () => {
  it('protection of a series holds for its episodes, and each may say otherwise', () => {
    const episode = (id: string, more: object) => ({ id, title: id, episodeNumber: 1, ...more });
    const catalogue = read({
      series: [
        {
          ...{ id: 's', title: 'S', couchpass: { access: 'subscription', resource: 'MAIN' } },
          seasons: {
            seasonNumber: 'S02',
            episodes: [
              episode('second', { episodeNumber: '2', content: {} }),
              episode('first', { content: hls('1'), couchpass: { access: 'free' } }),
            ],
          },
        },
      ],
    });
    const [series] = shown(catalogue);
    expect(series).toMatchObject({ access: 'subscription', resource: 'MAIN' });
    expect(series?.seasons?.[0]?.number).toBe(2);
    expect(series?.seasons?.[0]?.episodes).toMatchObject([
      { id: 'first', access: 'free', stream: {} },
      { id: 'second', access: 'subscription', resource: 'MAIN' },
    ]);
  });

  it('episodes without seasons, and a series that is one film', () => {
    const catalogue = read({
      series: [
        { id: 's', title: 'S', episodes: [film('e2'), film('e1', { title: '' })] },
        film('alone'),
        { id: 'none', title: 'None', seasons: [] },
      ],
    });
    expect(shown(catalogue).map(({ id, title }) => [id, title])).toEqual([
      ['s', 'S'],
      ['e2', 'Film e2'],
      ['e1', 'S 2'],
      ['alone', 'Film alone'],
    ]);
    expect(catalogue.report.leftOut).toEqual([
      { reason: 'noEpisodes', count: 1, examples: ['none'] },
    ]);
  });

  it('one thing where a list belongs, words for numbers, and broken dates', () => {
    const [item] = shown(
      read({
        movies: {
          ...{ id: 7, title: 'Seven', genres: 'drama, comedy', tags: 'a', rating: 'PG' },
          ...{
            ratingSource: 'USA_PR',
            releaseDate: 'soon',
            credits: { name: 'Ada', role: 'actor' },
          },
          content: {
            videos: { url: 'https://s/7.mpd?x=1', quality: 'HD' },
            duration: '01:02:03',
            dateAdded: '2026-02-30',
            language: 'en',
            captions: { url: 'https://s/7.vtt', language: 'en', captionType: 'CLOSED_CAPTION' },
            trickPlayFiles: { url: 'https://s/7.bif', quality: 'FHD' },
            validityPeriodEnd: '2026-12-24',
          },
        },
      }),
    );
    expect(item).toEqual({
      ...{ id: '7', title: 'Seven', description: '', art: '', live: false, access: 'free' },
      ...{ genre: 'drama', genres: ['drama', 'comedy'], tags: ['a'], language: 'en' },
      ...{ rating: 'PG', ratingSource: 'USA_PR', credits: [{ name: 'Ada', role: 'actor' }] },
      durationS: 3723,
      captions: [{ url: 'https://s/7.vtt', language: 'en', closed: true }],
      trickPlay: [{ url: 'https://s/7.bif', type: 'bif', quality: 'FHD' }],
      notAfter: Date.UTC(2026, 11, 25),
      stream: { url: 'https://s/7.mpd?x=1', type: 'application/dash+xml' },
    });
  });

  it('names what it leaves out, and no more than a few of each', () => {
    const { report } = read({
      movies: [
        ...[
          film('a'),
          film('a'),
          'text',
          { title: 'No id', content: hls('x') },
          film('b', { title: ' ' }),
        ],
        ...Array.from({ length: 9 }, (_, index) => film(`dead-${index}`, { content: {} })),
      ],
      playlists: [{ name: 'p', itemIds: ['a', 'gone'] }],
      categories: [
        { name: 'P', playlistName: 'p' },
        { name: 'Empty', query: 'nothing' },
        { playlistName: 'p' },
      ],
    });
    expect(report).toEqual({
      entries: 14,
      leftOut: [
        { reason: 'sameId', count: 1, examples: ['a'] },
        { reason: 'notAnObject', count: 1, examples: ['movies'] },
        { reason: 'noId', count: 1, examples: ['No id'] },
        { reason: 'noTitle', count: 1, examples: ['b'] },
        {
          ...{ reason: 'noVideo', count: 9 },
          examples: ['dead-0', 'dead-1', 'dead-2', 'dead-3', 'dead-4'],
        },
      ],
      noted: [
        { reason: 'playlistMisses', count: 1, examples: ['p: gone'] },
        { reason: 'emptyCategory', count: 1, examples: ['Empty'] },
        { reason: 'namelessCategory', count: 1, examples: ['p'] },
      ],
    });
  });

  it('a mark of its encoding at the beginning is none of its text', () => {
    const text = `\uFEFF${JSON.stringify({ movies: [film('a')] })}`;
    expect(readFeed({ ...json(200, {}), text }).rows).toHaveLength(1);
  });

  it('rows stand in the order that they ask for', () => {
    const dated = (id: string, releaseDate?: string) => film(id, { tags: ['t'], releaseDate });
    const movies = [
      dated('b', '2026-02-01'),
      dated('x'),
      dated('c', '2026-03-01T10:00:00-05:00'),
      dated('a', '2026-01-01'),
    ];
    const orders = ['manual', 'most_recent', 'chronological', 'most_popular', 7];
    const categories = orders.map((order) => ({ name: String(order), query: 't', order }));
    expect(rowsOf(read({ movies, categories }))).toEqual({
      manual: ['b', 'x', 'c', 'a'],
      most_recent: ['c', 'b', 'a', 'x'],
      chronological: ['a', 'b', 'c', 'x'],
      most_popular: ['b', 'x', 'c', 'a'],
      7: ['b', 'x', 'c', 'a'],
    });
  });

  it.each([
    ['drama', 'ab'],
    ['Drama AND new', 'a'],
    ['drama and new', 'a'],
    ['drama OR rock and roll', 'abc'],
    ['rock and roll', 'c'],
    ['new AND (drama OR rock and roll)', 'ac'],
    ['new AND drama OR rock and roll', 'ac'],
    ['"rock and roll" AND new', 'c'],
    ['western', 'd'],
    ['nothing', ''],
    ['(drama', 'ab'],
    ['AND', ''],
  ])('the query %s finds %s', (query, found) => {
    const movies = [
      film('a', { tags: ['drama', 'new'] }),
      film('b', { tags: ['Drama'] }),
      film('c', { tags: ['Rock and Roll', 'new'] }),
      film('d', { tags: ['other'], genres: ['western'] }),
    ];
    const { rows } = read({
      movies,
      categories: [
        { name: 'All', query: 'drama OR other' },
        { name: 'Q', query },
      ],
    });
    const row = rows.find(({ title }) => title === 'Q');
    expect(row?.items.map(({ id }) => id).join('') ?? '').toBe(found);
  });
});
