import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import type { Running } from '../support/world.ts';
import { frozenTelevision, startQuietWorld, type Television } from './stage/television.ts';
import { galleryOf } from './stage/views.ts';

let browser: Browser;
let world: Running;
let television: Television;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startQuietWorld()]);
  television = await frozenTelevision(browser, world, 'en');
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Presses a key so often on a screen, and counts after each what is on the stage. */
async function most(name: 'home' | 'providers-all', key: 'Down', presses: number, many: number) {
  const { material, page } = television;
  const grown = {
    ...material,
    providers: Array.from({ length: many }, (_, index) => ({
      id: `Many_${index}`,
      displayName: `${String.fromCharCode(65 + (index % 26))}ommon Cable ${index}`,
    })),
    catalogue: {
      ...material.catalogue,
      rows: Array.from({ length: many }, (_, index) => {
        const row = material.catalogue.rows[index % material.catalogue.rows.length];
        return { id: `row-${index}`, title: `Row ${index}`, items: row?.items ?? [] };
      }),
    },
  };
  const shown = galleryOf(grown).find((one) => one.name === name);
  if (!shown) throw new Error(`there is no ${name}`);
  return page.evaluate(
    ([one, arrow, count]) => {
      rig.show(one);
      let elements = 0;
      for (let press = 0; press < count; press += 1) {
        rig.pressKey(arrow);
        rig.layOut();
        const all = [rig.theStage().application];
        for (const element of all) all.push(...(element.children as typeof all));
        elements = Math.max(elements, all.length);
      }
      return { elements, focused: rig.theApp().grid.current, lost: rig.focusFault() };
    },
    [shown, key, presses] as const,
  );
}

it('of 400 providers there is no more on the stage than of 40', async () => {
  const few = await most('providers-all', 'Down', 11, 40);
  const many = await most('providers-all', 'Down', 101, 400);
  expect(many.elements).toBeLessThanOrEqual(few.elements + 60);
  expect(many.focused).toMatch(/^provider-/);
  expect(many.lost).toBe('');
});

it('of 40 rows there is no more on the stage than of 5', async () => {
  const few = await most('home', 'Down', 4, 5);
  const many = await most('home', 'Down', 39, 40);
  expect(many.elements).toBeLessThanOrEqual(few.elements + 60);
  expect(many.focused).toBe('row-39-item-0');
  expect(many.lost).toBe('');
});
