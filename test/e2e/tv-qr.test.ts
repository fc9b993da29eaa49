import jsQR from 'jsqr';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import type { Running } from '../support/testEnv.ts';
import { frozenTelevision, startQuietTestEnv } from './stage/television.ts';
import { galleryOf } from './stage/views.ts';

let browser: Browser;
let world: Running;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startQuietTestEnv()]);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

it.each([
  ['northstar.example/activate/', '8BLW4RW'],
  ['www.a-rather-long-name-of-a-network.example/devices/activate/', 'ABCDEFGHJKLMN'],
])('the QR code of %s is read by a camera, large and with light around it', async (path, code) => {
  const { page, context, material } = await frozenTelevision(browser, world, 'en');
  const address = `https://${path}#code=${code}`;
  const shown = galleryOf(material).find(({ name }) => name === 'sign-in');
  if (shown?.view.screen !== 'signIn') throw new Error('no view of the sign-in screen');
  const view = { ...shown.view, code, addressWithCode: address };
  const { base64, width, height } = await page.evaluate(
    async (one) => {
      rig.show(one);
      await rig.settle();
      const picture = rig.capture(13);
      // WebGL returns the lowest line first; the reader needs the highest first.
      const upright = new Uint8Array(picture.data.length);
      const line = picture.width * 4;
      for (let y = 0; y < picture.height; y += 1) {
        const from = (picture.height - 1 - y) * line;
        upright.set(picture.data.subarray(from, from + line), y * line);
      }
      let text = '';
      for (let at = 0; at < upright.length; at += 32_768) {
        text += String.fromCharCode(...upright.subarray(at, at + 32_768));
      }
      return { base64: btoa(text), width: picture.width, height: picture.height };
    },
    { ...shown, view },
  );
  const pixels = new Uint8ClampedArray(Buffer.from(base64, 'base64'));
  const read = jsQR(pixels, width, height, { inversionAttempts: 'dontInvert' });
  expect(read?.data).toBe(address);
  if (!read) return;
  const { topLeftCorner, topRightCorner, bottomLeftCorner } = read.location;
  const edge = topRightCorner.x - topLeftCorner.x;
  expect(edge).toBeGreaterThanOrEqual(300);
  expect(bottomLeftCorner.y - topLeftCorner.y).toBeGreaterThanOrEqual(300);
  // Four light modules on every side.
  const quiet = (edge / (17 + 4 * read.version)) * 4;
  const [left, top] = [topLeftCorner.x, topLeftCorner.y];
  const [right, bottom] = [left + edge, top + edge];
  const dark: string[] = [];
  for (let y = Math.ceil(top - quiet + 1); y < bottom + quiet - 1; y += 1) {
    for (let x = Math.ceil(left - quiet + 1); x < right + quiet - 1; x += 1) {
      const inside = x > left - 3 && x < right + 3 && y > top - 3 && y < bottom + 3;
      if (!inside && (pixels[(Math.floor(y) * width + Math.floor(x)) * 4] ?? 0) < 200) {
        dark.push(`${x},${y}`);
      }
    }
  }
  // The corners of the card are round; they are not measured.
  expect(dark.length).toBeLessThan(60);
  await context.close();
});
