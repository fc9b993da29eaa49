import { describe, expect, it } from 'vitest';
import type { Phone } from '../support/secondScreen.ts';
import { phoneWith } from '../support/secondScreen.ts';
import { codeFrom, forever, televisionIn } from '../support/television.ts';
import {
  asked,
  leaveForHarbor,
  open,
  openWithCode,
  signInAtProvider,
  testEnv,
} from './activate.rig.ts';
import { withoutHistory, withoutStorage } from './secondScreen/refusals.ts';

/** Expects the last step with this title, and nothing more for the viewer to do. */
async function expectDone(phone: Phone, title: string): Promise<void> {
  await phone.waitForStep('done');
  expect(await phone.words()).toContain(title);
  expect(await phone.words()).toContain('Go back to your TV.');
  expect(await phone.page.locator('input').count()).toBe(0);
}

/** Another page in the same browser. */
async function another(phone: Phone, address = testEnv.activateUrl): Promise<Phone> {
  const page = await phone.page.context().newPage();
  await page.goto(address);
  return phoneWith(page);
}

describe('a sign-in that worked', () => {
  it('is told in another browser than the page was open in', async () => {
    const { phone, service, code } = await openWithCode();
    await leaveForHarbor(phone);
    const other = await open();
    await other.page.goto(phone.page.url());
    await signInAtProvider(other);
    await expectDone(other, 'You are signed in');
    expect(other.page.url()).toBe(testEnv.activateUrl);
    expect((await service.profilesByCode(code, forever))[0]?.mvpd).toBe('HarborTV');
    const sent = other.requests.map((request) => request.url().replace(/#.*/, ''));
    const own = sent.filter((url) => url.startsWith(testEnv.activateUrl));
    expect(own.filter((url) => url.includes(code))).toEqual([]);
  });

  it('is told in a browser that stores nothing, and after a reload of it', async () => {
    const { phone } = await openWithCode({}, { prepare: withoutStorage });
    await leaveForHarbor(phone);
    await signInAtProvider(phone);
    await expectDone(phone, 'You are signed in');
    await phone.page.reload();
    await expectDone(phone, 'You are signed in');
  });

  it.each([
    ['the history', [withoutHistory]],
    ['storage and history', [withoutHistory, withoutStorage]],
  ])('is told where %s refuses everything, and after a reload', async (_, refusals) => {
    const prepare = async (context: Parameters<typeof withoutHistory>[0]) => {
      for (const refuse of refusals) await refuse(context);
    };
    const { phone } = await openWithCode({}, { prepare });
    await leaveForHarbor(phone);
    await signInAtProvider(phone);
    await expectDone(phone, 'You are signed in');
    await phone.page.reload();
    await expectDone(phone, 'You are signed in');
    expect(phone.complaints).toEqual([]);
  });

  it('is told when the page was closed, and is opened again while the login goes on', async () => {
    const { phone, code } = await openWithCode();
    await leaveForHarbor(phone);
    testEnv.sandbox.control.signIn({ code, mvpd: 'HarborTV' });
    const again = await another(phone);
    await phone.page.close();
    await expectDone(again, 'You are signed in');
  });

  it('is told when the page is closed after it, and opened again', async () => {
    const { phone, code } = await openWithCode();
    await leaveForHarbor(phone);
    await signInAtProvider(phone);
    await expectDone(phone, 'You are signed in with Harbor TV');
    const again = await another(phone);
    await phone.page.close();
    await expectDone(again, 'You are signed in');
    // The page offers to enter the code of another television.
    await again.page.getByRole('button', { name: 'Enter another code' }).tap();
    await again.waitForStep('code');
    expect(await again.page.locator('#code').inputValue()).toBe('');
    expect(await again.page.evaluate(() => JSON.stringify(localStorage))).not.toContain(code);
  });

  it('is told after a reload, and at each step that Back leads to', async () => {
    const { phone, code } = await openWithCode();
    await leaveForHarbor(phone);
    await signInAtProvider(phone);
    await expectDone(phone, 'You are signed in with Harbor TV');
    await phone.page.reload();
    await expectDone(phone, 'You are signed in');
    const before = asked().length;
    await phone.page.goBack();
    await phone.page.waitForURL(/\/mvpd\//);
    for (let step = 0; step < 3; step += 1) {
      await phone.page.goBack();
      await expectDone(phone, 'You are signed in');
    }
    // The page sent one request; it started nothing else with this code.
    expect(asked().slice(before)).toEqual([`GET /api/v2/NORTHSTAR/profiles/code/${code}`]);
  });

  it('is told by the address that it ended at, opened again when the code has run out', async () => {
    const { phone } = await openWithCode();
    await leaveForHarbor(phone);
    let end = '';
    phone.page.on('framenavigated', (frame) => {
      if (frame.url().includes('#return=')) end = frame.url();
    });
    await signInAtProvider(phone);
    await expectDone(phone, 'You are signed in with Harbor TV');
    expect(end).not.toBe('');
    testEnv.sandbox.clock.advance(31 * 60_000);
    const late = await open(end.slice(testEnv.activateUrl.length));
    await late.waitForStep('ended');
    expect(await late.words()).toContain('If you signed in, your TV goes on by itself');
  });

  it('is told by the tab’s memory where the service takes no address with a fragment', async () => {
    const { phone } = await openWithCode();
    testEnv.sandbox.control.addFault({
      method: 'POST',
      path: '/api/v2/*/sessions/*',
      error: 'invalid_parameter_redirect_url',
    });
    await leaveForHarbor(phone);
    const bodies = phone.requests
      .filter((request) => request.method() === 'POST' && request.url().includes('/sessions/'))
      .map((request) => new URLSearchParams(request.postData() ?? '').get('redirectUrl'));
    expect(bodies).toEqual([expect.stringContaining('#return='), testEnv.activateUrl]);
    await signInAtProvider(phone);
    await expectDone(phone, 'You are signed in with Harbor TV');
  });

  it('ends at this page, whatever address the session had', async () => {
    const { phone, code } = await openWithCode({
      mvpd: 'HarborTV',
      domainName: 'northstar.example',
      redirectUrl: 'http://127.0.0.1:9/not-this-page',
    });
    await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
    await signInAtProvider(phone);
    await expectDone(phone, 'You are signed in with Harbor TV');
    expect(asked()).toContain(`POST /api/v2/NORTHSTAR/sessions/${code}`);
    expect(phone.requests.some((request) => request.url().includes('not-this-page'))).toBe(false);
  });
});

describe('an address of return that somebody sends', () => {
  it('leads to no login before the viewer has said that the television is theirs', async () => {
    const { service } = televisionIn(testEnv);
    const code = await codeFrom(service);
    const phone = await open(`#return=${code}`, { reducedMotion: 'reduce' });
    await phone.page.clock.install();
    await phone.moveClockUntil(async () => (await phone.step()) === 'notYet');
    expect(await phone.page.getByRole('button').allInnerTexts()).toEqual([
      'Try again',
      'Enter a new code',
    ]);
    await phone.page.getByRole('button', { name: 'Try again' }).tap();
    await phone.waitForStep('confirm');
    expect(await phone.words()).toContain('Continue only if you started this');
  });

  it('with an unknown code says what may be so, and asks for nothing', async () => {
    const phone = await open('#return=ZZZZ999');
    await phone.waitForStep('ended');
    expect(await phone.words()).toContain('This code has run out');
    await phone.page.getByRole('button', { name: 'Enter another code' }).tap();
    await phone.waitForStep('code');
  });
});
