import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

let browser: Browser;
let on: TurnedOn;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

afterEach(async () => {
  await on?.close();
});

/** Hides or shows the app, as a set does when the viewer goes to another app and comes back. */
const hide = (hidden: boolean) =>
  on.page.evaluate((away) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (away ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** How often a film started to play, whether it plays, and whether enough of it is loaded to play. */
const film = () =>
  on.page.evaluate(() => {
    const video = document.querySelector('video');
    const begun = Number(document.documentElement.getAttribute('data-begun') ?? 0);
    return { begun, plays: video?.paused === false, readyState: video?.readyState ?? 0 };
  });

/** Counts the events for `film`; a player's events can be observed only in the capture phase. */
const counts = `document.addEventListener('playing', () => {
  const root = document.documentElement;
  root.setAttribute('data-begun', String(Number(root.getAttribute('data-begun') ?? 0) + 1));
}, true);`;

it.each([
  ['by the browser itself', /^Undergrowth, Free/],
  ['by the library', /Live now, Free/],
])(
  'a film that is loaded %s while the app is hidden waits, and starts on return',
  async (_how, name) => {
    on = await turnOn(browser);
    const { tv, page } = on;
    await page.addInitScript({ content: counts });
    await on.toHome();
    await tv.goTo(await on.cardNamed(name));
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    let asked = () => {};
    const wanted = new Promise<void>((resolve) => {
      asked = resolve;
    });
    await page.route(/\/media\/|\.(webm|mp4|m3u8|mpd)/, async (route) => {
      asked();
      await held;
      await route.continue();
    });
    await tv.press('Space');
    await tv.on('player');
    await wanted;
    await hide(true);
    go();
    // The film could play now.
    await expect
      .poll(async () => (await film()).readyState, { timeout: 20_000 })
      .toBeGreaterThan(2);
    expect(await film()).toMatchObject({ begun: 0, plays: false });
    await hide(false);
    await expect.poll(async () => (await film()).begun, { timeout: 20_000 }).toBe(1);
    await tv.videoPlays(0.2);
  },
);
