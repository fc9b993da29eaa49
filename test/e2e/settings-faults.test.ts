import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsFile } from '../../tools/paths.ts';
import { launchBrowser } from '../support/browser.ts';
import type { Running } from '../support/testEnv.ts';
import { startSmallTestEnv } from './tv.rig.ts';

/** What the TV app in a browser reports for an edited settings.json. */

let browser: Browser;
let world: Running;
let good: string;

beforeAll(async () => {
  good = await readFile(settingsFile, 'utf8');
  [browser, world] = await Promise.all([launchBrowser(), startSmallTestEnv()]);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

async function opened(body: string | Buffer): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.route('**/tv/settings.json', (route) =>
    route.fulfill({ body, contentType: 'application/json' }),
  );
  await page.goto(world.tvUrl);
  return page;
}

describe('a settings.json that cannot be used', () => {
  it.each<[string, (text: string) => string, string[]]>([
    [
      'with a comma too many',
      (text) => text.replace('"accentColor": "#ffb454" }', '"accentColor": "#ffb454", }'),
      ['settings.json', 'is not JSON: line 5, column 61: a comma after the last entry'],
    ],
    [
      'with a comment',
      (text) => `// ours\n${text}`,
      [
        'settings.json',
        'is not JSON: line 1, column 1: a comment (//)',
        'JSON, which has no comments',
      ],
    ],
    [
      'with addresses that lead astray',
      (text) =>
        text
          .replace('"http://localhost:8700"', '"https://user:secret-word@sp.example"')
          .replace('"/programmer/feed.json"', '"//evil.example/feed.json"')
          .replace('"/programmer/play"', '"https://sp.example/play#x"'),
      [
        'appSettings.pass.baseUrl',
        'holds "https://…@sp.example", which has a user name in it',
        'appSettings.catalogue.feedUrl',
        'begins with "//", which names another host',
        'appSettings.catalogue.playbackUrl',
        'has a fragment (#…) in it',
        '(http:// only for localhost)',
      ],
    ],
    [
      'with a name of two lines',
      (text) => text.replace('"Northstar",', '"North\\nstar",'),
      ['appSettings.brand.name', 'has a line break in it', '1 to 40 letters on one line'],
    ],
  ])('%s is told on the whole screen, where and what is allowed', async (name, change, words) => {
    expect(change(good)).not.toBe(good);
    const page = await opened(change(good));
    const fault = page.locator('#mirror.fault');
    await fault.waitFor({ timeout: 20_000 });
    const text = (await fault.textContent()) ?? '';
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toContain('secret-word');
    // The whole message is on the screen.
    const { y = 0, height = 0 } = (await fault.boundingBox()) ?? {};
    expect(y + height).toBeLessThanOrEqual(1_080);
    const shots = process.env.COUCHPASS_SHOTS;
    if (shots) await page.screenshot({ path: `${shots}/${name.replaceAll(' ', '-')}.png` });
    await page.close();
  });
});

it.each<[string, (text: string) => Buffer]>([
  ['with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['in UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
])('a settings.json %s is read', async (_, encode) => {
  const page = await opened(encode(good));
  await page.waitForSelector('#mirror:not(.fault) [data-screen], #mirror[data-screen]', {
    timeout: 20_000,
  });
  expect(await page.locator('.fault').count()).toBe(0);
  await page.close();
});
