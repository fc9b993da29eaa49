import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openPhone, type Phone, type PhoneOptions } from '../support/secondScreen.ts';
import { codeFrom, televisionIn } from '../support/television.ts';
import { type Running, startTestEnv } from '../support/testEnv.ts';

/** Shared by the tests of the second screen: one browser, and a new world for each test. */
export let browser: Browser;
export let testEnv: Running;
let phones: Phone[] = [];

beforeAll(async () => {
  [browser, testEnv] = await Promise.all([
    launchBrowser(),
    startTestEnv({ sandbox: { quiet: true } }),
  ]);
});

beforeEach(() => {
  testEnv.sandbox.control.reset();
  testEnv.sandbox.control.rules({ throttle: false });
});

afterEach(async () => {
  await Promise.all(phones.map((phone) => phone.close()));
  phones = [];
});

afterAll(async () => {
  await browser?.close();
  await testEnv?.close();
});

export async function open(suffix = '', options: PhoneOptions = {}): Promise<Phone> {
  const phone = await openPhone(browser, testEnv.activateUrl + suffix, options);
  phones.push(phone);
  return phone;
}

/** Opens the page, enters a code of a new television, and waits until the code is accepted. */
export async function openWithCode(parameters = {}, options: PhoneOptions = {}) {
  const television = televisionIn(testEnv);
  const code = await codeFrom(television.service, parameters);
  const phone = await open(`#code=${code}`, options);
  await phone.waitForStep('code');
  await phone.page.locator('#code').press('Enter');
  await phone.waitForStep('confirm');
  return { ...television, code, phone };
}

export async function signInAtProvider(phone: Phone, user = 'alex'): Promise<void> {
  await phone.page.waitForURL(/\/mvpd\//);
  await phone.page.fill('#username', user);
  await phone.page.fill('#password', 'sofa');
  await phone.page.keyboard.press('Enter');
}

/** The requests to the sandbox, as `GET /path`; without those for its pages and logos. */
export function asked(): string[] {
  return testEnv.sandbox.control
    .requests()
    .filter(({ path, method }) => /^\/(api|o)\//.test(path) && method !== 'OPTIONS')
    .map(({ method, path }) => `${method} ${path}`);
}

/** Every address in the tab's history. */
export async function historyOf({ page }: Phone): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const { entries } = await devtools.send('Page.getNavigationHistory');
  return entries.map(({ url }) => url).join('\n');
}

/** From the confirm step to Harbor TV's login page. */
export async function leaveForHarbor({ page }: Phone): Promise<void> {
  await page.getByRole('button', { name: 'Connect this TV' }).tap();
  await page.getByRole('button', { name: 'Harbor TV' }).tap();
  await page.waitForURL(/\/mvpd\//);
}

export function tabMemory({ page }: Phone): Promise<string[]> {
  return page.evaluate(() => Object.keys(sessionStorage));
}

/** What a screen reader reads in addition to the code field's label. */
export function described({ page }: Phone): Promise<string> {
  return page.evaluate(() =>
    (document.getElementById('code')?.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
}
