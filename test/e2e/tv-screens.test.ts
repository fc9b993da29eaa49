import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

const film = 'row-0-item-0';
const tempPass = 'TempPass_Northstar';

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

it('a provider chosen on the TV signs in; when its profile is gone, it is offered again', async () => {
  on = await turnOn(browser, { chooseProvider: 'tv' });
  const { tv, page, world } = on;
  await on.toHome();
  await tv.play(film);
  await tv.on('providers');
  await tv.says('to-watch', 'The Long Meridian');
  expect((await tv.read()).focused).toBe('provider-ValleyCable');
  await on.visitEverything();

  await tv.choose('button-find');
  for (const key of ['key-h', 'key-a', 'key-r']) await tv.choose(key);
  expect(await tv.text('query')).toBe('HAR');
  // Orchard contains these letters too, but does not begin with them.
  await tv.says('found', 'Found: 2');
  const found = (await tv.read()).things.filter(({ id }) => id.startsWith('provider-'));
  expect(found.map(({ id }) => id)).toEqual(['provider-HarborTV', 'provider-Orchard']);
  await tv.choose('provider-HarborTV');
  await tv.on('signIn');
  expect(await tv.text('title')).toBe('Sign in with Harbor TV');
  await on.signInElsewhere('alex');
  await tv.on('player');
  await tv.videoPlays(0.3);

  world.sandbox.control.rules({ deleteProfiles: { mvpd: 'HarborTV' } });
  world.sandbox.control.clearRequests();
  await page.reload();
  await tv.on('home');
  // Home does not wait for the service; the offer to sign in appears with the service's answer.
  await page.waitForSelector('#mirror [data-id="nav-sign-in"]', { state: 'attached' });
  await tv.play(film);
  await tv.on('confirmProvider');
  expect(await tv.text('title')).toBe('Sign in again with Harbor TV?');
  expect(await on.visitEverything()).toBe(4);
  await tv.choose('button-continue');
  await on.signInElsewhere('alex');
  await tv.on('player');
  await tv.videoPlays(0.3);
  expect(on.asked(/configuration/)).toEqual([]);

  await tv.backHome();
  expect((await tv.read()).focused).toBe(film);
});

it('of 400 providers only those near the window are drawn, and all can be found', async () => {
  on = await turnOn(browser, { chooseProvider: 'tv' });
  const { tv, page, world } = on;
  const logos = new Set<string>();
  await page.route('**/configuration', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    body.requestor.mvpds = Array.from({ length: 400 }, (_, index) => ({
      id: `Many_${index}`,
      displayName: `${String.fromCharCode(65 + (index % 26))}ommon Cable ${index}`,
      logoUrl: `${world.sandboxUrl}/logos/many-${index}.svg`,
    }));
    await route.fulfill({ response: answer, json: body });
  });
  await page.route('**/logos/many-*.svg', async (route) => {
    logos.add(route.request().url());
    await route.fulfill({
      contentType: 'image/svg+xml',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="9"/></svg>',
    });
  });
  await on.toHome();
  await tv.play(film);
  await tv.on('providers');
  await tv.choose('button-all');
  expect((await tv.read()).focused).toBe('letter-A');
  expect((await tv.read()).things.filter(({ id }) => id.startsWith('provider-'))).toHaveLength(400);
  await expect.poll(() => logos.size, { timeout: 20_000 }).toBeGreaterThan(12);
  // Twelve popular providers, then three lines and one that is partly visible.
  expect(logos.size).toBeLessThanOrEqual(12 + 4 * 4);
  await tv.goTo('letter-Z');
  await tv.press('ArrowDown');
  expect((await tv.read()).focused).toBe('provider-Many_25');
  await tv.press('ArrowDown', 'ArrowDown', 'ArrowUp');
  // Back: first from the tiles to their letter, then from the list to the screen before it.
  await tv.press('Backspace');
  expect((await tv.read()).focused).toBe('letter-Z');
  await tv.press('Backspace');
  expect((await tv.read()).focused).toBe('button-all');
  await tv.choose('button-find');
  for (const key of ['key-3', 'key-9', 'key-9']) await tv.choose(key);
  await tv.says('found', 'Found: 1');
  await tv.backHome();
});

