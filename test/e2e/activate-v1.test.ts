import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openPhone, type Phone } from '../support/secondScreen.ts';
import { codeFrom, televisionIn } from '../support/television.ts';
import { type Running, shippedSettings, startTestEnv } from '../support/testEnv.ts';

/** The second screen over REST API V1, where the browser passes the viewer's choice to the service. */
let browser: Browser;
let world: Running;
let phones: Phone[] = [];

beforeAll(async () => {
  const settings = (await shippedSettings()) as { appSettings: { pass: { api: string } } };
  settings.appSettings.pass.api = 'v1';
  [browser, world] = await Promise.all([
    launchBrowser(),
    startTestEnv({ settings, sandbox: { quiet: true } }),
  ]);
});
afterEach(async () => {
  await Promise.all(phones.map((phone) => phone.close()));
  phones = [];
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

async function open(suffix: string): Promise<Phone> {
  const phone = await openPhone(browser, world.activateUrl + suffix);
  phones.push(phone);
  return phone;
}

/** A phone on the page of Harbor TV, for a code of a new television. */
async function atHarbor(): Promise<{ phone: Phone; code: string }> {
  const code = await codeFrom(televisionIn(world).service);
  const phone = await open(`#code=${code}`);
  await phone.waitForStep('code');
  await phone.page.locator('#code').press('Enter');
  await phone.waitForStep('confirm');
  await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
  await phone.page.getByRole('button', { name: 'Harbor TV' }).tap();
  await phone.page.waitForURL(/\/mvpd\//);
  return { phone, code };
}

async function signIn(page: Page): Promise<void> {
  await page.fill('#username', 'alex');
  await page.fill('#password', 'sofa');
  await page.keyboard.press('Enter');
}

async function expectDone(phone: Phone): Promise<void> {
  await phone.waitForStep('done');
  expect(await phone.words()).toContain('You are signed in');
  expect(await phone.words()).toContain('Go back to your TV.');
}

it('a sign-in that worked is told in another browser, and after a reload', async () => {
  const { phone, code } = await atHarbor();
  const other = await open('#code=ZZZZ999');
  await other.page.goto(phone.page.url());
  await signIn(other.page);
  await expectDone(other);
  expect(other.page.url()).toBe(world.activateUrl);
  await other.page.reload();
  await expectDone(other);
  const own = other.requests.map((request) => request.url().replace(/#.*/, ''));
  expect(own.filter((url) => url.startsWith(world.activateUrl) && url.includes(code))).toEqual([]);
});

it('Back, after it, leads to no field for a code', async () => {
  const { phone } = await atHarbor();
  await signIn(phone.page);
  await expectDone(phone);
  await phone.page.goBack();
  await phone.page.waitForURL(/\/mvpd\//);
  for (let step = 0; step < 3; step += 1) {
    await phone.page.goBack();
    await expectDone(phone);
  }
});
