import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Cell, comparePictures } from '../support/pictures.ts';
import { browser, world } from './activate.rig.ts';
import { SteadyService } from './secondScreen/service.ts';
import { tour } from './secondScreen/tour.ts';

/** Small phone, phone, laptop. In the sheet, the laptop is drawn smaller. */
const widths = [
  { width: 320, shown: 320 },
  { width: 390, shown: 390 },
  { width: 1280, shown: 640 },
] as const;
const languages = ['en', 'es', 'fr', 'nl'] as const;
type Language = (typeof languages)[number];
const evening = Date.UTC(2026, 2, 14, 20);

const sideways: string[] = [];
const inaccessible: string[] = [];

beforeAll(async () => {
  for (const language of languages) await take(language);
}, 600_000);

const pictures = new Map<string, Record<Language, Cell[]>>();

async function take(language: Language): Promise<void> {
  const service = new SteadyService(world.sandboxUrl);
  const context = await browser.newContext({ locale: language, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await service.answerIn(context, world.sandboxUrl);
  await page.clock.install({ time: evening });
  await page.clock.pauseAt(evening + 60_000);
  const look = async (width: number, what: string) => {
    await page.setViewportSize({ width, height: 640 });
    await page.evaluate(allPictures);
    const over = await page.evaluate(standStill);
    if (over > 0) sideways.push(`${what}: ${over} px`);
  };
  await tour(page, service, world.activateUrl, async (name) => {
    const all = pictures.get(name) ?? { en: [], es: [], fr: [], nl: [] };
    pictures.set(name, all);
    for (const { width, shown } of widths) {
      await look(width, `${name}, ${language}, ${width} px`);
      all[language].push({ picture: await page.screenshot({ fullPage: true }), width: shown });
    }
    if (language !== 'fr') return;
    // The longest language on a laptop at 200 %, and on a phone with letters of twice the size.
    await look(640, `${name}, zoomed`);
    await twice(page, true);
    await look(390, `${name}, large letters`);
    await twice(page, false);
    await watchAccess(page, name);
  });
  await context.close();
}

/** In the page: every picture is there, also those that would wait to be scrolled to. */
function allPictures(): Promise<unknown> {
  return Promise.all(
    [...document.images].map((image) => {
      image.loading = 'eager';
      if (image.complete) return null;
      return new Promise((resolve) => {
        image.addEventListener('load', resolve);
        image.addEventListener('error', resolve);
      });
    }),
  );
}

/** In the page: nothing moves. Tells by how much it is too wide. */
function standStill(): number {
  const { documentElement: html } = document;
  html.style.caretColor = 'transparent';
  for (const animation of document.getAnimations()) {
    animation.currentTime = 0;
    animation.pause();
  }
  return html.scrollWidth - innerWidth;
}

async function twice(page: Page, on: boolean): Promise<void> {
  await page.evaluate(
    (size) => {
      document.documentElement.style.fontSize = size;
    },
    on ? '200%' : '',
  );
}

async function watchAccess(page: Page, step: string): Promise<void> {
  await page.evaluate(axe.source);
  let answered = false;
  const running = page
    .evaluate(() => (window as unknown as { axe: typeof axe }).axe.run(document))
    .finally(() => {
      answered = true;
    });
  // It waits by the page's clock, which only the test moves; a moment at a time, for nothing to expire.
  while (!answered) await page.clock.runFor(1);
  const found = await running;
  for (const { id, nodes } of found.violations) {
    inaccessible.push(`${step}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }
}

describe('every step of the second screen, in every language', () => {
  it('looks as it was approved, at 320, 390 and 1280 px', async () => {
    const wrong = [];
    for (const [name, { en, es, fr, nl }] of pictures) {
      const cells = [...en, ...es, ...fr, ...nl];
      const found = await comparePictures(`activate/${name}`, cells, widths.length);
      if (found !== null) wrong.push(found);
    }
    expect(wrong).toEqual([]);
    expect(pictures.size).toBeGreaterThan(18);
  });

  it('is never wider than the window, also at 200 % and with letters of twice the size', () => {
    expect(sideways).toEqual([]);
  });

  it('leaves axe-core nothing to find', () => {
    expect(inaccessible).toEqual([]);
  });
});
