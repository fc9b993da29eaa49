import { describe, expect, it } from 'vitest';
import { until } from '../support/condition.ts';
import { codeFrom, televisionIn } from '../support/television.ts';
import {
  browser,
  described,
  historyOf,
  open,
  openWithCode,
  signInAtProvider,
  tabMemory,
  testEnv,
} from './activate.rig.ts';

describe('what it leaves behind', () => {
  it('is nothing: no code, provider or token in address, history, referrer, tab memory or console', async () => {
    const { phone, code } = await openWithCode();
    const { page } = phone;
    await page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await signInAtProvider(phone);
    await phone.waitForStep('done');
    expect(page.url()).toBe(testEnv.activateUrl);
    expect(await historyOf(phone)).not.toContain(code);
    expect(await tabMemory(phone)).toEqual([]);
    const stored = await page.evaluate(() => JSON.stringify(localStorage));
    expect(stored).not.toContain(code);
    expect(stored).not.toContain('Harbor');
    expect(phone.complaints).toEqual([]);
    const origins = new Set(phone.requests.map((request) => new URL(request.url()).origin));
    expect([...origins].sort()).toEqual(
      [new URL(testEnv.activateUrl).origin, new URL(testEnv.sandboxUrl).origin].sort(),
    );
    const referrers = phone.requests
      .filter((request) => !new URL(request.url()).pathname.startsWith('/mvpd/'))
      .map((request) => request.headers().referer)
      .filter((referrer) => referrer?.startsWith(testEnv.activateUrl));
    expect(referrers).toEqual([]);
  });

  it('sends the provider’s browser back to itself only, whatever its address asks for', async () => {
    const { service } = televisionIn(testEnv);
    const code = await codeFrom(service);
    const phone = await open(
      `?redirectUrl=https://evil.example/&redirect_url=https://evil.example/#code=${code}`,
    );
    const { page } = phone;
    await phone.waitForStep('code');
    expect(page.url()).toBe(testEnv.activateUrl);
    await page.locator('#code').press('Enter');
    await phone.waitForStep('confirm');
    await page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await page.waitForURL(/\/mvpd\//);
    const bodies = phone.requests.map((request) => request.postData() ?? '').join();
    expect(bodies).toContain(encodeURIComponent(testEnv.activateUrl));
    expect(bodies).not.toContain('evil');
  });
});

describe('faults of the service', () => {
  const session = '/api/v2/NORTHSTAR/sessions/*';

  it.each([
    [
      'service failing',
      { error: 'internal_server_error' },
      'down',
      'The service has a problem',
      'internal_server_error',
    ],
    ['too many requests', { status: 429 }, 'busy', 'Too many requests just now', 'throttled · 429'],
    ['connection reset', { reset: true }, 'offline', 'No connection', 'network_unreachable'],
    ['an answer cut off', { cut: true }, 'offline', 'No connection', 'network_unreachable'],
    [
      'wrong configuration',
      { error: 'invalid_configuration_platform' },
      'setup',
      'This page is not set up correctly',
      'invalid_configuration_platform',
    ],
  ])('%s is told in words, with a way on', async (_, fault, step, title, reference) => {
    const { service } = televisionIn(testEnv);
    const code = await codeFrom(service);
    testEnv.sandbox.control.addFault({ path: session, times: 0, ...fault });
    const phone = await open(`#code=${code}`);
    await phone.waitForStep('code');
    await phone.page.locator('#code').press('Enter');
    await phone.waitForStep(step);
    expect(await phone.focused()).toBe(title);
    expect(await phone.page.locator('.reference').textContent()).toContain(
      `For support: ${reference}`,
    );
    testEnv.sandbox.control.clearFaults();
    await phone.page.getByRole('button', { name: 'Try again' }).tap();
    await phone.waitForStep('confirm');
  });

  it('a provider that cannot be used is told in its own words, and another can be chosen', async () => {
    const { phone } = await openWithCode();
    await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    testEnv.sandbox.control.addFault({
      method: 'POST',
      path: session,
      error: 'invalid_integration',
      details: 'Harbor TV rests on Sundays. <b>Really.</b>',
    });
    await phone.page.getByRole('button', { name: 'Harbor TV' }).tap();
    await phone.waitForStep('provider');
    await phone.page.locator('h1:has-text("cannot be used")').waitFor();
    expect(await phone.words()).toContain('Harbor TV cannot be used at the moment');
    expect(await phone.page.locator('blockquote').textContent()).toBe(
      'Harbor TV rests on Sundays. <b>Really.</b>',
    );
    await phone.page.getByRole('button', { name: 'Choose another provider' }).tap();
    await phone.page.getByRole('button', { name: 'Summit Fiber' }).tap();
    await phone.page.waitForURL(/\/mvpd\/SummitFiber\//);
  });

  it('a code that ran out while the provider was chosen leads back to the code', async () => {
    const { phone } = await openWithCode();
    await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    testEnv.sandbox.clock.advance(31 * 60_000);
    await phone.page.getByRole('button', { name: 'Harbor TV' }).tap();
    await phone.waitForStep('code');
    expect(await described(phone)).toContain('This code does not work.');
  });

  it('the network away on the way back: nothing is lost, also not by a reload', async () => {
    const { phone } = await openWithCode();
    const { page } = phone;
    await page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await page.waitForURL(/\/mvpd\//);
    testEnv.sandbox.control.addFault({ path: '/api/v2/*/profiles/**', times: 0, reset: true });
    await signInAtProvider(phone);
    await phone.waitForStep('offline');
    await page.reload();
    await phone.waitForStep('offline');
    testEnv.sandbox.control.clearFaults();
    await page.getByRole('button', { name: 'Try again' }).tap();
    await phone.waitForStep('done');
    expect(await phone.words()).toContain('You are signed in with Harbor TV');
  });

  it('a wait that takes long says so and can be given up', async () => {
    const { service } = televisionIn(testEnv);
    const code = await codeFrom(service);
    testEnv.sandbox.control.addFault({ path: session, delayMs: 60_000 });
    const phone = await open(`#code=${code}`);
    const { page } = phone;
    await phone.waitForStep('code');
    await page.clock.install();
    // Only the test moves the clock.
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.locator('#code').press('Enter');
    await until(() => phone.requests.some((request) => request.url().endsWith(code)));
    await page.clock.runFor(500);
    expect(await page.locator('#status').textContent()).toBe('Checking the code…');
    await page.clock.runFor(9_600);
    expect(await page.locator('#status').textContent()).toContain('This takes longer than usual.');
    await page.getByRole('button', { name: 'Cancel' }).tap();
    expect(await phone.step()).toBe('code');
    expect(await page.locator('#status').textContent()).toBe('');
    testEnv.sandbox.control.clearFaults();
    await page.locator('#code').press('Enter');
    await phone.waitForStep('confirm');
  });

  it.each([
    ['missing', { status: 404, body: 'no' }, 'settings.json: is missing'],
    ['not JSON', { status: 200, body: '{' }, 'settings.json: is not JSON'],
    [
      'wrong',
      { status: 200, body: '{"appSettings":{"brand":{"name":"","accentColor":"red"}}}' },
      'appSettings.brand.accentColor: holds "red"',
    ],
  ])('settings.json %s is told in words', async (_, answer, words) => {
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    await page.route('**/settings.json', (route) => route.fulfill(answer));
    await page.goto(testEnv.activateUrl);
    await page.locator('#step[data-step=setup]').waitFor();
    expect(await page.locator('#step').textContent()).toContain(words);
    await context.close();
  });
});
