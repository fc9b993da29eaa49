import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dist } from '../../tools/paths.ts';
import type { Phone } from '../support/secondScreen.ts';
import { browser, open, openWithCode, signInAtProvider, testEnv } from './activate.rig.ts';
import { openFramed } from './secondScreen/framed.ts';

describe('for everybody', () => {
  /** Goes through every step and calls `stop` at each. */
  async function tour(
    options: BrowserContextOptions,
    stop: (phone: Phone, step: string) => Promise<void>,
  ) {
    const { phone } = await openWithCode({}, options);
    const { page } = phone;
    await stop(phone, 'confirm');
    await page.locator('button.primary').tap();
    await phone.waitForStep('provider');
    await page.waitForLoadState('networkidle');
    await stop(phone, 'provider');
    await page.fill('#search', 'qqq');
    await stop(phone, 'provider, nothing found');
    await page.fill('#search', 'a');
    await stop(phone, 'provider, found');
    await page.locator('[data-mvpd=HarborTV]').tap();
    await page.waitForURL(/\/mvpd\//);
    await page.goBack();
    await phone.waitForStep('notYet');
    await stop(phone, 'notYet');
    await page.locator('button.primary').tap();
    await signInAtProvider(phone);
    await phone.waitForStep('done');
    await stop(phone, 'done');
    await page.goto(`${testEnv.activateUrl}?again=1#code=ZZZZZZZ`);
    await phone.waitForStep('code');
    await stop(phone, 'code');
    await page.locator('button.primary').tap();
    await page.locator('#code[aria-invalid="true"]').waitFor();
    await stop(phone, 'code, wrong');
  }

  it.each(['light', 'dark'] as const)(
    'axe-core finds nothing on any step (%s)',
    async (colorScheme) => {
      const found: string[] = [];
      await tour({ colorScheme }, async (phone, step) => {
        for (const violation of await phone.violations()) found.push(`${step}: ${violation}`);
      });
      expect(found).toEqual([]);
    },
  );

  it.each([
    ['320 px, French', { viewport: { width: 320, height: 700 }, locale: 'fr-FR' }, '100%'],
    ['200 % text, Dutch', { viewport: { width: 390, height: 844 }, locale: 'nl-BE' }, '200%'],
    [
      '200 % zoom of 640 px, Spanish',
      { viewport: { width: 320, height: 350 }, deviceScaleFactor: 2, locale: 'es-MX' },
      '100%',
    ],
  ])('nothing has to be scrolled sideways: %s', async (_, options, fontSize) => {
    const wide: string[] = [];
    await tour(options, async ({ page }, step) => {
      await page.evaluate(
        (size) => document.documentElement.style.setProperty('font-size', size),
        fontSize,
      );
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wide.push(`${step}: ${over} px`);
    });
    expect(wide).toEqual([]);
  });

  it.each([
    ['es-MX', 'es', 'Conecta tu televisor – Northstar'],
    ['fr-FR', 'fr', 'Connectez votre téléviseur – Northstar'],
    ['nl-BE', 'nl', 'Verbind je tv – Northstar'],
    ['de-DE', 'en', 'Connect your TV – Northstar'],
  ])('speaks the viewer’s language: %s', async (locale, lang, title) => {
    const phone = await open('', { locale });
    await phone.waitForStep('code');
    expect(await phone.page.title()).toBe(title);
    expect(await phone.page.locator('html').getAttribute('lang')).toBe(lang);
  });

  it('says so in four languages when script is blocked', async () => {
    const phone = await open('', { javaScriptEnabled: false });
    const text = await phone.page.locator('.without-script').textContent();
    for (const words of [
      'only with JavaScript',
      'solo funciona con',
      'qu’avec JavaScript',
      'alleen met JavaScript',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('refuses to work inside another page', async () => {
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    const frame = await openFramed(page, testEnv.activateUrl, 'https://other.example/');
    const framed = frame.locator('#step[data-step=framed]');
    await framed.waitFor();
    expect(await framed.locator('button, input').count()).toBe(0);
    await context.close();
  });

  it('is small: script and style together under 30 kB compressed', async () => {
    const folder = join(dist, 'activate');
    const names = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name));
    const files = names.map((name) => join(folder, name));
    const sizes = await Promise.all(
      files.map(async (file) => gzipSync(await readFile(file)).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(30_000);
  });
});
