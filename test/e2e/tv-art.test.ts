import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Remote } from '../support/Remote.ts';
import { type Running, shippedSettings, startTestEnv } from '../support/testEnv.ts';
import { equip } from './stage/inPage.ts';

/** Limit for the pixels of all textures, for a television with little memory. */
const limit = 12e6;
const colour = { r: 47, g: 163, b: 107 };

let browser: Browser;
let world: Running;

beforeAll(async () => {
  const settings = (await shippedSettings()) as { appSettings: { stage: object } };
  Object.assign(settings.appSettings.stage, { memoryPressure: limit });
  [browser, world] = await Promise.all([launchBrowser(), startTestEnv({ settings })]);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const jpeg = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();

/** The app with this picture in place of all art of its feed. */
async function opened(picture: Buffer, before = ''): Promise<{ page: Page; tv: Remote }> {
  const context = await browser.newContext({
    viewport: { width: 1920, height: 1080 },
    locale: 'en-US',
  });
  const page = await context.newPage();
  await equip(page);
  if (before !== '') await page.addInitScript({ content: before });
  await page.route(/\/programmer\/art\//, (route) =>
    route.fulfill({
      body: picture,
      contentType: 'image/jpeg',
      headers: { 'access-control-allow-origin': '*' },
    }),
  );
  await page.goto(world.tvUrl);
  return { page, tv: new Remote(page) };
}

/** The colour that a viewer sees in the middle of a card, 0 to 255 each. */
async function middleOf(page: Page, id: string): Promise<{ r: number; g: number; b: number }> {
  const corners = await page.evaluate(
    (card) => rig.theApp().screen?.componentOf(card)?.core.getCornerPoints() ?? [],
    id,
  );
  const [left = 0, top = 0, right = 0] = corners;
  const width = (right - left) / 6;
  const clip = { x: left + (right - left) * 0.6, y: top + 60, width, height: width / 2 };
  const { channels } = await sharp(await page.screenshot({ clip })).stats();
  const [r = 0, g = 0, b = 0] = channels.map(({ mean }) => mean);
  return { r, g, b };
}

async function showsArt(page: Page, id: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const { r, g, b } = await middleOf(page, id);
        return Math.abs(r - colour.r) + Math.abs(g - colour.g) + Math.abs(b - colour.b);
      },
      { timeout: 30_000 },
    )
    .toBeLessThan(24);
}

/** As in engines before Chromium 50: only elements decode pictures. */
const old = 'delete window.createImageBitmap;';
/** As in engines from 50 to 53: `createImageBitmap` exists, but ignores sizes. */
const unsized = `{
  const own = window.createImageBitmap;
  window.createImageBitmap = (source) => own.call(window, source);
}`;

it.each([
  ['of 1080p', 1920, 1080, ''],
  ['of 4K', 3840, 2160, ''],
  ['wider than the graphics card takes', 9000, 600, ''],
  ['of 4K, on engines without createImageBitmap', 3840, 2160, old],
  ['of 4K, on engines whose createImageBitmap knows no sizes', 3840, 2160, unsized],
])('art %s is shown, within the limit of textures', async (_what, width, height, before) => {
  const { page, tv } = await opened(await jpeg(width, height), before);
  await tv.on('home');
  await showsArt(page, 'row-0-item-0');
  let most = 0;
  const { things } = await tv.read();
  // Down to the last row and to its end, so that everything on Home was on the screen.
  for (const { id } of [things.at(-1), things.at(0)].filter((thing) => thing !== undefined)) {
    for (let presses = 0; presses < 40; presses += 1) {
      const { focused } = await tv.read();
      most = Math.max(most, await page.evaluate(() => rig.theStage().usedMemory));
      if (focused === id) break;
      const here = things.find((thing) => thing.id === focused);
      const there = things.find((thing) => thing.id === id);
      const down = (there?.group ?? 0) - (here?.group ?? 0);
      const along = (there?.column ?? 0) - (here?.column ?? 0);
      const key =
        down > 0 ? 'ArrowDown' : down < 0 ? 'ArrowUp' : along > 0 ? 'ArrowRight' : 'ArrowLeft';
      await tv.press(key);
    }
  }
  await showsArt(page, 'row-0-item-0');
  most = Math.max(most, await page.evaluate(() => rig.theStage().usedMemory));
  console.log(`${_what}: ${(most / 1e6).toFixed(1)} M pixels of textures at most`);
  expect(most).toBeLessThan(limit);
  await page.context().close();
});
