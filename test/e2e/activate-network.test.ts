import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findChromium } from '../../tools/chromium.ts';
import { phoneWith } from '../support/secondScreen.ts';
import { codeFrom, televisionIn } from '../support/television.ts';
import { browser, open, openWithCode, signInAtProvider, testEnv } from './activate.rig.ts';

const html = '<!doctype html><h1>Welcome to the hotel</h1>';

/** Opens the page while `answer` replaces its settings.json; returns when a step is shown. */
async function saidOf(answer: object): Promise<{ page: Page; close(): Promise<void> }> {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.clock.install();
  await page.route('**/settings.json', (route) => route.fulfill(answer));
  const phone = phoneWith(page);
  await page.goto(testEnv.activateUrl);
  await phone.moveClockUntil(async () => (await phone.step()) !== 'loading');
  return { page, close: () => context.close() };
}

describe('in the place of the page’s own server', () => {
  it.each([
    ['a portal', { status: 200, contentType: 'text/html', body: html }, 'portal'],
    ['a portal with a redirect', { status: 302, headers: { location: '/login' } }, 'portal'],
    ['a portal by the book', { status: 511, body: html }, 'portal'],
    ['a filter', { status: 403, contentType: 'text/html', body: html }, 'intercepted'],
    ['a filter with JSON', { status: 200, json: { blocked: true } }, 'intercepted'],
    ['nothing', { status: 204 }, 'intercepted'],
    ['a gateway', { status: 502, body: html }, 'down'],
  ])('%s is told, and the next good answer leads on', async (_, answer, step) => {
    const { page, close } = await saidOf(answer);
    expect(await page.locator('#step').getAttribute('data-step')).toBe(step);
    expect(await page.locator('#step').textContent()).not.toContain('not set up correctly');
    await page.unroute('**/settings.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('#step[data-step=code]').waitFor();
    await close();
  });

  it('one bad answer is a failed try and no more', async () => {
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    let asked = 0;
    await page.route('**/settings.json', (route) => {
      asked += 1;
      return asked === 1
        ? route.fulfill({ status: 200, contentType: 'text/html', body: html })
        : route.continue();
    });
    await page.goto(testEnv.activateUrl);
    await page.locator('#step[data-step=code]').waitFor();
    expect(asked).toBe(2);
    await context.close();
  });

  it('the page itself, for a file that its host does not have, means that the file is missing', async () => {
    const own = await (await fetch(testEnv.activateUrl)).text();
    const { page, close } = await saidOf({ status: 200, contentType: 'text/html', body: own });
    expect(await page.locator('#step').textContent()).toContain('settings.json: is missing');
    await close();
  });

  it('a language that cannot be had is English', async () => {
    const phone = await open('', {
      locale: 'fr-FR',
      prepare: async (context) => {
        await context.route('**/texts/fr.json', (route) =>
          route.fulfill({ status: 200, body: html }),
        );
      },
    });
    await phone.waitForStep('code');
    expect(await phone.words()).toContain('Connect your TV');
    expect(await phone.page.locator('html').getAttribute('lang')).toBe('en');
  });
});

describe('a network that hides what it answers', () => {
  it('is asked for what can be read, and its portal is told', async () => {
    const { phone } = await openWithCode();
    const { page } = phone;
    // Without CORS headers, a browser reports only that there was no answer.
    await page.route(`${testEnv.sandboxUrl}/**`, (route) => route.abort('connectionreset'));
    await page.route('**/settings.json', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: html }),
    );
    await page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('portal');
    expect(await phone.words()).toContain('This network asks for something first');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).tap();
    await phone.waitForStep('provider');
  });

  it('without a portal is no connection', async () => {
    const { phone } = await openWithCode();
    await phone.page.route(`${testEnv.sandboxUrl}/**`, (route) => route.abort('connectionreset'));
    await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('offline');
    expect(await phone.words()).toContain('on a network for guests, open another page first');
  });
});

