import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import type { Running } from '../support/testEnv.ts';
import { frozenTelevision, startQuietTestEnv, type Television } from './stage/television.ts';
import { galleryOf } from './stage/views.ts';

let browser: Browser;
let world: Running;
let television: Television;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startQuietTestEnv()]);
  television = await frozenTelevision(browser, world, 'en');
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** A screen with `many` rows, or providers. */
function screenOf(name: 'home' | 'providers-all', many: number) {
  const { material } = television;
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
  return shown;
}

/** Presses a key `presses` times on a screen, and counts after each press what is on the stage. */
async function most(name: 'home' | 'providers-all', key: 'Down', presses: number, many: number) {
  const shown = screenOf(name, many);
  return television.page.evaluate(
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

it('a key on Home is answered by the card it leads to; those of the row below come one a frame', async () => {
  const seen = await television.page.evaluate(
    async (home) => {
      const cards = () => {
        const { screen } = rig.theApp();
        return rig.focusables().flatMap((id) => screen?.componentOf(id) ?? []);
      };
      const shown = () => cards().filter(({ visible }) => visible).length;
      rig.show(home);
      await rig.settle();
      const seen = { waiting: 0, atOnce: 0, unanswered: 0, left: 0 };
      // First press by press, like a viewer who looks; then with the key held down.
      for (const frames of [...Array<number>(19).fill(20), ...Array<number>(20).fill(2)]) {
        rig.pressKey('Down');
        const { screen, grid } = rig.theApp();
        if (!screen?.componentOf(grid.current ?? '')?.visible) seen.unanswered += 1;
        seen.waiting = Math.max(seen.waiting, cards().length - shown());
        for (let frame = 0; frame < frames; frame += 1) {
          const before = shown();
          rig.layOut();
          seen.atOnce = Math.max(seen.atOnce, shown() - before);
        }
        if (frames === 20) seen.left = Math.max(seen.left, cards().length - shown());
      }
      await rig.settle();
      seen.left += cards().length - shown();
      return seen;
    },
    screenOf('home', 40),
  );
  expect(seen.unanswered).toBe(0);
  expect(seen.waiting).toBeGreaterThan(3);
  expect(seen.atOnce).toBe(1);
  expect(seen.left).toBe(0);
});

it('words are drawn on the same few canvases', async () => {
  const made = await television.page.evaluate(
    async (home) => {
      const { createElement } = document;
      let canvases = 0;
      document.createElement = ((name: string, options?: ElementCreationOptions) => {
        if (name === 'canvas') canvases += 1;
        return createElement.call(document, name, options);
      }) as typeof createElement;
      rig.show(home);
      await rig.settle();
      canvases = 0;
      for (let press = 0; press < 39; press += 1) {
        rig.pressKey('Down');
        await rig.settle();
      }
      document.createElement = createElement;
      return canvases;
    },
    screenOf('home', 40),
  );
  // Shapes have textures of their own; some badges do not occur in the first rows.
  expect(made).toBeLessThan(39);
});
