import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBrand } from '../../tools/brand/readBrand.ts';
import { type MadeBrand, makeBrand } from '../support/acme.ts';
import { launchBrowser } from '../support/browser.ts';
import { Remote } from '../support/Remote.ts';
import { type Running, startTestEnv } from '../support/testEnv.ts';
import { smallStage } from './stage/television.ts';

/** The apps as they are built for the shipped settings, with a brand folder outside the repository. */

let browser: Browser;
let made: MadeBrand;
let world: Running;

beforeAll(async () => {
  made = await makeBrand({
    settings: ({ stage }) => void Object.assign(stage ?? {}, smallStage),
  });
  const brand = await readBrand(made.settings);
  [browser, world] = await Promise.all([
    launchBrowser(),
    startTestEnv({ settings: brand.raw, brand }),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
  await made?.remove();
});

/** The colour of one point of the page, each channel 0 to 255. */
async function pixelAt(page: Page, x: number, y: number): Promise<number[]> {
  const clip = { x, y, width: 1, height: 1 };
  const { data } = await sharp(await page.screenshot({ clip }))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

const near = (colour: readonly number[], wanted: readonly number[]) =>
  Math.max(...colour.map((channel, index) => Math.abs(channel - (wanted[index] ?? 0)))) <= 12;

const orange = [0xe4, 0x57, 0x2e];

it('is read and seen on the television', async () => {
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
  const tv = new Remote(page);
  await page.goto(world.tvUrl);
  await tv.on('home');
  await expect.poll(() => page.locator('#mirror').textContent()).toContain('Beginning');
  expect(await page.title()).toBe('ACME TV');
  // The logo is in the bar, in place of the dot and the name.
  await expect.poll(async () => near(await pixelAt(page, 60, 27), orange)).toBe(true);
  // The brand's background colour, in a corner without art.
  expect(near(await pixelAt(page, 4, 200), [0x06, 0x1a, 0x1f])).toBe(true);
  expect(await page.evaluate(() => document.fonts.check('20px BrandRegular'))).toBe(true);
  expect(
    await page.evaluate(
      () =>
        [...document.fonts].some(
          (face) => face.family === 'BrandRegular' && face.status === 'loaded',
        ) ||
        [...document.fonts].some(
          (face) => face.family === '"BrandRegular"' && face.status === 'loaded',
        ),
    ),
  ).toBe(true);
  await page.close();
});

it('is read and seen on the phone', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'en-US' });
  await page.goto(world.activateUrl);
  await page.getByRole('heading', { name: 'Connect ACME' }).waitFor();
  const logo = page.getByRole('img', { name: 'ACME TV' });
  await logo.waitFor();
  const { x, y, width, height } = (await logo.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  expect(width).toBeGreaterThan(100);
  expect(near(await pixelAt(page, x + width / 2, y + height / 2), orange)).toBe(true);
  const style = () =>
    page.evaluate(() => {
      const { backgroundColor, fontFamily } = getComputedStyle(document.body);
      return { backgroundColor, fontFamily };
    });
  expect(await style()).toMatchObject({ backgroundColor: 'rgb(238, 246, 247)' });
  expect((await style()).fontFamily).toMatch(/^"?Brand"?,/);
  await page.close();
});

it('is not seen by whoever is served without it', async () => {
  const answer = await fetch(`${world.tvUrl}static/brand/other.svg`);
  expect(answer.status).toBe(404);
});
