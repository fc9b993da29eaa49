import { describe, expect, it } from 'vitest';
import { readFeed } from '../../core/catalogue/readFeed.ts';
import type { Item } from '../../core/catalogue/types.ts';
import { json } from '../support/ports.ts';
import { itemOf, launched, scripted } from '../support/scripted.ts';

const hls = { url: 'https://s/a.m3u8', videoType: 'HLS' };
const widevine = {
  system: 'widevine',
  licenseUrl: 'https://l/w',
  headers: { 'X-Channel': 'secret-of-the-licence' },
};
const film = (content: object, more: object = {}) => ({ id: 'a', title: 'A', content, ...more });
const read = (entry: object) => readFeed(json(200, { movies: [entry] }));
const itemFrom = (entry: object): Item | undefined => read(entry).rows[0]?.items[0];

describe('the protection of a free title in the feed', () => {
  it.each([
    ['in content', film({ videos: [hls], drm: [widevine] })],
    ['as one object', film({ videos: [hls], drm: widevine })],
    ['of the video itself', film({ videos: { ...hls, drm: [widevine] } })],
    ['beside content', film({ videos: [hls] }, { drm: [widevine] })],
    [
      'of the video rather than of the title',
      film({ videos: [{ ...hls, drm: widevine }], drm: [{ system: 'clearkey' }] }),
    ],
  ])('is read %s', (_, entry) => {
    expect(itemFrom(entry)?.stream).toEqual({
      url: 'https://s/a.m3u8',
      type: 'application/vnd.apple.mpegurl',
      drm: [widevine],
    });
  });

  it.each([[[]], [null], ['none'], [undefined]])('is absent when `drm` is %j', (drm) => {
    expect(itemFrom(film({ videos: [hls], drm }))?.stream).not.toHaveProperty('drm');
  });

  it('that no device can use is named in the report, and the title is shown', () => {
    const catalogue = read(
      film({ videos: [hls], drm: [{ system: 'fairplay', licenseUrl: '/l' }] }),
    );
    expect(catalogue.rows[0]?.items[0]?.stream?.drm).toEqual([]);
    expect(catalogue.report).toMatchObject({
      leftOut: [],
      noted: [{ reason: 'unusableDrm', count: 1, examples: ['a'] }],
    });
  });

  it('is not taken for a title for subscribers, whose stream comes from the playback endpoint', () => {
    const entry = film(
      { videos: [hls], drm: [widevine] },
      { couchpass: { access: 'subscription', resource: 'MAIN' } },
    );
    expect(JSON.stringify(read(entry))).not.toMatch(/widevine|secret/);
  });

  it('is read from MRSS', () => {
    const text = `<rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:c="urn:couchpass:feed"><channel>
      <item><guid>a</guid><title>A</title>
      <media:content url="https://s/a.mpd" type="application/dash+xml"/>
      <c:drm system="playready" licenseUrl="https://l/p?a=1&amp;b=2" customData="d" certificateUrl="https://l/c"/>
      <c:drm system="widevine" licenseUrl="https://l/w"><c:header name="X-Channel" value="t"/></c:drm>
      </item></channel></rss>`;
    const { rows } = readFeed({ status: 200, contentType: 'text/xml', text });
    expect(rows[0]?.items[0]?.stream?.drm).toEqual([
      {
        ...{ system: 'playready', licenseUrl: 'https://l/p?a=1&b=2' },
        ...{ customData: 'd', certificateUrl: 'https://l/c' },
      },
      { system: 'widevine', licenseUrl: 'https://l/w', headers: { 'X-Channel': 't' } },
    ]);
  });
});

describe('a protected free title', () => {
  const feedWith =
    (...drm: object[]) =>
    () =>
      json(200, { movies: [film({ videos: [hls], drm })] });

  it('plays with the protection from the feed, without a request and without storing it', async () => {
    const world = await launched(scripted({ feed: feedWith(widevine) }));
    world.app.send({ type: 'PLAY', item: itemOf(world, 'a') });
    expect(world.on('player').stream.drm).toEqual([widevine]);
    world.app.send({ type: 'POSITION', position: 600, duration: 5_400 });
    world.app.send({ type: 'BACK' });
    await world.advance(0);
    expect([world.count('play'), world.count('authorize')]).toEqual([0, 0]);
    expect(world.ports.stored.has('couchpass/positions')).toBe(true);
    const kept = JSON.stringify([...world.ports.stored, world.app.log.entries]);
    expect(kept).not.toMatch(/secret-of-the-licence|https:\/\/l\//);
  });

  it('whose licence is refused plays with what the feed has now', async () => {
    const world = await launched(scripted({ feed: feedWith(widevine) }));
    world.app.send({ type: 'PLAY', item: itemOf(world, 'a') });
    const newer = { ...widevine, headers: { 'X-Channel': 'newer' } };
    world.script.feed = feedWith(newer);
    world.app.send({ type: 'STREAM_FAILED', failure: 'drm_refused' });
    await world.advance(0);
    expect(world.on('player').stream.drm).toEqual([newer]);
    // Only once.
    world.app.send({ type: 'STREAM_FAILED', failure: 'drm_refused' });
    expect(world.on('notAvailable').problem.trace).toBe('drm_refused');
    expect([world.count('feed'), world.count('authorize')]).toEqual([2, 0]);
  });

  it('whose licence is refused is reported as that when the feed has nothing new', async () => {
    const world = await launched(scripted({ feed: feedWith(widevine) }));
    world.app.send({ type: 'PLAY', item: itemOf(world, 'a') });
    world.app.send({ type: 'STREAM_FAILED', failure: 'drm_refused' });
    await world.advance(0);
    expect(world.on('notAvailable')).toMatchObject({
      canRetry: true,
      problem: { key: 'stream', trace: 'drm_refused' },
    });
  });
});