it('a free preview plays, counts down, and ends with the way to sign in', async () => {
  on = await turnOn(browser, { freePreview: tempPass });
  const { tv, page, world } = on;
  world.sandbox.control.rules({ tempPass: { mvpd: tempPass, lifeS: 14 } });
  await on.toHome();
  await tv.play(film);
  await tv.on('signIn');
  await tv.choose('button-free-preview');
  await tv.on('player');
  await tv.videoPlays(0.2);
  await tv.says('preview', /^Free preview · 0:\d\d left$/);
  await tv.backHome();
  await tv.says('preview', /^Free preview · 0:\d\d left$/);
  await tv.play(film);
  await tv.on('notAvailable', 30_000);
  expect(await tv.text('title')).toBe('Your free preview is over');
  expect(await tv.text('support')).toContain('temporary_access_duration_limit_exceeded');
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) === 0);
  await tv.choose('button-sign-in');
  await tv.on('signIn');
});

it('Home marks what is in the package and what is not', async () => {
  on = await turnOn(browser, {});
  const { tv, page, world } = on;
  await on.toHome();
  await on.visitEverything();
  await tv.choose('nav-sign-in');
  await on.signInElsewhere('casey');
  await tv.on('home');
  await page.waitForSelector('#mirror [data-group] [aria-label*="Not in your package"]', {
    state: 'attached',
    timeout: 20_000,
  });
  const feed = await (await fetch(`${world.sandboxUrl}/programmer/feed.json`)).json();
  type Entry = { title: string; couchpass: { access: string; resource?: string } };
  const entries = Object.values(feed).filter(Array.isArray).flat() as Entry[];
  const marks = await page.evaluate(() =>
    [...document.querySelectorAll('#mirror [data-id^="row-"]')].map((card) => ({
      title: card.textContent ?? '',
      spoken: card.getAttribute('aria-label') ?? '',
    })),
  );
  const wrong = marks.filter(({ title, spoken }) => {
    const entry = entries.find((candidate) => candidate.title === title);
    const words =
      entry?.couchpass.access === 'free'
        ? 'Free to watch'
        : entry?.couchpass.resource === 'NORTHSTAR-SPORT'
          ? 'Not in your package'
          : 'Included in your package';
    return !spoken.includes(words);
  });
  expect(wrong).toEqual([]);
  expect(marks.length).toBeGreaterThan(10);
});

it('keeps exactly one thing focused through 300 keys pressed at random', async () => {
  on = await turnOn(browser, { chooseProvider: 'tv', freePreview: tempPass });
  const { tv, page, complaints } = on;
  await on.toHome();
  let seed = 20_260_101;
  const below = (limit: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >>> 8) % limit;
  };
  const keys = [
    ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'ArrowDown', 'ArrowRight'],
    ...['Enter', 'Enter', 'Enter', 'Backspace'],
  ];
  const pressed: string[] = [];
  const seen = new Set<string>();
  for (let press = 0; press < 300; press++) {
    const key = keys[below(keys.length)] ?? 'Enter';
    pressed.push(key);
    await tv.press(key);
    const state = await page.evaluate(() => {
      const focused = [...document.querySelectorAll('[data-focused]')];
      return {
        screen: document.querySelector('#mirror')?.getAttribute('data-screen') ?? '',
        focused: focused.length,
        active: focused[0] === document.activeElement,
      };
    });
    seen.add(state.screen);
    if (state.focused !== 1 || !state.active || complaints.length > 0) {
      throw new Error(`${JSON.stringify({ state, complaints })} after ${pressed.join(' ')}`);
    }
  }
  expect(seen.size).toBeGreaterThan(2);
  await tv.backHome();
});
