import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { patience } from '../../apps/tv/lostContext.ts';
import { launchBrowser } from '../support/browser.ts';
import { equip } from './stage/inPage.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

declare global {
  /** Defined inside the page. */
  var taken: WEBGL_lose_context | null | undefined;
}

let browser: Browser;
let on: TurnedOn;
/** Requests for art that have no answer yet. */
let artOnItsWay = 0;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

afterEach(async () => {
  await on?.close();
});

/**
 * Script for a page whose app waits for a lost context as long as the test wants: a busy computer is slower
 * than a television. The script counts these waits. The library that plays streams has a timer of the same
 * length.
 */
const waits = (after: 'for ever' | 'a moment') => `{
  const own = window.setTimeout;
  window.setTimeout = (run, ms, ...rest) => {
    const [, , caller = ''] = new Error().stack.split('\\n');
    if (ms !== ${patience} || /player-library/.test(caller)) return own(run, ms, ...rest);
    document.documentElement.setAttribute('data-waits', '');
    return own(run, ${after === 'a moment' ? 200 : 2 ** 31 - 1}, ...rest);
  };
}`;

const isWaiting = () => on.page.evaluate(() => document.documentElement.hasAttribute('data-waits'));

async function home(after: 'for ever' | 'a moment'): Promise<void> {
  on = await turnOn(browser);
  await equip(on.page);
  await on.page.addInitScript({ content: waits(after) });
  // The sandbox draws its art on request, which is slow on a busy computer.
  const body = await sharp({
    create: { width: 960, height: 540, channels: 3, background: '#2fa36b' },
  })
    .jpeg()
    .toBuffer();
  const headers = { 'access-control-allow-origin': '*' };
  artOnItsWay = 0;
  await on.page.route(/\/programmer\/art\//, async (route) => {
    artOnItsWay += 1;
    await route.fulfill({ body, contentType: 'image/jpeg', headers });
    artOnItsWay -= 1;
  });
  await on.toHome();
}

/** The set takes the WebGL context away. */
const lose = () =>
  on.page.evaluate(async () => {
    const { gl } = rig.theStage();
    const gone = new Promise((resolve) =>
      gl.canvas.addEventListener('webglcontextlost', resolve, { once: true }),
    );
    globalThis.taken = gl.getExtension('WEBGL_lose_context');
    globalThis.taken?.loseContext();
    await gone;
  });

const giveBack = () => on.page.evaluate(() => globalThis.taken?.restoreContext());

const picture = async () =>
  sharp(await on.page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer();

/** 0 to 255: the average difference of all pixels of two pictures. */
function apart(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / one.length;
}

/**
 * Waits until nothing moves and everything has loaded: on a busy computer the backdrop follows the focus
 * seconds later, so the picture must stay the same for two seconds, and no request for art may be open.
 */
async function still(): Promise<Buffer> {
  let before = await picture();
  let since = performance.now();
  await expect
    .poll(
      async () => {
        const now = await picture();
        if (apart(before, now) > 0 || artOnItsWay > 0) since = performance.now();
        before = now;
        return performance.now() - since;
      },
      { interval: 250, timeout: 30_000 },
    )
    .toBeGreaterThan(2_000);
  return before;
}

const marked = () => on.page.evaluate(() => document.documentElement.hasAttribute('data-before'));
const mark = () => on.page.evaluate(() => document.documentElement.setAttribute('data-before', ''));

it('a lost picture is drawn again; meanwhile keys and pointer reach nothing', async () => {
  await home('for ever');
  const { tv, page } = on;
  await tv.press('ArrowDown', 'ArrowRight', 'ArrowRight');
  const { focused } = await tv.read();
  const before = await still();
  await mark();
  // A browser may deliver a wheel event late: it must arrive while there is no picture.
  await page.evaluate(() =>
    window.addEventListener(
      'wheel',
      () => document.documentElement.setAttribute('data-turned', ''),
      true,
    ),
  );
  await lose();
  // The context is really lost.
  await expect.poll(async () => apart(before, await picture())).toBeGreaterThan(2);
  await tv.press('ArrowRight', 'ArrowDown', 'Enter', 'Backspace');
  await page.mouse.move(120, 200);
  await page.mouse.click(120, 200);
  await page.mouse.wheel(0, 100);
  await page.waitForFunction(() => document.documentElement.hasAttribute('data-turned'));
  expect(await tv.read()).toMatchObject({ screen: 'home', focused });
  await giveBack();
  await expect
    .poll(async () => apart(before, await picture()), { timeout: 30_000 })
    .toBeLessThan(0.5);
  await tv.press('ArrowLeft');
  await expect.poll(async () => (await tv.read()).focused).not.toBe(focused);
  // Other screens too, with pictures and words that were not shown before.
  await tv.press('Enter');
  await tv.on('title');
  const title = await still();
  await lose();
  await giveBack();
  await expect
    .poll(async () => apart(title, await picture()), { timeout: 30_000 })
    .toBeLessThan(0.5);
  expect(await marked()).toBe(true);
});

it('a film waits while its controls cannot be seen', async () => {
  await home('for ever');
  const { tv, page } = on;
  await tv.goTo(await on.cardNamed(/^Undergrowth, Free/));
  await tv.press('Space');
  await tv.on('player');
  await tv.videoPlays(0.2);
  await lose();
  await page.waitForFunction(() => document.querySelector('video')?.paused);
  // The remote's Play key is ignored as well.
  await tv.press('Space');
  expect(await page.evaluate(() => document.querySelector('video')?.paused)).toBe(true);
  const { time } = await tv.video();
  await giveBack();
  await tv.videoPlays(time + 0.2);
});

it.each([
  ['in front', false],
  ['while another app is', true],
])(
  'a context that does not come back is waited for %s, then the page is loaded anew at its place',
  async (_when, hidden) => {
    await home('a moment');
    const { tv, page } = on;
    await tv.goTo(await on.cardNamed(/^Undergrowth, Free/));
    await tv.press('Enter');
    await tv.on('title');
    await tv.press('Enter');
    await tv.on('player');
    await tv.videoPlays(0.2);
    await tv.press('ArrowRight', 'ArrowRight');
    await tv.videoPlays(20);
    await mark();
    if (hidden) await see(false);
    await lose();
    if (hidden) {
      expect(await isWaiting()).toBe(false);
      await see(true);
    }
    await page.waitForFunction(() => !document.documentElement.hasAttribute('data-before'));
    await tv.on('player');
    await tv.videoPlays(19);
    await tv.press('Backspace');
    await tv.on('title');
    await tv.press('Backspace');
    await tv.on('home');
  },
);

it('the focus is where it was, too', async () => {
  await home('a moment');
  const { tv, page } = on;
  await tv.press('ArrowDown', 'ArrowRight', 'ArrowRight');
  const { focused } = await tv.read();
  await mark();
  await lose();
  await page.waitForFunction(() => !document.documentElement.hasAttribute('data-before'));
  await tv.on('home');
  await expect.poll(async () => (await tv.read()).focused).toBe(focused);
});

it('a set that takes it away time and again is told about in words', async () => {
  await home('a moment');
  const { tv, page } = on;
  for (let times = 0; times < 3; times += 1) {
    await mark();
    await lose();
    await page.waitForFunction(() => !document.documentElement.hasAttribute('data-before'));
    await tv.on('home');
    // The first picture is shown.
    await page.waitForFunction(() => !document.getElementById('late'));
  }
  await lose();
  await page.waitForSelector('#mirror.fault [data-id="button-retry"]');
});

const see = (visible: boolean) =>
  on.page.evaluate((seen) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (seen ? 'visible' : 'hidden'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visible);
