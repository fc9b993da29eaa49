import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { Phone } from '../support/Phone.ts';
import { Remote } from '../support/Remote.ts';
import { type Running, startTestEnv } from '../support/testEnv.ts';

let browser: Browser;
let world: Running;
let context: BrowserContext;
let page: Page;
let tv: Remote;

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startTestEnv();
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

/**
 * A server of another origin with one page. Other paths are empty, because they would otherwise open
 * windows, too.
 */
async function serve(page: string) {
  const headers = { 'content-type': 'text/html' };
  const server = createServer(({ url }, response) =>
    response.writeHead(200, headers).end(url === '/' ? page : ''),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** From a film to the provider's page, in a window on this device. */
async function toTheWindow(
  shown: string | RegExp = /\/mvpd\//,
): Promise<{ login: Page; before: number }> {
  await tv.play('row-0-item-0');
  await tv.on('signIn');
  await tv.choose('button-here');
  await tv.on('providers');
  const before = polls();
  const opened = context.waitForEvent('page');
  await tv.choose('provider-HarborTV');
  const login = await opened;
  await login.waitForURL(shown);
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

  it("cannot be led elsewhere by the provider's page, or by one that it shows", async () => {
    // Everything that a page can do to its opener.
    const hostile = `<!doctype html><title>Provider</title><script>
      const tries = [
        () => { window.opener.location = '/evil'; },
        () => { window.opener.postMessage('evil', '*'); },
        () => { window.open('/evil', window.opener.name); },
        () => { window.open('/evil', '_opener'); },
      ];
      for (const attempt of tries) try { attempt(); } catch {}
      document.title = 'opener: ' + (window.opener === null ? 'none' : 'there');
    </script>`;
    const provider = await serve(hostile);
    const elsewhere = await serve(hostile);
    const headers = { location: provider.url };
    const path = '/api/v2/authenticate/**';
    world.sandbox.control.addFault({ path, status: 302, headers, times: 0 });
    try {
      const { login } = await toTheWindow(provider.url);
      await expect.poll(() => login.title(), { timeout: 20_000 }).toBe('opener: none');
      // Also from a page of another origin, to which the provider's page leads.
      await login.goto(elsewhere.url);
      await expect.poll(() => login.title(), { timeout: 20_000 }).toBe('opener: none');
      expect(page.url()).toBe(world.tvUrl);
      await tv.on('signIn');
      // The television still notices that the viewer has closed the window.
      await login.close();
      await page.waitForSelector('#mirror [data-id="button-here"]', { state: 'attached' });
    } finally {
      await provider.close();
      await elsewhere.close();
    }
  });

  it.each([
    ['javascript:document.title="taken"', 0],
    ['data:text/html,<title>taken</title>', 0],
    ['file:///etc/passwd', 0],
    ['http://elsewhere.example/logout', 1],
  ])('is signed out at %s, as the service says: %i windows', async (url, windows) => {
    const { login } = await toTheWindow();
    await new Phone(login).login('alex');
    await tv.on('player');
    await tv.press('Backspace');
    await tv.on('title');
    await tv.press('Backspace');
    await tv.on('home');
    await context.route(/\/logout\//, async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      for (const step of Object.values<Record<string, string>>(body.logouts)) step.url = url;
      await route.fulfill({ response: answer, json: body });
    });
    await context.route('http://elsewhere.example/**', (route) => route.fulfill({ body: '' }));
    const opened: Page[] = [];
    context.on('page', (other) => opened.push(other));
    const title = await page.title();
    await tv.choose('nav-account');
    await tv.choose('button-sign-out');
    await tv.choose('button-confirm');
    await tv.on('home');
    await expect.poll(() => opened.length, { timeout: 20_000 }).toBe(windows);
    expect(await page.title()).toBe(title);
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