describe('what is sent, opened and said on somebody’s behalf', () => {
  it('a token goes nowhere that a redirect leads to', async () => {
    const { phone } = await openWithCode();
    testEnv.sandbox.control.addFault({
      path: '/api/v2/*/configuration',
      times: 0,
      status: 302,
      headers: { location: `${testEnv.sandboxUrl}/elsewhere` },
    });
    await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('portal');
    const paths = testEnv.sandbox.control.requests().map(({ path }) => path);
    expect(paths.filter((path) => path.includes('elsewhere'))).toEqual([]);
  });

  it('only web pages are opened', async () => {
    const { phone } = await openWithCode();
    const { page } = phone;
    testEnv.sandbox.control.addFault({
      method: 'POST',
      path: '/api/v2/*/sessions/*',
      times: 0,
      status: 200,
      body: {
        actionName: 'authenticate',
        actionType: 'interactive',
        reasonType: 'none',
        url: 'javascript:document.title="taken"',
      },
    });
    await page.getByRole('button', { name: 'Connect this TV' }).tap();
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await page.locator('.reference').waitFor();
    expect(await page.title()).not.toContain('taken');
    expect(page.url()).toBe(testEnv.activateUrl);
  });

  it('whoever opened the page cannot be found from it', async () => {
    const context = await browser.newContext({ locale: 'en-US' });
    const opener = await context.newPage();
    await opener.goto(`${testEnv.activateUrl}icon.svg`);
    const [page] = await Promise.all([
      context.waitForEvent('page'),
      opener.evaluate((url) => void window.open(url), testEnv.activateUrl),
    ]);
    await page.locator('#step[data-step=code]').waitFor();
    expect(await page.evaluate(() => window.opener)).toBeNull();
    await context.close();
  });

  it('what a device calls itself is short, marked as its own words, and nothing hides in it', async () => {
    const { service } = televisionIn(testEnv);
    const code = await codeFrom(service);
    const phone = await open(`#code=${code}`);
    const { page } = phone;
    const claim =
      'Northstar support\u202e\u2066: call 555\u3164\u2800 at once, your account is blocked”';
    await page.route(`**/sessions/${code}`, async (route) => {
      if (route.request().method() !== 'GET') return route.continue();
      const response = await route.fetch();
      const body = await response.json();
      const device = { model: claim, vendor: claim, manufacturer: claim, type: claim };
      return route.fulfill({ response, json: { ...body, ...device, device } });
    });
    await phone.waitForStep('code');
    await page.locator('#code').press('Enter');
    await phone.waitForStep('confirm');
    const words = await phone.words();
    expect(words).toMatch(/It calls itself “[^”]+”\. Continue only if you started this/);
    const said = /“([^”]*)”/.exec(words)?.[1] ?? '';
    expect([...said].length).toBeLessThanOrEqual(2 * 24 + 1);
    expect(said).toMatch(/^[\x20-\x7e…]+$/);
    expect(words).not.toContain('blocked');
  });
});

describe('a browser with cookies and storage switched off', () => {
  it('leads to the end, and a reload on the way loses nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phone-'));
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
    await mkdir(join(folder, 'Default'));
    await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: findChromium() ?? '',
      args: ['--no-sandbox'],
      locale: 'en-US',
    });
    try {
      const page = await context.newPage();
      const phone = phoneWith(page);
      const code = await codeFrom(televisionIn(testEnv).service);
      await page.goto(testEnv.activateUrl);
      await phone.waitForStep('code');
      await expect(page.evaluate(() => localStorage.length)).rejects.toThrow('denied');
      await page.locator('#code').fill(code);
      await page.keyboard.press('Enter');
      await phone.waitForStep('confirm');
      await page.reload();
      await phone.waitForStep('confirm');
      await page.getByRole('button', { name: 'Connect this TV' }).click();
      await page.getByRole('button', { name: 'Harbor TV' }).click();
      await signInAtProvider(phone);
      await phone.waitForStep('done');
      expect(await phone.words()).toContain('You are signed in');
    } finally {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
