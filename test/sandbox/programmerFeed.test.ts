import { describe, expect, it } from 'vitest';
import { readFeed } from '../../core/catalogue/readFeed.ts';
import { createStage, feedOf, itemsOf, ORIGIN } from './programmer.support.ts';

describe('the feed', () => {
  it('has at least five rows and forty items, every id once', async () => {
    const feed = await feedOf(createStage());
    const ids = itemsOf(feed).map((item) => item.id);
    expect(feed.categories.length).toBeGreaterThanOrEqual(5);
    expect(ids.length).toBeGreaterThanOrEqual(40);
    expect(new Set(ids).size).toBe(ids.length);
    expect(feed).toMatchObject({ providerName: 'Northstar', language: 'en' });
    expect(new Date(feed.lastUpdated).getTime()).toBeGreaterThan(0);
  });

  it('names only items and playlists that exist, and leaves no item out of the rows', async () => {
    const feed = await feedOf(createStage());
    const known = new Set(itemsOf(feed).map((item) => item.id));
    const playlists = new Map(feed.playlists.map((list) => [list.name, list.itemIds]));
    const shown = new Set<string>();
    for (const category of feed.categories) {
      const ids = playlists.get(category.playlistName) ?? [];
      expect(ids.length, category.name).toBeGreaterThan(0);
      for (const id of ids) {
        expect(known, `${id} in ${category.name}`).toContain(id);
        shown.add(id);
      }
    }
    expect([...known].filter((id) => !shown.has(id))).toEqual([]);
  });

  it('gives no address of a protected stream, and one that opens for every free item', async () => {
    const stage = createStage();
    for (const item of itemsOf(await feedOf(stage))) {
      const { access, resource } = item.couchpass;
      if (access === 'subscription') {
        expect(resource, item.id).toMatch(/^NORTHSTAR-(MAIN|SPORT|NEWS|KIDS)$/);
        expect(item.content.videos, item.id).toEqual([]);
        continue;
      }
      expect(resource, item.id).toBeUndefined();
      expect(item.content.videos.length, item.id).toBeGreaterThan(0);
      for (const { url } of item.content.videos) {
        expect(url.startsWith(`${ORIGIN}/programmer/streams/free/`)).toBe(true);
        expect((await stage.get(url)).status, url).toBe(200);
      }
    }
  });

  it('keeps to the limits of the format', async () => {
    const feed = await feedOf(createStage());
    for (const item of itemsOf(feed)) {
      expect(item.title).not.toBe('');
      expect(item.shortDescription.length, item.id).toBeLessThanOrEqual(200);
      expect(item.longDescription.length, item.id).toBeLessThanOrEqual(500);
      expect(item.releaseDate).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(item.thumbnail).toBe(`${ORIGIN}/programmer/art/${item.id}.jpg?w=960`);
      expect(item.couchpass.tint).toMatch(/^#[0-9a-f]{6}$/);
      for (const tag of item.tags) expect(tag.length).toBeLessThanOrEqual(20);
      const live = feed.liveFeeds.includes(item);
      if (live) expect(item.content.duration).toBeUndefined();
      else expect(item.content.duration).toBeGreaterThan(0);
    }
  });

  it('opens with a protected film, has a free item among the first five, and a sport channel', async () => {
    const stage = createStage();
    const text = await (await stage.get('feed.json')).text();
    const { rows } = readFeed({ status: 200, contentType: 'application/json', text });
    const opening = rows[0]?.items.slice(0, 5) ?? [];
    expect(opening[0]).toMatchObject({
      title: 'The Long Meridian',
      access: 'subscription',
      resource: 'NORTHSTAR-MAIN',
    });
    expect(opening.map((item) => item.access)).toContain('free');
    const channels = rows.find((row) => row.items.every((item) => item.live))?.items ?? [];
    expect(channels.map((item) => item.resource)).toContain('NORTHSTAR-SPORT');
  });
});
