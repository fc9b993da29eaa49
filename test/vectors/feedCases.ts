import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpResponse } from '../../core/ports.ts';
import { root } from '../../tools/paths.ts';
import { json } from '../support/ports.ts';

const files = ['looseIds', 'movieAndSeries', 'noCategories', 'playlistsOnly', 'queries', 'series'];

const stream = { videos: [{ url: 'https://s/1.m3u8', videoType: 'HLS' }] };
const film = (id: unknown, more: object = {}) => ({
  id,
  title: `Film ${id}`,
  content: stream,
  ...more,
});

const dates = [
  ...['2026-03-01', '2024-02-29T23:59:59Z', '1999-12-31T00:00:00+05:30', '2026-1-5 07:08'],
  ...['2023-02-29', '2026-13-01', 'soon', '20260301', 'Tue, 10 Mar 2026 14:05:00 GMT'],
  ...['1 January 2000 00:00 EDT', '2038-01-20T00:00:00.5-0800', '2100-03-01', '0031-01-01', ' '],
];
const lengths = [
  60,
  '60',
  5400.5,
  '01:02:03',
  '2:03',
  'PT1H2M3.5S',
  'PT0S',
  1381377,
  '1381500',
  0,
  'x',
  -5,
  null,
];

/** Feeds as publishers write them, correct and incorrect. */
export const feedCases: Readonly<Record<string, HttpResponse>> = {
  ...Object.fromEntries(files.map((name) => [name, fileOf(name)])),
  'dates of every kind': json(200, {
    movies: dates.map((date, index) =>
      film(`d${index}`, { releaseDate: date, content: { ...stream, validityPeriodEnd: date } }),
    ),
  }),
  'lengths of every kind': json(200, {
    movies: lengths.map((duration, index) =>
      film(index, {
        content: { ...stream, duration },
        tags: 'a, b,,a',
        genres: index % 2 ? 'g' : ['g', 'h'],
      }),
    ),
  }),
  'lists, plain and loose': json(200, {
    movies: [
      ...[
        ['a', 'b'],
        ['a'],
        ['a', 'a'],
        ['b', 'a', 'b', 'c'],
        ['a', 'A'],
        [' a', 'a'],
        ['a', ''],
        [],
      ],
      ...[
        ['é', 'b'],
        ['x"y', 'b'],
        ['x,y', 'y'],
        ['back\\slash'],
        [7, '7'],
        [null, 'a'],
        [['a']],
        ['a b'],
      ],
      Array.from({ length: 40 }, (_, index) => `w${index % 30}`),
    ].map((words, index) => film(`l${index}`, { tags: words, genres: words })),
  }),
  'the last days of months': json(200, {
    movies: [1, 2, 4, 12]
      .flatMap((month) => [28, 29, 30, 31].map((day) => `${String(month).padStart(2, '0')}-${day}`))
      .flatMap((day) => [`2023-${day}`, `2024-${day}T23:59:59Z`, `1900-${day}T00:00:00+00:00`])
      .map((date) => film(date, { releaseDate: date, content: { ...stream, dateAdded: date } })),
    categories: [{ name: 'All', query: 'none', playlistName: 'all', order: 'most_recent' }],
    playlists: [
      { name: 'all', itemIds: ['2023-01-31', '1900-12-30T00:00:00+00:00', '2023-01-28'] },
    ],
  }),
  'queries and orders': json(200, {
    movies: [
      film('a', { tags: ['drama', 'new'], releaseDate: '2026-01-01' }),
      film('b', { tags: ['Drama'] }),
      film('c', { tags: ['Rock and Roll', 'new'], releaseDate: '2026-03-01T00:00:00-05:00' }),
      film('d', {
        tags: ['other'],
        genres: ['western'],
        content: { ...stream, dateAdded: '2025-12-31' },
      }),
      film('e', { tags: ['other', 'new'], releaseDate: '2026-01-01' }),
    ],
    categories: [
      ...[
        'drama',
        'Drama AND new',
        'drama or new',
        'drama OR rock and roll',
        'new AND (drama OR rock and roll)',
      ],
      ...[
        'new AND drama OR other',
        '"rock and roll" AND new',
        'western',
        'nothing',
        '(drama',
        'AND',
        ')',
        '()',
      ],
    ]
      .map((query, index): object => ({
        ...{ name: `${index} ${query}`, query },
        order: ['manual', 'most_recent', 'chronological', 'most_popular'][index % 4],
      }))
      .concat([{ name: 'Both', query: 'other', playlistName: 'p' }, { query: 'other' }]),
    playlists: { name: 'p', itemIds: 'b' },
  }),
  'one thing where a list belongs': json(200, {
    ...{
      providerName: 7,
      language: 'en',
      movies: film(7, { rating: 'PG', ratingSource: 'USA_PR' }),
    },
    series: {
      ...{
        id: 's',
        title: 'S',
        thumbnail: 'https://art/s',
        genres: 'g',
        rating: { rating: 'TV-Y' },
      },
      ...{ couchpass: { access: 'subscription', resource: 'MAIN', tint: '#010203' } },
      seasons: [
        {
          ...{ seasonNumber: 'S02', title: 'Two' },
          episodes: [
            film('e2', { episodeNumber: '2', content: {} }),
            film('e1', { episodeNumber: 1, title: '', couchpass: { access: 'free' } }),
            film('e0', { couchpass: { access: 'free' }, content: {} }),
            film('', { title: '' }),
            'no object',
          ],
        },
        { episodes: film('e9') },
        { seasonNumber: 5, episodes: [] },
      ],
      episodes: [film('l1', { seasonNumber: 3 }), film(7), film('l2', { title: '' })],
    },
    liveFeeds: [film('live', { content: { ...stream, duration: 9 } }), film('s')],
    tvSpecials: [film(7), film(7, { url: 'https://s/other.mp4', content: {} }), null],
  }),
  'files beside the stream': json(200, {
    shortFormVideos: [
      film('a', {
        credits: [{ name: 'Ada', role: 'actor' }, { name: '' }, 'x'],
        content: {
          url: 'https://s/a.M3U8?x=1',
          captions: [
            { url: 'https://s/a.vtt', language: 'en', captionType: 'CLOSED_CAPTION' },
            { url: 'https://s/b.srt', captionType: 'SUBTITLE' },
            { language: 'en' },
          ],
          trickPlayFiles: [
            { url: 'https://s/a.bif', quality: 'HD' },
            { url: 'https://s/a.m3u8?x' },
            { url: 'https://s/a.jpg' },
          ],
          ...{ validityPeriodStart: '2026-01-01T00:00:00Z', language: 'fr' },
        },
      }),
      film('b', { content: { videos: 'https://s/b.mpd#x' } }),
      film('c', {
        content: { videos: [{ videoType: 'HLS' }, { url: 'https://s/c', videoType: 'y' }] },
      }),
      film('d', { content: {}, videos: [{ url: 'u' }, { url: 'https://s/d', videoType: 'mp4' }] }),
      film('e', { content: {}, couchpass: { access: 'subscription' } }),
      film('f', { couchpass: { access: 'subscription' } }),
    ],
  }),
};

function fileOf(name: string): HttpResponse {
  return json(
    200,
    JSON.parse(readFileSync(join(root, 'test/support/feeds', `${name}.json`), 'utf8')),
  );
}
