import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../apps/sandbox/programmer/index.ts';
import { readFeed } from '../../core/catalogue/readFeed.ts';
import { createStage, feedOf, itemsOf, ORIGIN } from './programmer.support.ts';
import { pair } from './rig.ts';
import { childrenOf, readStrictXml, textOf, type XmlElement } from './strictXml.ts';

async function channelOf(stage = createStage()): Promise<XmlElement> {
  const response = await stage.get('feed.xml');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
  const rss = readStrictXml(await response.text());
  expect(rss).toMatchObject({
    name: 'rss',
    attributes: { version: '2.0', 'xmlns:media': 'http://search.yahoo.com/mrss/' },
  });
  const [channel] = childrenOf(rss, 'channel');
  if (!channel) throw new Error('there is no channel');
  return channel;
}

/** Every content of an item, whether in a group or not. */
function contentsOf(item: XmlElement): XmlElement[] {
  const [group] = childrenOf(item, 'media:group');
  return childrenOf(group ?? item, 'media:content');
}

describe('the MRSS feed', () => {
  it('has a channel with a name, a language and a date', async () => {
    const channel = await channelOf();
    expect(textOf(channel, 'title')).toBe('Northstar');
    expect(textOf(channel, 'language')).toBe('en');
    expect(textOf(channel, 'link')).toBe(ORIGIN);
    expect(Date.parse(textOf(channel, 'lastBuildDate') ?? '')).toBeGreaterThan(0);
  });

  it('has every item of the JSON feed, in its order and word for word', async () => {
    const stage = createStage();
    const items = childrenOf(await channelOf(stage), 'item');
    const feed = await feedOf(stage);
    const told = items.map((item) => ({
      id: textOf(item, 'guid'),
      title: textOf(item, 'title'),
      short: textOf(item, 'description'),
      long: textOf(item, 'media:description'),
      added: Date.parse(textOf(item, 'pubDate') ?? ''),
      genres: childrenOf(item, 'category').map(({ text }) => text),
      tags: (textOf(item, 'media:keywords') ?? '').split(', ').filter((tag) => tag !== ''),
      rating: textOf(item, 'media:rating'),
      thumbnail: childrenOf(item, 'media:thumbnail')[0]?.attributes,
      durations: [...new Set(contentsOf(item).map(({ attributes }) => attributes.duration))],
      videos: contentsOf(item).flatMap(({ attributes }) => attributes.url ?? []),
      couchpass: {
        access: textOf(item, 'couchpass:access'),
        resource: textOf(item, 'couchpass:resource'),
        tint: textOf(item, 'couchpass:tint'),
      },
    }));
    const wanted = (item: FeedItem) => ({
      id: item.id,
      title: item.title,
      short: item.shortDescription,
      long: item.longDescription,
      added: Date.parse(item.content.dateAdded),
      genres: item.genres,
      tags: item.tags,
      rating: item.rating.rating,
      thumbnail: { url: item.thumbnail, width: '960', height: '540' },
      durations: [item.content.duration?.toString()],
      videos: item.content.videos.map(({ url }) => url),
      couchpass: { resource: undefined, ...item.couchpass },
    });
    expect(told).toEqual(itemsOf(feed).map(wanted));
    expect(told.length).toBeGreaterThanOrEqual(40);
  });

  it('has the same rows, at least five, with the same items in the same order', async () => {
    const stage = createStage();
    const rows = new Map<string, Array<{ id: string; at: number }>>();
    for (const item of childrenOf(await channelOf(stage), 'item'))
      for (const { attributes, text } of childrenOf(item, 'media:category')) {
        const row = rows.get(attributes.label ?? '') ?? [];
        rows.set(attributes.label ?? '', row);
        row.push({ id: textOf(item, 'guid') ?? '', at: Number(text) });
      }
    const feed = await feedOf(stage);
    expect(rows.size).toBeGreaterThanOrEqual(5);
    for (const { name, itemIds } of feed.playlists)
      expect(
        rows
          .get(name)
          ?.sort((a, b) => a.at - b.at)
          .map(({ id }) => id),
      ).toEqual(itemIds);
    expect(rows.size).toBe(feed.playlists.length);
  });

  it('is the same catalogue for the app as the JSON feed', async () => {
    const stage = createStage();
    const read = async (path: string) => {
      const response = await stage.get(path);
      const contentType = response.headers.get('content-type')?.split(';')[0] ?? '';
      const catalogue = readFeed({ status: 200, contentType, text: await response.text() });
      // JSON and MRSS name the same ratings by different schemes.
      return JSON.parse(
        JSON.stringify(catalogue, (key, value) => (key === 'ratingSource' ? undefined : value)),
      );
    };
    const catalogue = await read('feed.xml');
    expect(catalogue.report).toMatchObject({ leftOut: [], noted: [] });
    expect(catalogue).toEqual(await read('feed.json'));
  });

  it('has free, protected and live items; the protected ones without an address', async () => {
    const kinds = new Set<string>();
    for (const item of childrenOf(await channelOf(), 'item')) {
      const access = textOf(item, 'couchpass:access') ?? '';
      const contents = contentsOf(item);
      expect(contents.length).toBeGreaterThan(0);
      for (const { attributes, children } of contents) {
        kinds.add(`${access} ${attributes.expression}`);
        if (access === 'free')
          expect(attributes.type).toMatch(/^(application\/vnd\.apple\.mpegurl|video\/webm)$/);
        else {
          expect(attributes).not.toHaveProperty('url');
          expect(children).toMatchObject([
            { name: 'media:player', attributes: { url: `${ORIGIN}/programmer/play` } },
            { name: 'media:price', attributes: { type: 'subscription' } },
          ]);
        }
      }
    }
    expect([...kinds].sort()).toEqual([
      'free full',
      'free nonstop',
      'subscription full',
      'subscription nonstop',
    ]);
  });

  it('names the resource of a protected item as MRSS, too, and providers take it', async () => {
    const { sandbox, client } = await pair();
    const source = await (await fetch(`${sandbox.url}/programmer/feed.xml`)).text();
    const [channel] = childrenOf(readStrictXml(source), 'channel');
    const items = channel ? childrenOf(channel, 'item') : [];
    const film = items.find((item) => textOf(item, 'guid') === 'the-long-meridian');
    const resource = film && textOf(film, 'couchpass:mrssResource');
    if (!resource) throw new Error('the film has no resource');
    const document = readStrictXml(`<?xml version="1.0" encoding="UTF-8"?>${resource}`);
    expect(document).toMatchObject({
      name: 'rss',
      children: [
        {
          name: 'channel',
          children: [
            { name: 'title', text: 'NORTHSTAR-MAIN' },
            {
              name: 'item',
              children: [
                { name: 'title', text: 'The Long Meridian' },
                { name: 'guid', text: 'the-long-meridian' },
                { name: 'media:rating', attributes: { scheme: 'urn:v-chip' } },
              ],
            },
          ],
        },
      ],
    });
    await client.signIn('kim');
    const [denied] = (await client.authorize(resource)).json.decisions;
    expect(denied.error.code).toBe('authorization_denied_by_parental_controls');
    await client.signIn('alex', 'HarborTV');
    const [permitted] = (await client.authorize(resource, 'HarborTV')).json.decisions;
    expect(permitted).toMatchObject({ authorized: true, resource });
    const playing = await fetch(`${sandbox.url}/programmer/play`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        item: 'the-long-meridian',
        mediaToken: permitted.token.serializedToken,
      }),
    });
    expect(playing.status).toBe(200);
  });
});
