import type { Browser, BrowserContextOptions } from 'playwright-core';
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

async function television(options: BrowserContextOptions = {}) {
  const context = await browser.newContext({
    viewport: { width: 640, height: 360 },
    locale: 'en-US',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { context, page, tv: new Remote(page), complaints };
}

it('Home does not wait for a language that does not come, and speaks it when it does', async () => {
  const { context, page, tv, complaints } = await television({ locale: 'fr-FR' });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/fr.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(world.tvUrl);
  await tv.on('home');
  const language = () => page.evaluate(() => document.documentElement.lang);
  expect(await language()).toBe('en');
  expect(await tv.text('nav-account')).toBe('Account');
  release();
  await tv.says('nav-account', 'Compte');
  expect(await language()).toBe('fr-FR');
  expect(complaints).toEqual([]);
  await context.close();
});

it('a screen whose script does not come is said to be on its way, can be left, and comes', async () => {
  const { context, page, tv, complaints } = await television();
  let isThere = false;
  let asked = 0;
  await page.route('**/lazyScreens.js', async (route) => {
    asked += 1;
    await (isThere ? route.continue() : route.abort());
  });
  await page.goto(world.tvUrl);
  await tv.on('home');
  await tv.goTo('row-0-item-0');
  await tv.press('Enter');
  await page.waitForFunction(() => /Getting things ready/.test(document.body.textContent ?? ''));
  await tv.press('Backspace');
  await tv.goTo('row-0-item-1');
  const second = await tv.text('row-0-item-1');
  await tv.press('Enter');
  isThere = true;
  await tv.on('title');
  expect((await tv.read()).title).toBe(second);
  // No tight loop: the first request, then one every two seconds.
  expect(asked).toBeLessThan(10);
  expect(complaints).toEqual([]);
  await context.close();
});
