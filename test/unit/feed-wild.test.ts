import { describe, expect, it } from 'vitest';
import { loadFeed } from '../../core/catalogue/loadFeed.ts';
import { countOf } from '../../core/catalogue/Reporter.ts';
import { readFeed } from '../../core/catalogue/readFeed.ts';
import type { Catalogue, Item } from '../../core/catalogue/types.ts';
import { json } from '../support/ports.ts';

/** Feeds in shapes that publishers really send, beside the documented one. Addresses lead nowhere on purpose. */

const at = (name: string) => `https://media.example/${name}`;
const hls = (name: string) => ({ videos: [{ url: at(`${name}.m3u8`), videoType: 'HLS' }] });
const film = (id: unknown, more: object = {}) => ({
  id,
  title: `Film ${id}`,
  content: hls(String(id)),
  ...more,
});

const itemsOf = ({ rows }: Catalogue): Item[] => {
  const items = new Set(rows.flatMap((row) => row.items));
  return [...items].flatMap((item) => [
    item,
    ...(item.seasons?.flatMap(({ episodes }) => episodes) ?? []),
  ]);
};
const rowsOf = ({ rows }: Catalogue) =>
  Object.fromEntries(rows.map(({ title, items }) => [title, items.map(({ id }) => id).join(' ')]));
const lostOf = ({ report }: Catalogue) =>
  Object.fromEntries(report.leftOut.map(({ reason, examples }) => [reason, examples.join(' ')]));

interface Shape {
  readonly feed: object | string;
  readonly rows: Readonly<Record<string, string>>;
  /** By reason: the entries that are left out. */
  readonly lost?: Readonly<Record<string, string>>;
  /** Facts of items, by id. */
  readonly facts?: Readonly<Record<string, object>>;
}

const media = 'xmlns:media="http://search.yahoo.com/mrss/"';
const rss = (items: string, more = media) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" ${more}><channel><title>N</title>${items}</channel></rss>`;

const direct: Readonly<Record<string, Shape>> = {
  'lists as objects with numbers as names, as PHP writes a list with gaps': {
    feed: {
      movies: { 0: film('a'), 2: film('b'), 10: film('c') },
      series: {
        1: { id: 's', title: 'S', seasons: { 1: { episodes: { 1: film('e1'), 3: film('e2') } } } },
      },
      playlists: { 0: { name: 'p', itemIds: { 0: 'b', 4: 'a' } } },
    },
    rows: { p: 'b a', Series: 's', Movies: 'c' },
    facts: { e2: { episode: { series: 's', seriesTitle: 'S', season: 1, number: 2 } } },
  },
  'playlists of objects, of one text, and with another name for the ids': {
    feed: {
      movies: [film(1), film(2), film(3), film('4')],
      playlists: [
        { name: 'Objects', itemIds: [{ id: 2 }, { id: '1' }] },
        { name: 'Text', itemIds: '3, 4' },
        { name: 'Items', items: [{ id: 4, title: 'Film 4' }, 3] },
      ],
    },
    rows: { Objects: '2 1', Text: '3 4', Items: '4 3' },
  },
  'null where there is nothing': {
    feed: {
      providerName: null,
      movies: [
        film('a', { genres: null, tags: null, rating: null, credits: null, thumbnail: null }),
      ],
      series: null,
      shortFormVideos: [],
      liveFeeds: null,
      playlists: null,
      categories: null,
    },
    rows: { Movies: 'a' },
  },
  'titles in several languages': {
    feed: { movies: [film('a', { title: { en: 'One', fr: 'Un' } }), film('b')] },
    rows: { Movies: 'b' },
    lost: { noTitle: 'a' },
  },
  'dates as numbers and with slashes': {
    feed: {
      movies: [
        film('a', { releaseDate: 1462060800 }),
        film('b', { releaseDate: '05/01/2016' }),
        film('c', { releaseDate: '2016-05-01 00:00:00' }),
      ],
    },
    rows: { Movies: 'a b c' },
    facts: { c: { year: '2016' } },
  },
  'channels with only an address, and a kind without a title': {
    feed: {
      liveFeeds: [
        { id: 'l1', title: 'Live 1', url: at('1.m3u8') },
        { id: 'l2', title: 'Live 2', content: { videos: at('2.mpd') } },
        { id: 'l3', content: hls('3') },
      ],
    },
    rows: { Live: 'l1 l2' },
    lost: { noTitle: 'l3' },
    facts: { l2: { live: true, stream: { url: at('2.mpd'), type: 'application/dash+xml' } } },
  },
  'several qualities, the unusable ones first': {
    feed: {
      shortFormVideos: {
        ...{ id: 7, title: 'Seven' },
        content: {
          duration: '95.5',
          videos: [
            { url: '', quality: 'UHD', videoType: 'HLS' },
            { url: at('7.smil'), quality: 'HD' },
            { url: at('7-720.mp4?token=a.b'), quality: 'HD', bitrate: 3000 },
            { url: at('7.ism/manifest'), videoType: 'SMOOTH' },
          ],
        },
      },
    },
    rows: { Videos: '7' },
    facts: {
      7: { durationS: 95.5, stream: { url: at('7-720.mp4?token=a.b'), type: 'video/mp4' } },
    },
  },
  'the same film in several lists, and an id that two titles share': {
    feed: {
      movies: [film('a'), film('a')],
      tvSpecials: [film('a', { title: 'Another', content: hls('x') })],
      series: [{ id: 'a', title: 'A as a series', episodes: [film('a'), film('e')] }],
    },
    rows: { Series: 'a~2', Movies: 'a', Specials: 'a~3' },
    lost: { sameId: 'a' },
  },
  'categories that name nothing that exists': {
    feed: {
      movies: [film('a', { tags: 'Drama, New' }), film('b', { genres: 'comedy' })],
      categories: [
        { name: 'Featured', playlistName: 'featured' },
        { name: 'Drama', query: 'drama AND new', order: 'most_recent' },
        { name: 'Comedy', query: 'Comedy' },
      ],
    },
    rows: { Drama: 'a', Comedy: 'b' },
  },
  'rubbish between the entries': {
    feed: {
      movies: [
        null,
        'text',
        5,
        [],
        film('a'),
        { id: 'b' },
        { title: 'C' },
        film('d', { content: null }),
      ],
    },
    rows: { Movies: 'a' },
    lost: { notAnObject: 'movies', noId: 'C', noTitle: 'b', noVideo: 'd' },
  },
};

