import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import type { Running } from '../support/testEnv.ts';
import { harms, hostile } from './stage/hostile.ts';
import { frozenTelevision, startQuietTestEnv, type Television } from './stage/television.ts';
import { galleryOf } from './stage/views.ts';

let browser: Browser;
let world: Running;
let television: Television;
const dialogs: string[] = [];

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startQuietTestEnv()]);
  television = await frozenTelevision(browser, world, 'en');
  television.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Screens with texts of the feed, the provider or the service, each once. */
const theirs =
  /^(home|title-denied|providers|account|player|support|sign-in-failed|sign-in-with|refused|profiles|confirm-provider|authorizing)$/;

/** ms: missing art never loads. */
const patience = 300;

describe('whatever the feed and the service send', () => {
  it.each(harms)('every screen stands it: %s', async (harm) => {
    const { page, material, complaints } = television;
    const faults: Record<string, string[]> = {};
    for (const shown of galleryOf(hostile(material, harm))) {
      const found = await page.evaluate(
        async ([one, measured, ms]) => {
          // Emoji have colours of their own, and some letters have no ink: neither is a fault of the app.
          const look = async () =>
            (await rig.measured(one, [13], ms)).faults.filter(
              (fault) => !/contrast|cannot be seen/.test(fault),
            );
          let faults = measured ? await look() : [];
          // On a busy computer words are laid out late; a fault of the app stays.
          for (
            const end = performance.now() + 5_000;
            faults.length > 0 && performance.now() < end;
          ) {
            await new Promise((resolve) => setTimeout(resolve, 100));
            faults = await look();
          }
          if (!measured) rig.show(one);
          // Markup is shown as text: the mirror contains only elements that the app itself makes.
          const foreign = [...document.querySelectorAll('#mirror *')]
            .map(({ localName }) => localName)
            .filter((name) => !['h1', 'p', 'div'].includes(name));
          return { faults, foreign, lost: rig.focusFault() };
        },
        [shown, theirs.test(shown.name), patience] as const,
      );
      const all = found.faults;
      if (found.lost) all.push(found.lost);
      if (found.foreign.length > 0) all.push(`in the mirror: ${found.foreign.join()}`);
      if (all.length > 0) faults[shown.name] = all.map((fault) => fault.slice(0, 200));
    }
    expect(faults).toEqual({});
    expect(dialogs).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
