import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { Remote } from '../support/Remote.ts';
import { type Running, shippedSettings, startTestEnv } from '../support/testEnv.ts';
import { smallStage } from './stage/television.ts';

/** A TV before its first launch, and the servers that it uses. */
export interface TurnedOn {
  readonly world: Running;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly tv: Remote;
  /** Uncaught errors of the page. */
  readonly complaints: readonly string[];
  toHome(): Promise<void>;
  /** Signs a viewer in on another device with the code that the TV shows. */
  signInElsewhere(user: string, mvpd?: string): Promise<void>;
  /** The id of the first card with this name. */
  cardNamed(words: RegExp): Promise<string>;
  /** Paths that were requested. */
  asked(pattern: RegExp): string[];
  /** Moves the focus to every focusable element by arrows, and so away from every one but the last. */
  visitEverything(): Promise<number>;
  /** Closes the page; fails when the page reported errors. */
  close(): Promise<void>;
}

/** A world whose TV app uses the small stage, with `pass` and otherwise the shipped settings. */
export async function startSmallTestEnv(
  pass: Readonly<Record<string, string>> = {},
  playback = '',
): Promise<Running> {
  const settings = (await shippedSettings()) as {
    appSettings: { pass: object; stage: object; catalogue: { playbackUrl: string } };
  };
  settings.appSettings.catalogue.playbackUrl += playback;
  Object.assign(settings.appSettings.pass, pass);
  Object.assign(settings.appSettings.stage, smallStage);
  return startTestEnv({ settings });
}

/**
 * @param pass replaces parts of the shipped settings
 * @param playback is appended to the address of the playback endpoint
 */
export async function turnOn(
  browser: Browser,
  pass: Readonly<Record<string, string>> = {},
  playback = '',
): Promise<TurnedOn> {
  const complaints: string[] = [];
  const world = await startSmallTestEnv(pass, playback);
  const context = await browser.newContext({
    viewport: { width: 640, height: 360 },
    locale: 'en-US',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  const tv = new Remote(page);
  return {
    world,
    context,
    page,
    tv,
    complaints,
    async toHome() {
      await page.goto(world.tvUrl);
      await tv.on('home');
    },
    async signInElsewhere(user, mvpd) {
      await tv.on('signIn');
      await tv.says('code', /^[A-Z0-9]{7}$/);
      const code = await tv.text('code');
      world.sandbox.control.signIn({ code, user, ...(mvpd === undefined ? {} : { mvpd }) });
    },
    async cardNamed(words) {
      const cards = await page.evaluate(() =>
        [...document.querySelectorAll('#mirror [data-id*="-item-"]')].map((card) => [
          card.getAttribute('data-id') ?? '',
          card.getAttribute('aria-label') ?? '',
        ]),
      );
      const [id] = cards.find(([, name]) => words.test(name ?? '')) ?? [];
      if (id === undefined) throw new Error(`no card is called ${words}`);
      return id;
    },
    asked: (pattern) =>
      world.sandbox.control
        .requests()
        .filter(({ method, path }) => method !== 'OPTIONS' && pattern.test(path))
        .map(({ path }) => path),
    async visitEverything() {
      const { things } = await tv.read();
      for (const { id } of things) await tv.goTo(id);
      return things.length;
    },
    async close() {
      await context.close();
      await world.close();
      expect(complaints).toEqual([]);
    },
  };
}
