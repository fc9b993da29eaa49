import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Cell, comparePictures } from '../support/pictures.ts';
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

it('every screen looks as it was approved, drawn at 1920 x 1080, in every language', async () => {
  const sheets = new Map<string, Cell[]>();
  for (const language of ['en', 'es', 'fr', 'nl'] as const) {
    const { page, context, material } = await frozenTelevision(browser, world, language);
    for (const shown of galleryOf(material)) {
      const ground = shown.view.screen === 'player' ? 96 : 13;
      const base64 = await page.evaluate(
        async ([one, grey]) => {
          rig.show(one);
          await rig.settle();
          return rig.photograph(grey);
        },
        [shown, ground] as const,
      );
      const cells = sheets.get(shown.name) ?? [];
      cells.push({ picture: Buffer.from(base64, 'base64'), width: 960 });
      sheets.set(shown.name, cells);
    }
    await context.close();
  }
  const wrong: string[] = [];
  for (const [name, cells] of sheets) {
    const found = await comparePictures(`tv/${name}`, cells, 2);
    if (found !== null) wrong.push(found);
  }
  expect(wrong).toEqual([]);
}, 400_000);
