import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Phone } from '../support/Phone.ts';
import { Remote } from '../support/Remote.ts';
import { type Running, startWorld } from '../support/world.ts';

let browser: Browser;
let world: Running;
let context: BrowserContext;
let page: Page;
let tv: Remote;

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld();
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

beforeEach(async () => {
  world.sandbox.control.reset();
  context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en-US' });
  page = await context.newPage();
  tv = new Remote(page);
  await page.goto(world.tvUrl);
  await tv.on('home');
});

afterEach(async () => {
  await context?.close();
});

const polls = () =>
  world.sandbox.control
    .requests()
    .filter(({ method, path }) => method === 'GET' && path.includes('/profiles/code/')).length;

/** From a film to the provider's page, in a window of this device. */
async function toTheWindow(): Promise<{ login: Page; before: number }> {
  await tv.play('row-0-item-0');
  await tv.on('signIn');
  await tv.choose('button-here');
  await tv.on('providers');
  await tv.says('title', /./).catch(() => {});
  const before = polls();
  const opened = context.waitForEvent('page');
  await tv.press('Enter');
  const login = await opened;
  await login.waitForLoadState();
  await tv.on('signIn');
  return { login, before };
}

describe('signing in on the device itself', () => {
  it('opens the provider beside the app, asks nothing meanwhile, and plays', async () => {
    const { login, before } = await toTheWindow();
    expect(login.url()).toContain('/mvpd/');
    expect(polls()).toBe(before);
    await new Phone(login).login('alex');
    await tv.on('player');
    await tv.videoPlays(0.2);
    expect(polls() - before).toBeGreaterThanOrEqual(1);
  });

  it('a window that was closed leaves the viewer with every way to go on', async () => {
    const { login, before } = await toTheWindow();
    await login.close();
    await page.waitForSelector('#mirror [data-id="button-here"]', { state: 'attached' });
    expect(polls() - before).toBe(1);
    const { things } = await tv.read();
    expect(things.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'button-here',
        'button-continue',
        'button-on-phone',
        'button-cancel',
      ]),
    );
    await tv.choose('button-on-phone');
    await tv.says('code', /^[A-Z0-9]{7}$/);
    await tv.press('Backspace');
    await tv.on('title');
  });
});