const xml: Readonly<Record<string, Shape>> = {
  'the other address of the namespace, and another prefix': {
    feed: rss(
      `<item><guid>a</guid><m:title>A</m:title><m:content url="${at('a.mp4')}" type="video/mp4" duration="90"/></item>`,
      'xmlns:m="http://www.rssboard.org/media-rss"',
    ),
    rows: { Movies: 'a' },
    facts: { a: { title: 'A', durationS: 90 } },
  },
  'a prefix that is not declared': {
    feed: rss(
      `<item><guid>a</guid><title>A</title><media:content url="${at('a.m3u8')}"/></item>`,
      '',
    ),
    rows: { Movies: 'a' },
  },
  'a podcast with pictures': {
    feed: rss(
      `<itunes:author>N</itunes:author><item><guid isPermaLink="false">a</guid><title>A</title>
       <enclosure url="${at('a.jpg')}" type="image/jpeg" length="1"/>
       <enclosure url="${at('a.mp4')}" type="video/mp4" length="1"/><itunes:duration>1:02:03</itunes:duration>
       <itunes:image href="${at('cover.jpg')}"/></item>`,
      'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    ),
    rows: { Movies: 'a' },
    facts: {
      a: { durationS: 3723, art: at('a.jpg'), stream: { url: at('a.mp4'), type: 'video/mp4' } },
    },
  },
  'everything inside the content element, with a picture as content': {
    feed: rss(
      `<item><guid>a</guid><media:group><media:content url="${at('a.jpg')}" medium="image"/>
       <media:content url="${at('a.m3u8')}" type="application/x-mpegURL"><media:title>A</media:title>
       <media:description>D</media:description></media:content></media:group></item>`,
    ),
    rows: { Movies: 'a' },
    facts: { a: { title: 'A', description: 'D', art: at('a.jpg') } },
  },
  'several channels, and items beside them': {
    feed: `<rss ${media}><channel><item><guid>a</guid><title>A</title><enclosure url="${at('a.mp4')}"/></item></channel>
      <channel><item><guid>b</guid><title>B</title><enclosure url="${at('b.mp4')}"/></item></channel>
      <item><guid>c</guid><title>C</title><enclosure url="${at('c.mp4')}"/></item></rss>`,
    rows: { Movies: 'a b c' },
  },
  'Atom with media elements': {
    feed: `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" ${media}><title>N</title>
      <entry><id>tag:a</id><title>A</title><summary>Sum</summary><published>2026-03-10T14:05:00Z</published>
      <media:group><media:content url="${at('a.m3u8')}" type="application/vnd.apple.mpegurl"/></media:group></entry>
      <entry><id>b</id><title>B</title><link rel="enclosure" href="${at('b.mp4')}" type="video/mp4"/></entry>
      <entry><id>c</id><title>C</title><link rel="alternate" href="${at('c.html')}"/></entry></feed>`,
    rows: { Movies: 'tag:a b' },
    lost: { noVideo: 'c' },
    facts: { 'tag:a': { description: 'Sum', addedAt: Date.UTC(2026, 2, 10, 14, 5) } },
  },
  'sources of a web player': {
    feed: rss(
      `<item><guid>a</guid><title>A</title><jwplayer:source file="${at('a.m3u8')}" type="application/vnd.apple.mpegurl"/>
       <jwplayer:source file="${at('a.mp4')}" type="video/mp4"/></item>`,
      'xmlns:jwplayer="http://rss.jwplayer.com/"',
    ),
    rows: { Movies: 'a' },
    facts: { a: { stream: { url: at('a.m3u8'), type: 'application/vnd.apple.mpegurl' } } },
  },
  'no id but a link, and neither': {
    feed: rss(
      `<item><title>A</title><link>${at('a')}</link><enclosure url="${at('a.mp4')}"/></item>
       <item><title>B</title><enclosure url="${at('b.mp4')}"/></item>`,
    ),
    rows: { Movies: at('a') },
    lost: { noId: 'B' },
  },
  'a document type, entities of HTML, and HTML that is not escaped': {
    feed: `<?xml version="1.0"?>\n<!DOCTYPE rss [ <!ENTITY nbsp "&#160;"> ]>\n${rss(
      `<item><guid>a</guid><title>Caf&#233; &amp; bar</title><description>One<br>two</description>
       <enclosure url="${at('a.mp4?x=1&amp;y=2')}"/></item>`,
    ).replace(/^.*\n/, '')}`,
    rows: { Movies: 'a' },
    facts: { a: { title: 'Café & bar', stream: { url: at('a.mp4?x=1&y=2'), type: 'video/mp4' } } },
  },
  'only a page with a player': {
    feed: rss(
      `<item><guid>a</guid><title>A</title><media:content><media:player url="${at('a.html')}"/></media:content></item>
       <item><guid>b</guid><title>B</title><enclosure url="${at('b.mp4')}"/></item>`,
    ),
    rows: { Movies: 'b' },
    lost: { noVideo: 'a' },
  },
  'a guid that every item has': {
    feed: rss(
      ['a', 'b', 'c']
        .map(
          (n) =>
            `<item><guid>0</guid><title>${n}</title><enclosure url="${at(`${n}.mp4`)}"/></item>`,
        )
        .join(''),
    ),
    rows: { Movies: '0 0~2 0~3' },
  },
};

describe.each([
  ['JSON', direct],
  ['MRSS', xml],
] as const)('%s as it is found', (_, shapes) => {
  it.each(Object.entries(shapes))('%s', async (_name, { feed, rows, lost = {}, facts = {} }) => {
    const response =
      typeof feed === 'string'
        ? { status: 200, contentType: 'text/xml', text: feed }
        : json(200, feed);
    const catalogue = readFeed(response);
    expect(rowsOf(catalogue)).toEqual(rows);
    expect(lostOf(catalogue)).toEqual(lost);
    const items = itemsOf(catalogue);
    for (const [id, fact] of Object.entries(facts)) {
      expect(
        items.find((item) => item.id === id),
        id,
      ).toMatchObject(fact);
    }
    // Nothing is lost without a reason.
    const { entries, leftOut } = catalogue.report;
    expect(items.length + countOf(leftOut)).toBe(entries);
    // The app, which loads the reader of MRSS only when it is needed, reads the same.
    expect(await loadFeed(response)).toEqual(catalogue);
  });
});

it('a page and an empty answer are not taken for MRSS', async () => {
  const page = { status: 200, contentType: 'text/html', text: '<!doctype html><p>Sign in</p>' };
  await expect(loadFeed(page)).rejects.toMatchObject({ code: 'captive_portal' });
  const text = { status: 200, contentType: 'text/plain', text: '' };
  await expect(loadFeed(text)).rejects.toMatchObject({ name: 'PassError' });
});
