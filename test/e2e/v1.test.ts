import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Phone } from '../support/Phone.ts';
import { Remote } from '../support/Remote.ts';
import { type Running, shippedSettings, startTestEnv } from '../support/testEnv.ts';

/** Only `"api": "v1"` differs: the screens are the same. */
let browser: Browser;
let world: Running;
let tvContext: BrowserContext;
let phoneContext: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  const settings = (await shippedSettings()) as { appSettings: { pass: { api: string } } };
  settings.appSettings.pass.api = 'v1';
  world = await startTestEnv({ settings });
  tvContext = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  phoneContext = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'en-US',
  });
});
afterEach(async () => {
  await tvContext?.close();
  await phoneContext?.close();
  await world?.close();
});

it('goes from the sofa to the picture and back over REST API V1', async () => {
  const tvPage = await tvContext.newPage();
  const complaints: string[] = [];
  tvPage.on('pageerror', (error) => complaints.push(String(error)));
  const tv = new Remote(tvPage);
  await tvPage.goto(world.tvUrl);
  await tv.on('home');
  await tv.play('row-0-item-0');
  await tv.on('signIn');
  await tv.says('code', /^[A-Z0-9]{7}$/);
  const code = await tv.text('code');

  const phonePage = await phoneContext.newPage();
  phonePage.on('pageerror', (error) => complaints.push(String(error)));
  await phonePage.goto(world.activateUrl);
  await new Phone(phonePage).signIn(code, 'Harbor TV', 'alex');

  await tv.on('player');
  await tv.videoPlays(1);

  await tvPage.reload();
  await tv.on('home');
  await tv.play('row-0-item-0');
  await tv.on('player');

  const paths = world.sandbox.control
    .requests()
    .filter(({ method }) => method !== 'OPTIONS')
    .map(({ method, path }) => `${method} ${path}`);
  const has = (pattern: RegExp) => paths.filter((line) => pattern.test(line)).length;
  expect(has(/ \/api\/v2\//)).toBe(0);
  expect(has(/POST \/reggie\/v1\/NORTHSTAR\/regcode$/)).toBe(1);
  expect(has(/GET \/api\/v1\/authenticate$/)).toBe(1);
  expect(has(/GET \/api\/v1\/checkauthn\/[A-Z0-9]{7}$/)).toBeGreaterThan(0);
  expect(has(/GET \/api\/v1\/tokens\/media$/)).toBe(2);
  // One for the television, one for the phone.
  expect(has(/POST \/o\/client\/register$/)).toBe(2);
  expect(complaints).toEqual([]);
});
