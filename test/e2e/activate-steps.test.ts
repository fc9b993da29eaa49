import { describe, expect, it } from 'vitest';
import { until } from '../support/condition.ts';
import type { Phone } from '../support/secondScreen.ts';
import { codeFrom, televisionIn } from '../support/television.ts';
import { asked, historyOf, open, openWithCode, signInAtProvider, testEnv } from './activate.rig.ts';
import { withFullStorage, withoutHistory, withoutStorage } from './secondScreen/refusals.ts';

const grouped = (code: string) => `${code.slice(0, 4)} ${code.slice(4)}`;

async function toProviders(phone: Phone): Promise<void> {
  await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
  await phone.waitForStep('provider');
}

describe('Back, Forward and a reload', () => {
  it('lead from step to step, and nothing has to be typed again', async () => {
    const { phone, code } = await openWithCode();
    const { page } = phone;
    await toProviders(phone);
    await page.goBack();
    await phone.waitForStep('confirm');
    expect(await phone.words()).toContain(grouped(code));
    expect(await phone.focused()).toBe('Is this your TV?');
    await page.goBack();
    await phone.waitForStep('code');
    expect(await page.locator('#code').inputValue()).toBe(grouped(code));
    await page.goForward();
    await phone.waitForStep('confirm');
    await page.goForward();
    await phone.waitForStep('provider');
    expect(await historyOf(phone)).not.toContain(code);
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await signInAtProvider(phone);
    await phone.waitForStep('done');
  });

  it('asks no code twice of the service that Back leads past', async () => {
    const { phone } = await openWithCode();
    await toProviders(phone);
    const before = asked().length;
    await phone.page.goBack();
    await phone.waitForStep('confirm');
    await phone.page.goForward();
    await phone.waitForStep('provider');
    expect(asked()).toHaveLength(before);
  });

  it.each([
    ['as usual', undefined],
    ['without storage', withoutStorage],
    ['with storage that fails at every call', withFullStorage],
    ['without history', withoutHistory],
  ])('a reload at each step, %s, stays at it', async (_, prepare) => {
    const television = televisionIn(testEnv);
    const code = await codeFrom(television.service);
    const phone = await open('', prepare === undefined ? {} : { prepare });
    const { page } = phone;
    await phone.waitForStep('code');
    await page.locator('#code').pressSequentially(code);
    await page.keyboard.press('Enter');
    await phone.waitForStep('confirm');
    await page.reload();
    await phone.waitForStep('confirm');
    expect(await phone.words()).toContain(grouped(code));
    await toProviders(phone);
    await page.reload();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await page.waitForURL(/\/mvpd\//);
    await page.goBack();
    await phone.waitForStep('notYet');
    await page.reload();
    await phone.waitForStep('notYet');
    await page.getByRole('button', { name: 'Choose another provider' }).tap();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Summit Fiber' }).tap();
    await signInAtProvider(phone);
    await phone.waitForStep('done');
    expect(phone.complaints).toEqual([]);
  });

  it('a reload while the code does not work leads back to the field with it', async () => {
    const phone = await open();
    await phone.waitForStep('code');
    await phone.page.locator('#code').pressSequentially('zzzz999');
    await phone.page.keyboard.press('Enter');
    await phone.page.locator('#code[aria-invalid="true"]').waitFor();
    await phone.page.reload();
    await phone.waitForStep('code');
    expect(await phone.page.locator('#code').inputValue()).toBe('ZZZZ 999');
  });

  it('a reload of a problem tries again', async () => {
    const { phone } = await openWithCode();
    testEnv.sandbox.control.addFault({ path: '/api/v2/*/configuration', times: 0, reset: true });
    await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('offline');
    testEnv.sandbox.control.clearFaults();
    await phone.page.reload();
    await phone.waitForStep('provider');
    await phone.page.goBack();
    await phone.waitForStep('confirm');
  });

  it('Back while something is waited for leads back, and what comes late changes nothing', async () => {
    const { phone } = await openWithCode();
    testEnv.sandbox.control.addFault({ path: '/api/v2/*/configuration', delayMs: 1_000 });
    await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.page.goBack();
    await phone.waitForStep('code');
    await until(() => asked().some((line) => line.endsWith('/configuration')));
    await phone.page.locator('#code').press('Enter');
    await phone.waitForStep('confirm');
    await toProviders(phone);
  });

  it('after "I did not start this" lead to nothing that could be connected by a tap', async () => {
    const { phone, code } = await openWithCode();
    await phone.page.getByRole('button', { name: 'I did not start this' }).tap();
    await phone.waitForStep('stopped');
    await phone.page.reload();
    await phone.waitForStep('stopped');
    expect(await phone.page.content()).not.toContain(code.slice(0, 4));
  });

  it('a login that was left in the provider’s own app is asked about when the page is seen again', async () => {
    const { phone, code } = await openWithCode();
    const { page } = phone;
    await toProviders(phone);
    // Simulates an app that opens the address; the page stays.
    await page.route(/\/api\/v2\/authenticate\//, (route) => route.abort('aborted'));
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await page.locator('#status:has-text("Opening the page of Harbor TV")').waitFor();
    testEnv.sandbox.control.signIn({ code, mvpd: 'HarborTV' });
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await phone.waitForStep('done');
    expect(await phone.words()).toContain('You are signed in with Harbor TV');
  });
});
