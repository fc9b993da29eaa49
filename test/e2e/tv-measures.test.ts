import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import type { Running } from '../support/testEnv.ts';
import type { Shown } from './stage/page/gallery.ts';
import { frozenTelevision, type Language, startQuietTestEnv } from './stage/television.ts';
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

/** What may be behind the stage: the page's dark background, and for the player any picture. */
const behind = ({ view }: Shown) => (view.screen === 'player' ? [0, 255] : [13]);

const every: readonly Language[] = ['en', 'es', 'fr', 'nl'];

describe('on the real canvas every screen', () => {
  it.each(every)('is readable and inside the safe area: %s', async (language) => {
    const television = await frozenTelevision(browser, world, language);
    const faults: Record<string, string[]> = {};
    for (const shown of galleryOf(television.material)) {
      const found = await television.page.evaluate(
        async ([one, grounds]) => {
          const measured = await rig.measured(one, grounds);
          return { ...measured, outside: rig.outside() };
        },
        [shown, behind(shown)] as const,
      );
      // Texts of a feed or a service may be cut, the app's own texts never.
      const theirs = JSON.stringify(shown.view).replace(/\s/g, '');
      const cut = found.cut.filter((text) => !theirs.includes(text.replace(/\s/g, '')));
      const all = [...found.faults, ...found.outside, ...cut.map((text) => `cut off: ${text}`)];
      if (all.length > 0) faults[shown.name] = all;
    }
    expect(faults).toEqual({});
    expect(television.complaints).toEqual([]);
    await television.context.close();
  });

  it('stands texts that are 40 % longer', async () => {
    const television = await frozenTelevision(browser, world, 'en');
    await television.page.evaluate(() => rig.lengthen(0.4));
    const faults: Record<string, string[]> = {};
    for (const shown of galleryOf(television.material)) {
      const found = await television.page.evaluate(([one, grounds]) => rig.measured(one, grounds), [
        shown,
        behind(shown).slice(0, 1),
      ] as const);
      if (found.faults.length > 0) faults[shown.name] = found.faults;
    }
    expect(faults).toEqual({});
    await television.context.close();
  });

  it('shows its focus by a ring and by size', async () => {
    const television = await frozenTelevision(browser, world, 'en');
    const faults: Record<string, string[]> = {};
    const known = new Set<string>();
    for (const shown of galleryOf(television.material)) {
      const found = await television.page.evaluate(
        async ([one, ground, seen]) => {
          rig.show(one);
          // An element looks the same in every state of a screen, so it is measured once; of a row, only
          // the two ends are measured.
          const ends = rig.ends().filter((id) => !seen.includes(`${one.view.screen} ${id}`));
          const faults: string[] = [];
          for (const id of ends) faults.push(...(await rig.focusFaults(id, ground)));
          return { ends, faults };
        },
        [shown, behind(shown)[0] ?? 0, [...known]] as const,
      );
      for (const id of found.ends) known.add(`${shown.view.screen} ${id}`);
      if (found.faults.length > 0) faults[shown.name] = found.faults;
    }
    expect(faults).toEqual({});
    await television.context.close();
  });
});
