import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { ask, clientOf, type TestClient } from '../sandbox/rig.ts';
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
