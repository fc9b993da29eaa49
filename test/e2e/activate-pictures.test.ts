import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Cell, comparePictures } from '../support/pictures.ts';
import { browser, testEnv } from './activate.rig.ts';
import { brokenRules } from './secondScreen/access.ts';
import { SteadyService } from './secondScreen/service.ts';
import { allPictures, standStill, tooWide, twice } from './secondScreen/still.ts';
import { tour } from './secondScreen/tour.ts';

/** Small phone, phone, laptop. In the sheet, the laptop is drawn smaller. */
const widths = [
  { width: 320, shown: 320 },
  { width: 390, shown: 390 },
  { width: 1280, shown: 640 },
] as const;
/** One of the walks uses the dark colours. */
const walks = [
  { language: 'en', colorScheme: 'light' },
  { language: 'es', colorScheme: 'light' },
  { language: 'fr', colorScheme: 'light' },
  { language: 'nl', colorScheme: 'dark' },
] as const;
const evening = Date.UTC(2026, 2, 14, 20);

const sideways: string[] = [];
const inaccessible: string[] = [];
/** By the step's name: one row of widths for each language. */
const pictures = new Map<string, Cell[]>();

beforeAll(async () => {
  for (const each of walks) await walk(each);
  await withoutScript();
}, 600_000);

async function walk({ language, colorScheme }: (typeof walks)[number]): Promise<void> {
  const service = new SteadyService(testEnv.sandboxUrl);
  const page = await open({ locale: language, colorScheme });
  await service.answerIn(page.context(), testEnv.sandboxUrl);
  await page.clock.install({ time: evening });
  await page.clock.pauseAt(evening + 60_000);
  await tour(page, service, testEnv.activateUrl, async (name) => {
    const what = `${name}, ${language}`;
    await take(page, name, what);
    if (language !== 'fr') return;
    // The longest language is also shown enlarged.
    await enlarge(page, what);
    // The page waits by its own clock, which only the test moves: 1 ms at a time, so that nothing expires.
    await watchAccess(page, what, () => page.clock.runFor(1));
  });
  await page.context().close();
}

/** Script is switched off, or does not load: the page shows the message in all languages at once. */
async function withoutScript(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const off = await open({ colorScheme, javaScriptEnabled: false });
    await off.goto(testEnv.activateUrl);
    const missing = await open({ colorScheme });
    await missing.route('**/*.js', (route) => route.abort());
    await missing.goto(testEnv.activateUrl);
    for (const [name, page] of [
      ['script-off', off],
      ['script-missing', missing],
    ] as const) {
      const what = `${name}, ${colorScheme}`;
      await page.evaluate(() => {
        for (const animation of document.getAnimations()) animation.finish();
      });
      await take(page, name, what);
      await enlarge(page, what);
      // With script off, timers do not run in the page.
      if (page === missing) await watchAccess(page, what);
      await page.context().close();
    }
  }
}

async function open(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  return context.newPage();
}

async function take(page: Page, name: string, what: string): Promise<void> {
  const cells = pictures.get(name) ?? [];
  pictures.set(name, cells);
  for (const { width, shown } of widths) {
    await look(page, width, `${what}, ${width} px`);
    cells.push({ picture: await page.screenshot({ fullPage: true }), width: shown });
  }
}

/** On a laptop at 200 %, and on a phone with text of twice the size. */
async function enlarge(page: Page, what: string): Promise<void> {
  await look(page, 640, `${what}, zoomed`);
  await twice(page, true);
  await look(page, 390, `${what}, large letters`);
  await twice(page, false);
}

async function look(page: Page, width: number, what: string): Promise<void> {
  await page.setViewportSize({ width, height: 640 });
  await allPictures(page);
  await standStill(page);
  const over = await tooWide(page);
  if (over > 0) sideways.push(`${what}: ${over} px`);
}

async function watchAccess(page: Page, step: string, meanwhile?: () => Promise<void>) {
  for (const rule of await brokenRules(page, meanwhile)) inaccessible.push(`${step}: ${rule}`);
}

describe('every step of the second screen, in every language and by night', () => {
  it('looks as it was approved, at 320, 390 and 1280 px', async () => {
    const wrong = [];
    for (const [name, cells] of pictures) {
      const found = await comparePictures(`activate/${name}`, cells, widths.length);
      if (found !== null) wrong.push(found);
    }
    expect(wrong).toEqual([]);
    expect(pictures.size).toBeGreaterThan(21);
  });

  it('is never wider than the window, also at 200 % and with letters of twice the size', () => {
    expect(sideways).toEqual([]);
  });

  it('leaves axe-core nothing to find', () => {
    expect(inaccessible).toEqual([]);
  });
});
