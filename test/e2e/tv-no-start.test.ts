import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFailureTexts } from '../../apps/tv/texts/startFailure.ts';
import { launchBrowser } from '../support/browser.ts';
import { Remote } from '../support/Remote.ts';
import type { Running } from '../support/testEnv.ts';
import { startSmallTestEnv } from './tv.rig.ts';

let browser: Browser;
let bare: Browser;
let world: Running;

beforeAll(async () => {
  [browser, bare, world] = await Promise.all([
    launchBrowser(),
    launchBrowser(['--disable-3d-apis']),
    startSmallTestEnv(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await bare?.close();
  await world?.close();
});

async function opened(
  of: Browser,
  options: BrowserContextOptions & { before?: string } = {},
): Promise<Page> {
  const { before, ...rest } = options;
  const context = await of.newContext({
    viewport: { width: 1280, height: 720 },
    locale: 'en-US',
    ...rest,
  });
  const page = await context.newPage();
  if (before) await page.addInitScript({ content: before });
  await page.goto(world.tvUrl);
  return page;
}

/** The text of the page, once the page shows that the app did not start. */
async function readFault(page: Page): Promise<string> {
  await page.waitForSelector('#mirror.fault', { timeout: 20_000 });
  return (await page.locator('#mirror').textContent()) ?? '';
}

describe('without WebGL', () => {
  it.each(['en-US', 'es-MX', 'fr-FR', 'nl-NL'])('%s: says so, and what to do', async (locale) => {
    const page = await opened(bare, { locale });
    const language = locale.slice(0, 2) as keyof typeof startFailureTexts;
    const { graphics, again } = startFailureTexts[language];
    const text = await readFault(page);
    for (const part of [...Object.values(graphics), again, 'start_graphics']) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/settings\.json/);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    // The whole message is on the screen.
    const box = await page.locator('#mirror .support').boundingBox();
    expect((box?.y ?? 720) + (box?.height ?? 0)).toBeLessThan(720);
    await page.context().close();
  });

  it('OK tries again', async () => {
    const page = await opened(bare);
    await readFault(page);
    await page.evaluate(() => document.documentElement.setAttribute('data-before', 'true'));
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.documentElement.hasAttribute('data-before'));
    expect(await readFault(page)).toContain(startFailureTexts.en.graphics.title);
    await page.context().close();
  });
});

/** Script that takes each WebGL context away as soon as the page gets it. */
const loses = `{
  const own = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    const context = own.call(this, kind, ...rest);
    if (/webgl/.test(kind)) context.getExtension('WEBGL_lose_context')?.loseContext();
    return context;
  };
}`;

/** Script that loses the context while the first picture is drawn. */
const losesLater = `{
  const own = WebGLRenderingContext.prototype.linkProgram;
  WebGLRenderingContext.prototype.linkProgram = function (program) {
    this.getExtension('WEBGL_lose_context')?.loseContext();
    own.call(this, program);
  };
}`;

it.each([
  ['at once', loses],
  ['in the first picture', losesLater],
])('WebGL that is lost %s is told as none', async (_when, before) => {
  const page = await opened(browser, { before });
  expect(await readFault(page)).toContain(startFailureTexts.en.graphics.title);
  await page.context().close();
});

/** Failures between the settings and the first picture, and the text that support reads for each. */
const failures: readonly (readonly [string, string, RegExp])[] = [
  [
    'a component that cannot be made',
    // The mirror is the first code that calls it.
    `Document.prototype.createElement = new Proxy(Document.prototype.createElement, {
      apply(create, document, [tag, ...rest]) {
        if (tag === 'main' && !window.once) { window.once = true; throw new TypeError('secret-42'); }
        return Reflect.apply(create, document, [tag, ...rest]);
      } });`,
    /start_failed · TypeError/,
  ],
  [
    'a drawing loop that throws',
    `WebGLRenderingContext.prototype.drawElements = () => { throw new RangeError('secret-42'); };`,
    /start_failed · RangeError/,
  ],
  [
    'a page that cannot be read',
    `Document.prototype.querySelector = () => { throw new TypeError('secret-42'); };`,
    /start_failed · TypeError/,
  ],
];

it.each(failures)('%s is told as a failure at start', async (_what, before, code) => {
  const page = await opened(browser, { before });
  const text = await readFault(page);
  expect(text).toContain(startFailureTexts.en.failed.title);
  expect(text).toMatch(code);
  expect(text).not.toMatch(/settings\.json|secret-42/);
  await page.context().close();
});

it('an app whose script never comes says so by itself, in four languages', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.route('**/main.js', (route) => route.abort());
  await page.goto(world.tvUrl);
  const late = page.locator('#late');
  expect(await late.isVisible()).toBe(false);
  // The style sheet is held back; the test goes on.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
  expect(await late.isVisible()).toBe(true);
  expect(await late.textContent()).toMatch(
    /not started[\s\S]*iniciado[\s\S]*démarré[\s\S]*gestart/,
  );
  await context.close();
});

it('an app that draws leaves nothing of it on the page', async () => {
  const page = await opened(browser);
  await new Remote(page).on('home');
  await page.waitForFunction(() => document.getElementById('late') === null);
  expect(await page.locator('.fault').count()).toBe(0);
  await page.context().close();
});
