import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { equip } from './stage/inPage.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

/** Places on the stage of 1920 x 1080. */
const bar = { from: 252, to: 1800, y: 835 };
const restart = { x: 320, y: 980 };
const half = { x: (bar.from + bar.to) / 2, y: bar.y };
const picture = { x: 960, y: 300 };

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

const scaled = ({ x, y }: { x: number; y: number }) => [x / 3, y / 3] as const;
const move = (place: { x: number; y: number }) => on.page.mouse.move(...scaled(place));
const click = (place: { x: number; y: number }) => on.page.mouse.click(...scaled(place));
/** A press without a move: the pointer stays where it is. */
const press = async () => {
  await on.page.mouse.down();
  await on.page.mouse.up();
};

/** The opacity of the controls, 0 to 1. */
const controls = () =>
  on.page.evaluate(() => rig.find(({ ref }) => ref === 'Overlay')?.core._worldContext.alpha ?? -1);

/** Goes from Home to a film that plays and whose controls have gone. */
async function watching(): Promise<void> {
  on = await turnOn(browser);
  await equip(on.page);
  await on.toHome();
  await on.tv.goTo(await on.cardNamed(/^Undergrowth, Free/));
  await on.tv.press('Space');
  await on.tv.on('player');
  await on.tv.videoPlays(0.2);
  await expect.poll(controls, { timeout: 20_000 }).toBe(0);
}

const paused = () => on.page.evaluate(() => document.querySelector('video')?.paused);
const time = async () => (await on.tv.video()).time;

it('a pointer that moves brings the controls; nothing that is not seen is pressed', async () => {
  await watching();
  const { tv } = on;
  await move(picture);
  await expect.poll(controls).toBeGreaterThan(0.5);
  // The pointer stays on a button until the controls have gone, and presses there.
  await move(restart);
  await expect.poll(async () => (await tv.read()).focused).toBe('button-restart');
  await tv.videoPlays(3);
  await expect.poll(controls, { timeout: 20_000 }).toBe(0);
  const before = await time();
  await press();
  await expect.poll(controls).toBeGreaterThan(0.5);
  expect(await time()).toBeGreaterThanOrEqual(before);
  expect(await paused()).toBe(false);
  // When the button is visible, the press works.
  await press();
  await on.page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 99) < 2);
});

it('the bar shows what a pointer is on, and the film goes where it is pressed', async () => {
  await watching();
  const { tv } = on;
  await move(picture);
  await move(half);
  await tv.says('seek', /^Go to \d:\d\d$/);
  const [, wanted = ''] = /(\d+:\d\d)/.exec(await tv.text('seek')) ?? [];
  // Moving the pointer over the bar does not seek.
  expect(await time()).toBeLessThan(9);
  await click(half);
  const [minutes = 0, seconds = 0] = wanted.split(':').map(Number);
  await tv.videoPlays(minutes * 60 + seconds - 1);
  await tv.says('progress', new RegExp(`^(${wanted}|\\d+:\\d\\d) of`));
  // Beside the bar there is no preview, and the wheel seeks by ten seconds on the bar only.
  await move(picture);
  await on.page.waitForFunction(() => !document.querySelector('#mirror [data-id="seek"]'));
  await move({ ...half, x: bar.from + 20 });
  const at = await time();
  await on.page.mouse.wheel(0, 100);
  await on.page.waitForFunction(
    (then) => (document.querySelector('video')?.currentTime ?? 99) < then - 5,
    at,
  );
});
