import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Remote } from '../support/Remote.ts';
import type { Running } from '../support/testEnv.ts';
import { startSmallTestEnv } from './tv.rig.ts';

let browser: Browser;
let world: Running;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startSmallTestEnv()]);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** JSON values that may stand where another one is expected. */
const oddities: readonly unknown[] = [null, true, 7, -1.5, '', '\u0000', [], [null], {}, { a: 1 }];

const whole = (id: string) => ({
  id,
  title: `Title ${id}`,
  shortDescription: 'Short.',
  longDescription: 'Long.',
  thumbnail: 'nowhere.jpg',
  genres: ['drama'],
  releaseDate: '2024-05-06',
  rating: { rating: 'PG', ratingSource: 'MPAA' },
  content: {
    duration: 60,
    videos: [{ videoType: 'HLS', url: 'https://nowhere.example/a.m3u8', quality: 'HD' }],
  },
  couchpass: { access: 'free', tint: '#336699' },
});

/** One title for each way in which one part of it may be of the wrong type. */
function oddTitles(): Record<string, unknown>[] {
  const titles: Record<string, unknown>[] = [];
  for (const key of Object.keys(whole(''))) {
    for (const oddity of oddities) {
      titles.push({ ...whole(`odd-${titles.length}`), [key]: oddity });
    }
  }
  for (const oddity of oddities) {
    for (const inner of [
      { content: { duration: oddity, videos: whole('').content.videos } },
      { content: { duration: 60, videos: [oddity, ...whole('').content.videos] } },
      { content: { duration: 60, videos: [{ videoType: oddity, url: oddity }] } },
      { couchpass: { access: oddity, resource: oddity, tint: oddity } },
      { couchpass: { access: 'subscription', resource: oddity } },
      { rating: { rating: oddity } },
      { genres: [oddity] },
    ]) {
      titles.push({ ...whole(`odd-${titles.length}`), ...inner });
    }
  }
  return titles;
}

function oddFeed(): unknown {
  const titles = oddTitles();
  const ids = titles.map(({ id }) => id);
  return {
    providerName: 7,
    movies: [...oddities, ...titles],
    series: null,
    shortFormVideos: 'none',
    tvSpecials: [...oddities],
    liveFeeds: {},
    playlists: [
      ...oddities,
      { name: 'all', itemIds: [...oddities, ...ids, 'unknown'] },
      ...oddities.map((itemIds, index) => ({ name: `odd ${index}`, itemIds })),
    ],
    categories: [
      ...oddities,
      ...oddities.map((name) => ({ name, playlistName: name })),
      ...oddities.map((_, index) => ({ name: `Odd ${index}`, playlistName: `odd ${index}` })),
      { name: 'All', playlistName: 'all', order: null },
    ],
  };
}

it('a feed with something odd in every place shows what can be shown, and each of it opens', async () => {
  const context = await browser.newContext({ viewport: { width: 640, height: 360 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  let body: unknown = oddities;
  await page.route('**/programmer/feed.json', (route) => route.fulfill({ json: body as object }));
  const tv = new Remote(page);

  // Not a feed at all: the app reports that, and offers to try again.
  await page.goto(world.tvUrl);
  await tv.on('home');
  await page.waitForSelector('#mirror [data-id="button-retry"]', { state: 'attached' });
  body = oddFeed();
  await tv.choose('button-retry');
  await page.waitForSelector('#mirror [data-id="row-0-item-0"]', { state: 'attached' });
  const things = (await tv.read()).things.filter(({ id }) => /^row-\d+-item-0$/.test(id));
  const rows = things.map(({ id }) => id.replace(/item-0$/, ''));
  const all = (await tv.read()).things;
  const sizes = rows.map((row) => all.filter(({ id }) => id.startsWith(row)));
  // The row with all titles; some wrong lists contain an item, too.
  const shown = sizes.reduce((most, row) => (row.length > most.length ? row : most));
  // Only titles without a name, an id or a stream are left out.
  expect(shown.length).toBeGreaterThan(oddTitles().length / 2);
  await tv.goTo(shown[0]?.id ?? '');
  for (const { id } of shown) {
    expect((await tv.read()).focused).toBe(id);
    await tv.press('Enter');
    await tv.on('title');
    await tv.press('Backspace');
    await tv.on('home');
    await tv.press('ArrowRight');
  }
  expect(complaints).toEqual([]);
  await context.close();
}, 180_000);
