import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, softCanvas } from '../support/browser.ts';
import type { Running } from '../support/testEnv.ts';
import { frozenTelevision, openTelevision, startQuietTestEnv } from './stage/television.ts';
import { galleryOf } from './stage/views.ts';

let browser: Browser;
let world: Running;

beforeAll(async () => {
  [browser, world] = await Promise.all([
    launchBrowser(softCanvas),
    startQuietTestEnv({ chooseProvider: 'tv' }),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

it('leads by arrows to everything and away from it, and Back leaves every screen', async () => {
  const { page, context, material, complaints } = await frozenTelevision(browser, world, 'en');
  const faults: Record<string, string[]> = {};
  for (const shown of galleryOf(material)) {
    const { ways, back, lost } = await page.evaluate((one) => {
      rig.show(one);
      const ways = rig.waysByArrows();
      const lost = rig.focusFault();
      const sent: string[] = [];
      // First leaves a list or a field, where one is open.
      for (let presses = 0; presses < 8 && sent.length === 0; presses += 1) {
        rig.pressKey('Back');
        const types = rig.sentEvents().map((event) => (event as { type: string }).type);
        // POSITION is sent when the player is left; it does not count.
        sent.push(...types.filter((type) => type !== 'POSITION'));
      }
      return { ways, lost, back: sent.join() };
    }, shown);
    const all = [...ways, ...(lost ? [lost] : [])];
    if (back !== 'BACK') all.push(`Back sends "${back}", not "BACK"`);
    if (all.length > 0) faults[shown.name] = all;
  }
  expect(faults).toEqual({});
  expect(complaints).toEqual([]);
  await context.close();
});

/** Launches of ten sessions each; COUCHPASS_KEY_LAUNCHES=6 presses 60,000 keys, which takes minutes. */
const launches = Number(process.env.COUCHPASS_KEY_LAUNCHES ?? 2);
const sessions = 10;
const presses = 1_000;

/** One launch: its sessions one after the other, until one has a fault. */
async function live(life: number): Promise<{ faults: string[]; screens: string[] }> {
  const { page, context, complaints } = await openTelevision(browser, world, 'en');
  await page.evaluate(async (seed) => {
    await rig.replaceNetwork({ trouble: 0.2, seed });
    rig.replacePlayer(seed);
    rig.replaceLogin(seed);
  }, life);
  const faults: string[] = [];
  const screens: string[] = [];
  for (let session = 0; session < sessions && faults.length === 0; session += 1) {
    const lived = await page.evaluate(([seed, count]) => rig.anyKeys(seed, count), [
      life * sessions + session,
      presses,
    ] as const);
    screens.push(...lived.screens);
    if (lived.fault !== null) faults.push(lived.fault);
  }
  faults.push(...complaints);
  await context.close();
  return { faults, screens };
}

it(
  'keeps the focus through sessions of 1,000 keys, whatever the service answers',
  async () => {
    const faults: string[] = [];
    const screens = new Set<string>();
    let life = 0;
    // Each page has its own process: two keep two cores busy.
    const someLives = async () => {
      while (life < launches && faults.length === 0) {
        life += 1;
        const lived = await live(life - 1);
        faults.push(...lived.faults);
        for (const screen of lived.screens) screens.add(screen);
      }
    };
    await Promise.all([someLives(), someLives()]);
    expect(faults).toEqual([]);
    // The walk has been on every screen that can be reached by keys alone.
    for (const screen of ['home', 'providers', 'signIn', 'player', 'notAvailable', 'account']) {
      expect(screens).toContain(screen);
    }
  },
  180_000 * launches,
);
