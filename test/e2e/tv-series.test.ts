import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Remote } from '../support/Remote.ts';
import type { Running } from '../support/testEnv.ts';
import { startSmallTestEnv } from './tv.rig.ts';

let browser: Browser;
let world: Running;
let context: BrowserContext;
let page: Page;
let tv: Remote;
let feed: object;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startSmallTestEnv()]);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 640, height: 360 } });
  page = await context.newPage();
  tv = new Remote(page);
  await page.route('**/programmer/feed.json', (route) => route.fulfill({ json: feed }));
  return () => context.close();
});

const episode = (id: string, episodeNumber: number) => ({
  ...{ id, title: `Part ${id}`, episodeNumber, shortDescription: 'Short.' },
  content: { duration: 60, videos: [{ videoType: 'HLS', url: `${world.tvUrl}/none/${id}.m3u8` }] },
});
const film = (id: string) => ({ ...episode(id, 1), title: `Film ${id}` });

it('a series of two seasons: its third episode of the second is found by keys, and played', async () => {
  const seasons = [1, 2].map((seasonNumber) => ({
    seasonNumber,
    episodes: [1, 2, 3].map((number) => episode(`${seasonNumber}${number}`, number)),
  }));
  feed = { series: [{ id: 's', title: 'The Long Road', seasons }] };
  await page.goto(world.tvUrl);
  await tv.on('home');
  await page.waitForSelector('#mirror [data-id="row-0-item-0"]', { state: 'attached' });
  await tv.goTo('row-0-item-0');
  await tv.press('Enter');
  await tv.on('title');
  await tv.goTo('button-episodes');
  await tv.press('Enter');
  await page.waitForSelector('#mirror [data-id="choice-episode-5"]', { state: 'attached' });
  expect((await tv.read()).focused).toBe('choice-episode-0');
  await tv.goTo('choice-episode-5');
  await tv.press('Backspace');
  expect((await tv.read()).focused).toBe('button-episodes');
  await tv.press('Enter');
  await tv.goTo('choice-episode-5');
  const asked = page.waitForRequest((request) => request.url().includes('/none/'));
  await tv.press('Enter');
  expect((await asked).url()).toContain('/none/23.m3u8');
});

it('a feed that has changed moves no focus', async () => {
  feed = { movies: ['a', 'b', 'c'].map(film) };
  await page.clock.install();
  await page.goto(world.tvUrl);
  await tv.on('home');
  await page.waitForSelector('#mirror [data-id="row-0-item-2"]', { state: 'attached' });
  await tv.goTo('row-0-item-1');
  feed = { liveFeeds: [film('live')], movies: ['x', 'y', 'a', 'b', 'c'].map(film) };
  await page.clock.fastForward('07:00:00');
  await page.waitForSelector('#mirror [data-id="row-1-item-3"]', { state: 'attached' });
  expect((await tv.read()).focused).toBe('row-1-item-3');
  const html = await page.innerHTML('#mirror [data-id="row-1-item-3"]');
  const label = await page.getAttribute('#mirror [data-id="row-1-item-3"]', 'aria-label');
  expect(`${html} ${label}`).toContain('Film b');
});

it('captions of a file beside the stream are read', async () => {
  await page.route('**/programmer/feed.json', async (route) => {
    const answer = await route.fetch();
    const sent = (await answer.json()) as Record<string, { content: object; couchpass: object }[]>;
    for (const items of Object.values(sent).filter(Array.isArray)) {
      for (const item of items.filter(({ content }) => content)) {
        const captions = [{ url: `${world.tvUrl}/beside.vtt`, language: 'en' }];
        Object.assign(item.content, { captions });
      }
    }
    await route.fulfill({ response: answer, json: sent });
  });
  const body = 'WEBVTT\n\n00:00.000 --> 10:00.000\nWords from beside.\n';
  await page.route('**/beside.vtt', (route) => route.fulfill({ contentType: 'text/vtt', body }));
  await page.goto(world.tvUrl);
  await tv.on('home');
  await page.waitForSelector('#mirror [data-id="row-0-item-0"]', { state: 'attached' });
  const free = await page.evaluate(
    () =>
      [...document.querySelectorAll('#mirror [data-id*="-item-"]')]
        .find((card) => /^Undergrowth, Free/.test(card.getAttribute('aria-label') ?? ''))
        ?.getAttribute('data-id') ?? '',
  );
  await tv.choose(free);
  await tv.on('title');
  await tv.choose('button-play');
  await tv.on('player');
  await tv.videoPlays(0.2);
  await tv.choose('button-captions');
  const last = (await tv.read()).things.filter(({ id }) => id.startsWith('choice-captions')).at(-1);
  await tv.choose(last?.id ?? '');
  const cues = () =>
    page.evaluate(() =>
      [...(document.querySelector('video')?.textTracks ?? [])]
        .filter(({ mode }) => mode === 'showing')
        .flatMap(({ activeCues }) => [...(activeCues ?? [])].map((cue) => (cue as VTTCue).text))
        .join(' '),
    );
  await expect.poll(cues, { timeout: 20_000 }).toContain('Words from beside.');
});
