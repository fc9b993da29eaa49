import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Remote } from '../support/Remote.ts';
import { type Running, shippedSettings, startTestEnv } from '../support/testEnv.ts';

/** A network's own logo and artwork, as `brand.logo` and `brand.artwork` of settings.json name them. */
const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="90" viewBox="0 0 420 90">
  <path d="M10 80 45 10l35 70z" fill="#5ad1ff"/><rect x="100" y="22" width="300" height="46" rx="23" fill="#5ad1ff"/>
</svg>`;
const artwork = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720">
  <rect width="1280" height="720" fill="#123a5a"/><circle cx="800" cy="300" r="260" fill="#e0662f"/>
</svg>`;

let browser: Browser;
let world: Running;

beforeAll(async () => {
  const settings = (await shippedSettings()) as { appSettings: { stage: object; brand: object } };
  Object.assign(settings.appSettings.brand, {
    logo: 'static/logo.svg',
    artwork: 'static/artwork.png',
  });
  Object.assign(settings.appSettings.stage, { w: 1280, h: 720, precision: 2 / 3 });
  [browser, world] = await Promise.all([launchBrowser(), startTestEnv({ settings })]);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** How many pixels of the screen have this hue (0 to 360, 20 either way) and are neither grey nor dark. */
async function pixelsOf(page: Page, hue: number): Promise<number> {
  const picture = sharp(await page.screenshot()).removeAlpha();
  const { data } = await picture.raw().toBuffer({ resolveWithObject: true });
  let count = 0;
  for (let at = 0; at < data.length; at += 3) {
    const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
    const most = Math.max(r, g, b);
    const span = most - Math.min(r, g, b);
    if (span < 60) continue;
    const sixth =
      most === r ? ((g - b) / span + 6) % 6 : most === g ? (b - r) / span + 2 : (r - g) / span + 4;
    const apart = Math.abs(sixth * 60 - hue);
    if (Math.min(apart, 360 - apart) <= 20) count += 1;
  }
  return count;
}

const cyan = 197;
const orange = 18;

it('shows the network’s own logo and artwork', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  const picture = await sharp(Buffer.from(artwork)).png().toBuffer();
  const headers = { 'Access-Control-Allow-Origin': '*' };
  await context.route('**/static/logo.svg', (route) =>
    route.fulfill({ contentType: 'image/svg+xml', headers, body: logo }),
  );
  await context.route('**/static/artwork.png', (route) =>
    route.fulfill({ contentType: 'image/png', headers, body: picture }),
  );
  // The app stays at its launch until an answer arrives.
  const waiting: (() => void)[] = [];
  await context.route(/\/(o|api|programmer)\//, async (route) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    await route.continue().catch(() => {});
  });
  const tv = new Remote(page);
  await page.goto(world.tvUrl);
  await tv.on('launch');
  await expect.poll(() => pixelsOf(page, cyan), { timeout: 15_000 }).toBeGreaterThan(5_000);
  await expect.poll(() => pixelsOf(page, orange), { timeout: 15_000 }).toBeGreaterThan(20_000);
  await context.unroute(/\/(o|api|programmer)\//);
  for (const go of waiting) go();
  await tv.on('home');
  await expect.poll(() => pixelsOf(page, cyan), { timeout: 15_000 }).toBeGreaterThan(1_000);
  await context.close();
});
