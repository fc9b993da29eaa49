import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT_HEADER, type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { ask, clientOf, type TestClient } from '../sandbox/rig.ts';
import { acme, playByV2 } from '../sandbox/stranger.ts';
import { launchBrowser } from '../support/browser.ts';

const MARKUP = '<img src=x onerror="document.title=\'taken\'">';

let browser: Browser;
let sandbox: Sandbox;
let client: TestClient;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  sandbox = await startSandbox({ quiet: true, throttle: false });
  client = await clientOf(sandbox);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  errors.length = 0;
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${sandbox.url}/_sandbox/`);
  await page.waitForSelector('#link.live');
});
afterEach(async () => {
  await page.context().close();
  await sandbox.close();
  expect(errors).toEqual([]);
});

const shown = () => page.locator('#log li:not([hidden]) .path').allTextContents();

describe('the console', () => {
  it('shows requests as they end, filtered, opened, and as curl, by keyboard alone', async () => {
    await client.call('profiles?x=1&x=2');
    await client.createSession();
    await page.getByText('/api/v2/NORTHSTAR/sessions').waitFor();
    expect(await shown()).toEqual([
      '/api/v2/NORTHSTAR/sessions',
      '/api/v2/NORTHSTAR/profiles?x=1&x=2',
      '/o/client/token',
      '/o/client/register',
    ]);
    await page.focus('#filter');
    await page.keyboard.type('post -client');
    await expect.poll(shown).toEqual(['/api/v2/NORTHSTAR/sessions']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('#log .inside').textContent()).toMatch(/mvpd.*ValleyCable/);
    await page.keyboard.press('c');
    await page.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^curl -X POST 'http:\/\/127.*\/api\/v2\/NORTHSTAR\/sessions' \\\n/);
    expect(copied).toContain("--data-raw 'mvpd=ValleyCable&domainName=northstar.example");
    expect(copied).not.toContain(client.token);
    await page.keyboard.press('/');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await expect.poll(async () => (await shown()).length).toBe(4);
    await page.locator('#log summary').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('profiles');
  });

  it('signs a waiting code in, and lets the profile go again', async () => {
    const { code } = (await client.createSession({ mvpd: 'HarborTV' })).json;
    await page.getByRole('button', { name: `Sign in ${code}` }).click();
    await page.getByText(`${code} is signed in.`).waitFor();
    expect((await client.call('profiles')).json.profiles).toHaveProperty('HarborTV');
    await page.getByRole('tab', { name: /Signed in/ }).click();
    await page.getByRole('button', { name: 'Withdraw alex at HarborTV' }).click();
    await page.getByText('no longer valid').waitFor();
    expect((await client.call('profiles')).json.profiles).toEqual({});
  });

  it('moves the clock, orders a bad moment, bends a rule and takes it back', async () => {
    const before = sandbox.clock.now();
    await page.getByRole('button', { name: '+6 h' }).click();
    await expect.poll(() => sandbox.clock.now() - before).toBeGreaterThan(21_000_000);
    await client.renew();
    await page.getByRole('button', { name: '429 once' }).click();
    await page.getByText('any /api/v2/**: 429, 1 more').waitFor();
    expect((await client.call('profiles')).status).toBe(429);
    await page.locator('#bend-mvpd').selectOption('HarborTV');
    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByRole('button', { name: 'Undo NORTHSTAR/HarborTV is off' }).waitFor();
    expect((await client.createSession({ mvpd: 'HarborTV' })).json.code).toBe(
      'invalid_integration',
    );
    await page.getByRole('button', { name: 'Undo NORTHSTAR/HarborTV is off' }).click();
    await expect
      .poll(() => sandbox.control.rules().inactiveIntegrations)
      .not.toContain('NORTHSTAR/HarborTV');
    await page.getByLabel('Throttle requests').check();
    await expect.poll(() => sandbox.control.rules().throttle).toBe(true);
  });

  it('keeps the focus where it was, or near, when a key changed what it was on', async () => {
    await client.signIn('alex', 'HarborTV');
    await page.getByRole('tab', { name: /Signed in/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Withdraw alex at HarborTV' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('no longer valid').waitFor();
    // The focus must not move to another button: a second Enter would delete what that button withdraws.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('profiles');
    await page.keyboard.press('Tab');
    const remove = 'Delete alex at HarborTV';
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe(remove);
    await client.signIn('casey', 'ValleyCable');
    await page.getByRole('button', { name: 'Delete casey at ValleyCable' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe(remove);
  });

  it('lists the latest of very many, and finds the others', async () => {
    const { code } = (await client.createSession()).json;
    for (let i = 0; i < 4; i++) await client.call(`profiles/code/${code}`);
    for (let i = 0; i < 12; i++) {
      const fifty = Array.from({ length: 50 }, () => fetch(`${sandbox.url}/programmer/none`));
      await Promise.all(fifty);
    }
    await page.getByText('The latest 500 of 607 are listed').waitFor();
    expect(await page.locator('#log li').count()).toBe(500);
    await page.fill('#filter', 'post /o/client');
    await expect.poll(shown).toEqual(['/o/client/token', '/o/client/register']);
    expect(await page.locator('#count-requests').textContent()).toBe('2 of 607');
    await page.fill('#filter', '');
    await page.getByRole('tab', { name: /Judge/ }).click();
    const row = page.locator('#findings tr', { hasText: 'POL-04' });
    await row
      .getByRole('button', { name: /Show request/ })
      .first()
      .click();
    await page.locator('#log details[open] .inside').waitFor();
    expect(await shown()).toHaveLength(1);
    expect(await page.inputValue('#filter')).toMatch(/^#\d+$/);
  });

  it("shows the judge's findings and leads to the requests that prove them", async () => {
    const { code } = (await client.createSession()).json;
    for (let i = 0; i < 4; i++) await client.call(`profiles/code/${code}`);
    await page.getByRole('tab', { name: /Judge/ }).click();
    const row = page.locator('#findings tr', { hasText: 'POL-04' });
    await row.waitFor();
    expect(await row.locator('.pill').textContent()).toBe('broken');
    const proof = row.getByRole('button', { name: /Show request/ }).first();
    const seq = await proof.textContent();
    await proof.click();
    expect(await page.locator('#requests').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(`${seq}`);
    await page.locator('#log details[open] .inside').waitFor();
  });

  it('shows what was taken on first use, in the world and at the request that brought it', async () => {
    const tab = page.getByRole('tab', { name: /World/ });
    await tab.click();
    await page.getByText('Clients have come with nothing that was not declared.').waitFor();
    await playByV2({ url: sandbox.url, ...acme, redirectUrl: 'adbe.acme://signin' });
    await page.getByText('Clients came with 5 things that nobody had declared').waitFor();
    expect(await tab.textContent()).toBe('World 5');
    const [newest] = await page.locator('#service-providers tbody tr').allInnerTexts();
    expect(newest?.replace(/\s+/g, ' ')).toBe(
      'ACMETV taken on first use acme.example taken adbe.acme: taken ACME-MAIN taken',
    );
    const statements = await page.locator('#applications tbody tr').allInnerTexts();
    expect(statements[0]?.replace(/\s+/g, ' ')).toMatch(/^7c89-acme taken any api:client:v2/);
    await page.getByRole('tab', { name: /Requests/ }).click();
    await page.fill('#filter', 'taken configuration');
    await page.locator('#log summary').first().click();
    await page.getByText('Taken on first use', { exact: true }).waitFor();
    expect(await page.locator('#log .inside').textContent()).toContain('service provider ACMETV');
  });

  it('calls a client by the name that a test gave it', async () => {
    await client.call('profiles', { headers: { [CLIENT_HEADER]: 'living room' } });
    await page.getByText('/api/v2/NORTHSTAR/profiles').waitFor();
    await page.fill('#filter', 'living');
    await expect.poll(shown).toEqual(['/api/v2/NORTHSTAR/profiles']);
    await page.locator('#log summary').first().click();
    expect(await page.locator('#log .inside').textContent()).toContain('client “living room”');
  });

  it('leads on by itself from the page of a provider that a browser submits', async () => {
    sandbox.control.rules({ authenticateAnswer: 'form' });
    const redirectUrl = `${sandbox.url}/logos/ValleyCable.svg`;
    const { url, code } = (await client.createSession({ redirectUrl })).json;
    await page.goto(sandbox.url + url);
    await page.getByLabel('Username').fill('alex');
    await page.getByLabel('Password').fill('sofa');
    await page.keyboard.press('Enter');
    await page.waitForURL(redirectUrl);
    const { profiles } = (await client.callByCode(`profiles/code/${code}`)).json;
    expect(Object.keys(profiles)).toEqual(['ValleyCable']);
  });

  it('shows hostile words as text', async () => {
    const device = Buffer.from(JSON.stringify({ model: MARKUP, vendor: MARKUP }));
    const hostile = { 'x-device-info': device.toString('base64'), 'user-agent': MARKUP };
    const { code } = (
      await client.call('sessions', {
        method: 'POST',
        headers: hostile,
        body: new URLSearchParams({ redirectUrl: `https://northstar.example/${MARKUP}` }),
      })
    ).json;
    await client.call(`profiles/${encodeURIComponent(MARKUP)}?${MARKUP}=1`, { headers: hostile });
    await ask(`${sandbox.url}/api/v2/authenticate/${encodeURIComponent(MARKUP)}/${code}`);
    await page.getByRole('button', { name: `Sign in ${code}` }).waitFor();
    await expect.poll(async () => (await shown()).length).toBe(5);
    for (const summary of await page.locator('#log summary').all()) await summary.click();
    for (const tab of ['people', 'judge']) await page.locator(`#tab-${tab}`).click();
    await page.locator('#findings table').waitFor();
    expect(await page.locator('body').textContent()).toContain(MARKUP);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('Sandbox console');
  });

  it('axe-core finds nothing on any tab', async () => {
    await client.createSession();
    await client.signIn('alex', 'HarborTV');
    const found: string[] = [];
    await page.evaluate(axe.source);
    for (const tab of ['requests', 'people', 'judge']) {
      await page.locator(`#tab-${tab}`).click();
      if (tab === 'judge') await page.locator('#findings table').waitFor();
      const { violations } = await page.evaluate(() =>
        (window as unknown as { axe: typeof axe }).axe.run(document),
      );
      for (const { id, nodes } of violations)
        found.push(`${tab}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    }
    expect(found).toEqual([]);
  });

  it('is never wider than its window, from 320 to 1920 px, whatever it shows', async () => {
    const words = 'W'.repeat(300);
    const device = Buffer.from(JSON.stringify({ model: words, vendor: words })).toString('base64');
    await client.call(`profiles/${words}?${words}=1`, { headers: { 'x-device-info': device } });
    await client.createSession();
    await client.signIn('alex', 'HarborTV');
    sandbox.control.rules({ resource: { id: words, agreed: true } });
    sandbox.control.addFault({ path: `/api/${words}`, status: 500 });
    await page.getByRole('button', { name: '+1 min' }).click();
    await page.getByText(`NORTHSTAR has agreed on ${words}`).waitFor();
    // A call without the required device information.
    await fetch(`${sandbox.url}/api/v2/NORTHSTAR/profiles`);
    await page.locator('#tab-judge').getByText('broken').waitFor();
    const tooWide: string[] = [];
    for (const tab of ['requests', 'people', 'judge']) {
      await page.locator(`#tab-${tab}`).click();
      if (tab === 'judge') await page.locator('#findings table').waitFor();
      for (const width of [320, 390, 700, 900, 901, 1280, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        for (const part of ['html', '.side', `#${tab}`]) {
          const over = await page.locator(part).evaluate((it) => {
            const px = it.scrollWidth - it.clientWidth;
            if (px <= 0) return '';
            const edge = it.getBoundingClientRect().left + it.clientWidth;
            const outside = [...it.querySelectorAll('*')].filter(
              (one) => one.getBoundingClientRect().right > edge,
            );
            return `${px} px: ${outside.map((one) => one.outerHTML.slice(0, 100)).join(' ')}`;
          });
          if (over !== '') tooWide.push(`${tab}, ${part}, ${width} px: ${over}`);
        }
      }
    }
    expect(tooWide).toEqual([]);
  });

  it('comes back by itself when the sandbox was away', async () => {
    const { port } = sandbox;
    await sandbox.close();
    await page.getByText('the sandbox does not answer').waitFor();
    sandbox = await startSandbox({ port, quiet: true, throttle: false });
    await page.waitForSelector('#link.live');
    client = await clientOf(sandbox);
    await expect.poll(shown).toEqual(['/o/client/token', '/o/client/register']);
    await client.call('profiles');
    await expect.poll(async () => (await shown()).length).toBe(3);
  });
});
