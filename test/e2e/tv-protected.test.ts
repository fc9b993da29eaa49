import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

/**
 * Streams with ClearKey protection, whose keys come from the sandbox's licence endpoint. ClearKey is the
 * only system that every Chromium has; for the other systems the app uses only other names.
 */
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

const licences = () => on.asked(/^\/programmer\/license\//).length;
const decisions = () => on.asked(/\/decisions\/authorize\//).length;

/** Selects the title with this name, and signs in for it. */
async function playAndSignIn(words: RegExp): Promise<void> {
  await on.toHome();
  await on.tv.play(await on.cardNamed(words));
  await on.signInElsewhere('alex', 'ValleyCable');
}

it.each([
  ['an HLS film', /^The Long Meridian/],
  ['a DASH film', /^Paper Islands/],
])('%s plays after signing in, with one licence', async (_, words) => {
  on = await turnOn(browser, {}, '?drm=clearkey');
  await playAndSignIn(words);
  await on.tv.on('player');
  await on.tv.videoPlays(4);
  // The stream is really encrypted: without keys the engine shows nothing.
  expect(await on.page.evaluate(() => document.querySelector('video')?.mediaKeys !== null)).toBe(
    true,
  );
  expect([licences(), decisions()]).toEqual([1, 1]);
  // The page's storage contains nothing about licences.
  await on.tv.press('Backspace');
  const kept = await on.page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).not.toMatch(/license|Bearer/i);
});

it('a channel whose keys change plays on', async () => {
  on = await turnOn(browser, {}, '?drm=clearkey&rotate=2');
  await playAndSignIn(/^Northstar One/);
  await on.tv.on('player');
  const start = (await on.tv.video()).time;
  await expect.poll(licences, { timeout: 60_000 }).toBeGreaterThan(2);
  await expect
    .poll(async () => (await on.tv.video()).time - start, { timeout: 60_000 })
    .toBeGreaterThan(14);
  expect(decisions()).toBe(1);
});

it('a licence that is refused leads to one new decision, then to words and a way on', async () => {
  on = await turnOn(browser, {}, '?drm=clearkey');
  const { control } = on.world.sandbox;
  control.addFault({
    path: '/programmer/license/**',
    status: 403,
    body: { error: 'no' },
    times: 0,
  });
  await playAndSignIn(/^Paper Islands/);
  await on.tv.on('notAvailable');
  await on.tv.says('title', 'Your right to watch has ended');
  await on.tv.says('support', 'drm_refused');
  expect([licences(), decisions()]).toEqual([2, 2]);
  control.clearFaults();
  await on.tv.choose('button-retry');
  await on.tv.on('player');
  await on.tv.videoPlays(0.5);
});

it('a licence server that answers with a page is told as that', async () => {
  on = await turnOn(browser, {}, '?drm=clearkey');
  on.world.sandbox.control.addFault({
    ...{ path: '/programmer/license/**', status: 200, times: 0 },
    ...{ headers: { 'content-type': 'text/html' }, body: '<html>Sign in to the network</html>' },
  });
  await playAndSignIn(/^Paper Islands/);
  await on.tv.on('notAvailable');
  await on.tv.says('title', 'Something else came');
  expect((await on.tv.read()).things.map(({ id }) => id)).toEqual(['button-retry', 'button-back']);
  expect([licences(), decisions()]).toEqual([1, 1]);
});

it('a licence server that is cut off is asked again, and the film begins when it is back', async () => {
  on = await turnOn(browser, {}, '?drm=clearkey');
  const { control } = on.world.sandbox;
  // Chromium itself repeats a request on every idle connection that was reset, so it stays until it is seen.
  control.addFault({ path: '/programmer/license/**', reset: true, times: 0 });
  const began = performance.now();
  await playAndSignIn(/^Paper Islands/);
  await on.tv.on('player');
  await on.tv.says('status', 'Waiting for the network');
  control.clearFaults();
  const duringOutage = licences();
  const waitedS = (performance.now() - began) / 1_000;
  await on.tv.videoPlays(0.5);
  // The app pauses at least 0.75 s before it asks again, and Chromium may send each request twice.
  expect(duringOutage).toBeLessThanOrEqual(2 * (1 + Math.ceil(waitedS / 0.75)));
  // The first request that is answered is the last.
  expect(licences() - duringOutage).toBeLessThanOrEqual(1);
  expect(decisions()).toBe(1);
});
