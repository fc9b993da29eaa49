import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

let browser: Browser;
let on: TurnedOn;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

afterEach(async () => {
  await on?.close();
});

const focused = async () => (await on.tv.read()).focused;

async function toSearch(): Promise<void> {
  on = await turnOn(browser);
  await on.toHome();
  await on.tv.choose('nav-search');
  await on.tv.on('search');
}

async function type(words: string): Promise<void> {
  for (const letter of words) await on.tv.choose(`key-${letter}`);
}

it('by keys: what is typed is found letter by letter, opened, and there again after Back', async () => {
  await toSearch();
  const { tv } = on;
  expect(await focused()).toBe('key-a');
  await tv.says('query', 'Type a title, an episode or a genre');
  await type('un');
  await tv.says('query', /^UN$/);
  await type('d');
  await tv.says('found', /^Found: \d+$/);
  await tv.says('found-0-item-0', 'Undergrowth');
  await tv.choose('found-0-item-0');
  expect((await tv.on('title')).title).toBe('Undergrowth');
  await tv.press('Backspace');
  await tv.on('search');
  await tv.says('query', /^UND$/);
  expect(await focused()).toBe('found-0-item-0');
  // The remote's Play key plays without the title's page.
  await tv.press('Space');
  await tv.on('player');
  await tv.press('Backspace');
  await tv.on('search');
  await tv.press('Backspace');
  expect(await focused()).toBe('key-a');
  await tv.press('Backspace');
  await tv.on('home');
  expect(await focused()).toBe('nav-search');
  // Another search begins without the text of the last one.
  await tv.press('Enter');
  await tv.on('search');
  await tv.says('query', 'Type a title');
});

it('says what was looked for when nothing is found, and letters can be deleted', async () => {
  await toSearch();
  const { tv } = on;
  await type('zzq');
  await tv.says('found', 'Nothing found for “ZZQ”');
  await tv.choose('key-erase');
  await tv.says('query', /^ZZ$/);
  await tv.choose('key-clear');
  await tv.says('query', 'Type a title');
  expect(await tv.text('found')).toBe('');
});

it('by pointer: keys and results are pressed where they are', async () => {
  await toSearch();
  const { tv, page } = on;
  /** The middle of a key of the first line, on the stage of 1920 x 1080. */
  const key = (column: number) => [96 + column * 130 + 60, 312 + 31] as const;
  const press = ([x, y]: readonly [number, number]) => page.mouse.click(x / 3, y / 3);
  await press(key(3));
  await tv.says('query', /^D$/);
  expect(await focused()).toBe('key-d');
  await press(key(4));
  await tv.says('query', /^DE$/);
  await tv.says('found', /^Found: \d+$/);
  await press([96 + 170, 566 + 70 + 90]);
  await tv.on('title');
});
