import { describe, expect, it } from 'vitest';
import { playbackRequest, readPlayback } from '../../core/catalogue/playback.ts';
import { feedRequest, readFeed } from '../../core/catalogue/readFeed.ts';
import { PassError } from '../../core/pass/errors.ts';
import { html, json } from '../support/ports.ts';

const video = (url: string, videoType: string) => ({ videos: [{ url, videoType }] });

describe('the feed', () => {
  it('is asked for by GET', () => {
    expect(feedRequest('https://n/feed.json')).toEqual({
      method: 'GET',
      url: 'https://n/feed.json',
      headers: { Accept: 'application/json, application/rss+xml;q=0.9, */*;q=0.5' },
      followsRedirects: true,
    });
  });

  it('becomes rows of items; unknown ids, empty rows and unplayable items are left out', () => {
    const catalogue = readFeed(
      json(200, {
        providerName: 'Northstar',
        movies: [
          {
            id: 'a',
            title: 'A',
            longDescription: 'Long.',
            shortDescription: 'Short.',
            thumbnail: 'https://art/a.jpg',
            genres: ['drama'],
            releaseDate: '2026-04-01',
            rating: { rating: '14+' },
            content: { ...video('https://s/a.m3u8', 'HLS'), duration: 90 },
            couchpass: { access: 'subscription', resource: 'MAIN', tint: '#112233' },
          },
          { id: 'nothing', title: 'Nothing to play', content: {} },
          { id: 5, title: 'No id' },
        ],
        liveFeeds: [
          { id: 'l', title: 'L', content: { ...video('https://s/l.mpd', 'DASH'), duration: 9 } },
        ],
        playlists: [
          { name: 'p', itemIds: ['a', 'gone', 'l', 'nothing'] },
          { name: 'empty', itemIds: [] },
        ],
        categories: [
          { name: 'First', playlistName: 'p' },
          { name: 'Empty', playlistName: 'empty' },
          { name: 'Unknown', playlistName: 'x' },
        ],
      }),
    );
    expect(catalogue).toEqual({
      providerName: 'Northstar',
      report: {
        entries: 4,
        leftOut: [{ reason: 'noVideo', count: 2, examples: ['nothing', '5'] }],
        noted: [
          { reason: 'playlistMisses', count: 2, examples: ['p: gone', 'p: nothing'] },
          { reason: 'emptyCategory', count: 1, examples: ['Empty'] },
          { reason: 'noSuchPlaylist', count: 1, examples: ['Unknown'] },
        ],
      },
      rows: [
        {
          id: 'row-0',
          title: 'First',
          items: [
            {
              id: 'a',
              title: 'A',
              description: 'Long.',
              art: 'https://art/a.jpg',
              live: false,
              access: 'subscription',
              resource: 'MAIN',
              tint: '#112233',
              genre: 'drama',
              year: '2026',
              releasedAt: Date.UTC(2026, 3, 1),
              rating: '14+',
              durationS: 90,
            },
            {
              id: 'l',
              title: 'L',
              description: '',
              art: '',
              live: true,
              kind: 'live',
              access: 'free',
              stream: { url: 'https://s/l.mpd', type: 'application/dash+xml' },
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['an error page', html(500), 'service_failed'],
    ['not found', html(404), 'feed_missing'],
    ['a login page of the network', html(200), 'captive_portal'],
    ["somebody else's JSON", json(200, { ok: true }), 'not_the_service'],
    ['cut off', { ...json(200, {}), text: '{"mov' }, 'unreadable_answer'],
  ])('%s is a PassError', (_, response, code) => {
    expect(() => readFeed(response)).toThrow(expect.objectContaining({ name: 'PassError', code }));
  });
});

describe('the playback endpoint', () => {
  it('gets the media token in the body, never in the address', () => {
    expect(playbackRequest('https://n/play', 'a', 'TOKEN')).toEqual({
      method: 'POST',
      url: 'https://n/play',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: '{"item":"a","mediaToken":"TOKEN"}',
      followsRedirects: true,
    });
  });

  it('answers with the stream', () => {
    const stream = { url: 'https://s/a.m3u8', type: 'application/vnd.apple.mpegurl' };
    expect(readPlayback(json(200, stream))).toEqual(stream);
  });

  it.each([
    [
      'a refused token',
      json(403, { error: 'media_token_rejected', verdict: 'TOKEN_EXPIRED' }),
      'playback_refused',
    ],
    ['a refusal without a word', { ...html(403, ''), contentType: '' }, 'playback_refused'],
    ["a proxy's page", html(403), 'not_the_service'],
    ['a login page of the network', html(200), 'captive_portal'],
    ['a failure', html(502), 'service_failed'],
    ['no address', json(200, {}), 'not_the_service'],
  ])('%s is a PassError', (_, response, code) => {
    const read = () => readPlayback(response);
    expect(read).toThrow(PassError);
    expect(read).toThrow(expect.objectContaining({ code }));
  });
});
