import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../core/catalogue/readFeed.ts';
import { PassError } from '../../../core/index.ts';
import { damaged, fuzz, inherited, megabyteOf, read } from '../../support/fuzz.ts';

const isPassError = (thrown: unknown) => thrown instanceof PassError;
const head =
  '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:c="urn:couchpass:feed"><channel><title>N</title>';
const media =
  '<media:content url="https://a.example/x.m3u8" type="application/x-mpegURL" duration="60"/>';
const rssOf = (inside: string) => `${head}${inside}</channel></rss>`;
const itemOf = (inside: string) => `<item>${inside}</item>`;

const names = [
  ...['guid', 'title', 'description', 'pubDate', 'media:content', 'media:group', 'media:thumbnail'],
  ...[
    'media:category',
    'media:rating',
    'media:keywords',
    'c:access',
    'c:resource',
    'c:kind',
    'c:row',
  ],
  ...['c:tint', 'c:releaseDate', 'dcterms:valid', 'link', 'enclosure', ...inherited],
];
const values = [
  ...[
    '1',
    'A',
    '',
    'subscription',
    'live',
    'Mon, 30 Nov 2026 24:61:61 +9999',
    '2026-02-31',
    '0000-00-00',
  ],
  ...[
    'https://a.example/x.m3u8',
    'javascript:x',
    '&#x110000;',
    '&lt;b&gt;',
    '-1',
    '1e999',
    '99999999999',
  ],
  ...['start=2026-01-01; end=nonsense', 'PT99999999H', '\ud800', 'urn:couchpass:row'],
];
const attributes = fc
  .array(
    fc.tuple(
      fc.constantFrom('url', 'type', 'duration', 'scheme', 'label', 'xmlns:media', ...inherited),
      fc.constantFrom(...values),
    ),
    { maxLength: 4 },
  )
  .map((all) => all.map(([name, value]) => ` ${name}="${value}"`).join(''));
const element = fc
  .tuple(fc.constantFrom(...names), attributes, fc.constantFrom(...values, media))
  .map(([name, more, inside]) => `<${name}${more}>${inside}</${name}>`);
const items = fc
  .array(fc.tuple(fc.boolean(), fc.array(element, { maxLength: 6 })), { maxLength: 5 })
  .map((all) =>
    all
      .map(([plays, parts]) =>
        itemOf(`${plays ? `<guid>1</guid><title>A</title>${media}` : ''}${parts.join('')}`),
      )
      .join(''),
  );
const whole = rssOf(itemOf(`<guid>1</guid><title>A</title>${media}`));
const bodies = fc.oneof(
  items.map(rssOf),
  damaged(items.map(rssOf), '<', '>', '"', '&', '</item>', '<item>', ']]>', '<![CDATA['),
);

describe('a feed as MRSS', { timeout: 60_000 }, () => {
  it('is a catalogue of what can be shown and played, or a PassError', () => {
    let shown = 0;
    fc.assert(
      fc.property(bodies, (text) => {
        const answer = { status: 200, contentType: 'application/rss+xml', text };
        const feed = read(text, () => readFeed(answer), isPassError);
        if (!feed) return;
        shown += 1;
        for (const { title, items } of feed.rows) {
          expect(title).not.toBe('');
          for (const { id, title, access, resource, stream } of items) {
            expect([typeof id, typeof title]).toEqual(['string', 'string']);
            expect(access === 'subscription' ? resource : stream).toBeTruthy();
          }
        }
      }),
      fuzz(2_000),
    );
    expect(shown).toBeGreaterThan(100);
    expect(Object.prototype).not.toHaveProperty('url');
  });

  it.each<[string, string]>([
    ...[
      '<item>',
      '<item></item>',
      '<item a="',
      '<!--',
      '<![CDATA[',
      '&#x41;',
      '&',
      ' ',
      '<media:content ',
    ].map((unit): [string, string] => [unit, rssOf(megabyteOf(unit))]),
    ['items', rssOf(itemOf(`<guid>1</guid><title>A</title>${media}`).repeat(6_000))],
    ['attributes', rssOf(itemOf(`<media:content${' url="x"'.repeat(120_000)}/>`))],
    [
      'namespaces',
      `<rss${' xmlns:a="urn:x"'.repeat(60_000)}><channel>${itemOf('').repeat(1_000)}</channel></rss>`,
    ],
    ['rows', rssOf('<c:row>A</c:row>'.repeat(60_000))],
    [
      'places in rows',
      rssOf(
        itemOf(
          `<guid>1</guid>${'<media:category scheme="urn:couchpass:row" label="A">1</media:category>'.repeat(14_000)}`,
        ),
      ),
    ],
    ['a long date', rssOf(itemOf(`<pubDate>${megabyteOf('Mon, ')}</pubDate>`))],
    ['a long number', rssOf(itemOf(`<media:content url="x" duration="${megabyteOf('9')}"/>`))],
    ['keywords', rssOf(itemOf(`<media:keywords>${megabyteOf('a,')}</media:keywords>`))],
    [
      'other titles with one id',
      whole.replace(
        '</channel>',
        itemOf('<guid>1</guid><title>B</title>').repeat(25_000).concat('</channel>'),
      ),
    ],
  ])('takes no time for a megabyte of %s', (what, text) => {
    read(what, () => readFeed({ status: 200, contentType: '', text }), isPassError);
  });
});
