import { describe, expect, it } from 'vitest';
import { until } from '../support/condition.ts';
import { codeFrom, forever, televisionIn } from '../support/television.ts';
import {
  asked,
  described,
  historyOf,
  open,
  openWithCode,
  signInAtProvider,
  tabMemory,
  testEnv,
} from './activate.rig.ts';

describe('the code', () => {
  it.each(['#code=', '?code='])(
    'comes in by %s, is gone from the address, and waits for a tap',
    async (key) => {
      const phone = await open(`${key}8blw-4rw`);
      await phone.waitForStep('code');
      expect(await phone.page.locator('#code').inputValue()).toBe('8BLW 4RW');
      expect(phone.page.url()).toBe(testEnv.activateUrl);
      expect(await historyOf(phone)).not.toMatch(/8blw/i);
      await phone.page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
      expect(asked()).toEqual([]);
      await phone.page.getByRole('button', { name: 'Next' }).tap();
      await until(() => asked().includes('GET /api/v2/NORTHSTAR/sessions/8BLW4RW'));
    },
  );

  it('in a fragment never reaches the web server', async () => {
    const phone = await open('#code=8BLW4RW');
    await phone.waitForStep('code');
    const sent = phone.requests.map((request) => request.url().replace(/#.*/, ''));
    expect(sent.filter((url) => url.includes('8BLW'))).toEqual([]);
  });

  it('is taken in any case, with spaces and dashes, and shown in groups', async () => {
    const { service } = televisionIn(testEnv);
    const code = await codeFrom(service);
    const phone = await open();
    await phone.waitForStep('code');
    const field = phone.page.locator('#code');
    await field.pressSequentially(
      `${code.slice(0, 3).toLowerCase()} - ${code.slice(3).toLowerCase()}`,
    );
    expect(await field.inputValue()).toBe(`${code.slice(0, 4)} ${code.slice(4)}`);
    await field.press('Enter');
    await phone.waitForStep('confirm');
    expect(await phone.words()).toContain('Samsung QN65Q80');
  });

  it('that is unknown or expired is told in the same words, and opens nothing', async () => {
    const { service } = televisionIn(testEnv);
    const expired = await codeFrom(service);
    testEnv.sandbox.clock.advance(31 * 60_000);
    const told: string[] = [];
    for (const code of ['ZZZZ999', expired]) {
      const phone = await open();
      await phone.waitForStep('code');
      await phone.page.fill('#code', code);
      await phone.page.keyboard.press('Enter');
      await phone.page.locator('#code[aria-invalid="true"]').waitFor();
      told.push((await phone.words()).replace(/\d+ s/, 'n s'));
      expect(await phone.focused()).toBe('Code');
      expect(await described(phone)).toContain('This code does not work.');
      expect(phone.requests.some((request) => request.url().includes('/authenticate/'))).toBe(
        false,
      );
    }
    expect(told[0]).toContain('This code does not work.');
    expect(told[1]).toBe(told[0]);
    expect(asked().filter((line) => line.includes('/authenticate/'))).toEqual([]);
  });

  it('may be guessed ever more slowly, also after a reload', async () => {
    const phone = await open();
    const { page } = phone;
    await page.clock.install();
    await phone.waitForStep('code');
    const button = page.locator('button[type=submit]');
    for (const seconds of [1, 2, 4]) {
      await page.fill('#code', `ZZZ${seconds}`);
      await page.keyboard.press('Enter');
      await page.locator(`button:text-is("Wait ${seconds} s")`).waitFor();
      if (seconds < 4) await page.clock.runFor(seconds * 1_000);
    }
    const before = asked().length;
    await page.keyboard.press('Enter');
    expect(await page.locator('#status').textContent()).toBe('You can try again in 4 s.');
    await page.reload();
    await phone.waitForStep('code');
    expect(await button.textContent()).toMatch(/^Wait [34] s$/);
    await page.fill('#code', 'ZZZ9');
    await page.keyboard.press('Enter');
    expect(asked()).toHaveLength(before);
    await page.clock.runFor(4_000);
    expect(await button.textContent()).toBe('Next');
    await page.keyboard.press('Enter');
    await until(() => asked().length > before);
  });

  it('is asked for when the field is empty', async () => {
    const phone = await open();
    await phone.waitForStep('code');
    await phone.page.getByRole('button', { name: 'Next' }).tap();
    expect(await described(phone)).toContain('Enter the code that your TV shows.');
    expect(await phone.focused()).toBe('Code');
    expect(asked()).toEqual([]);
  });
});

describe('signing in', () => {
  it('works by keyboard alone, with the provider chosen here', async () => {
    const { service, settings } = televisionIn(testEnv);
    const code = await codeFrom(service);
    testEnv.sandbox.control.clearRequests();
    const phone = await open();
    const { page } = phone;
    await phone.waitForStep('code');
    await phone.tabTo('Code');
    await page.keyboard.type(code.toLowerCase());
    await page.keyboard.press('Enter');
    await phone.waitForStep('confirm');
    expect(await phone.focused()).toBe('Is this your TV?');
    expect(await phone.words()).toContain('asks to watch with Northstar.');
    expect(await phone.words()).toContain(`${code.slice(0, 4)} ${code.slice(4)}`);

    await phone.tabTo('Connect this TV');
    await page.keyboard.press('Enter');
    await phone.waitForStep('provider');
    expect(await phone.focused()).toBe('Who is your TV provider?');
    expect(await phone.words()).not.toContain('Free preview');
    await phone.tabTo('Find your provider');
    await page.keyboard.type('lake');
    await page.locator('.found:text-is("Matches: 1")').waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await phone.focused()).toContain('Lakeshore');
    await page.keyboard.press('Enter');

    await page.waitForURL(/\/mvpd\/Lakeshore\/login/);
    await phone.tabTo('Username');
    await page.keyboard.type('alex');
    await phone.tabTo('Password');
    await page.keyboard.type('sofa');
    await page.keyboard.press('Enter');
    await phone.waitForStep('done');
    expect(await phone.words()).toContain('You are signed in with Lakeshore');
    expect(await phone.words()).toContain('Go back to your TV.');

    expect(asked()).toEqual([
      'POST /o/client/register',
      'POST /o/client/token',
      `GET /api/v2/NORTHSTAR/sessions/${code}`,
      'GET /api/v2/NORTHSTAR/configuration',
      `POST /api/v2/NORTHSTAR/sessions/${code}`,
      `GET /api/v2/authenticate/NORTHSTAR/${code}`,
      `GET /api/v2/NORTHSTAR/profiles/code/${code}`,
    ]);
    const resumed = phone.requests.find(
      (request) => request.method() === 'POST' && request.url().endsWith(code),
    );
    expect(Object.fromEntries(new URLSearchParams(resumed?.postData() ?? ''))).toEqual({
      mvpd: 'Lakeshore',
      domainName: settings.pass.domainName,
      redirectUrl: `${testEnv.activateUrl}#return=${code}`,
    });
    const profiles = await service.profilesByCode(code, forever);
    expect(profiles.map(({ mvpd }) => mvpd)).toEqual(['Lakeshore']);
  });

  it('has credentials of its own, sends its token, and opens the login without one', async () => {
    const { phone, code } = await openWithCode();
    await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    await phone.page.getByRole('button', { name: 'Harbor TV' }).tap();
    await signInAtProvider(phone);
    await phone.waitForStep('done');
    const entries = testEnv.sandbox.control.requests();
    const calls = entries.filter(
      ({ path, method }) => path.startsWith('/api/v2/') && method !== 'OPTIONS',
    );
    const opened = calls.filter(({ path }) => path.includes('/authenticate/'));
    expect(opened.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    for (const { headers, path } of calls) {
      if (!path.includes('/authenticate/')) expect(headers.authorization).toMatch(/^Bearer /);
    }
    const owners = new Set(calls.map(({ clientId }) => clientId).filter(Boolean));
    expect(owners.size).toBe(2);
    expect(code).toMatch(/\w{7}/);
  });

  it('takes the provider that the television chose', async () => {
    const { settings } = televisionIn(testEnv);
    const { phone, code } = await openWithCode({
      mvpd: 'CedarMobile',
      domainName: settings.pass.domainName,
      redirectUrl: testEnv.activateUrl,
    });
    expect(await phone.words()).toContain('Next you sign in on the page of Cedar Mobile.');
    testEnv.sandbox.control.clearRequests();
    await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
    await signInAtProvider(phone);
    await phone.waitForStep('done');
    expect(await phone.words()).toContain('You are signed in with Cedar Mobile');
    expect(asked()).toEqual([
      `POST /api/v2/NORTHSTAR/sessions/${code}`,
      `GET /api/v2/authenticate/NORTHSTAR/${code}`,
      `GET /api/v2/NORTHSTAR/profiles/code/${code}`,
    ]);
  });

  it('supplies what else is missing when the television chose only the provider', async () => {
    const { phone, code } = await openWithCode({ mvpd: 'CedarMobile' });
    await phone.page.getByRole('button', { name: 'Connect this TV' }).tap();
    await signInAtProvider(phone);
    await phone.waitForStep('done');
    expect(asked()).toContain(`POST /api/v2/NORTHSTAR/sessions/${code}`);
  });

  it('that was cancelled at the provider is told, and can be tried again', async () => {
    const { phone, service, code } = await openWithCode();
    const { page } = phone;
    await page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await page.clock.install();
    await page.getByRole('link', { name: 'Cancel' }).tap();
    await page.waitForURL(testEnv.activateUrl);
    await phone.waitForStep('asking');
    const tries = () => asked().filter((line) => line.endsWith(`/profiles/code/${code}`)).length;
    for (const count of [1, 2]) {
      await until(() => tries() === count);
      await phone.moveClockUntil(() => tries() > count);
    }
    await phone.waitForStep('notYet');
    expect(tries()).toBe(3);
    expect(await phone.words()).toContain('You are not signed in yet');
    expect(await phone.words()).toContain('The page of Harbor TV was closed too early');
    expect(await tabMemory(phone)).toEqual([]);

    await page.getByRole('button', { name: 'Choose another provider' }).tap();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Summit Fiber' }).tap();
    await signInAtProvider(phone);
    await phone.waitForStep('done');
    expect((await service.profilesByCode(code, forever))[0]?.mvpd).toBe('SummitFiber');
  });

  it('goes on after Back from the provider’s page', async () => {
    const { phone } = await openWithCode();
    const { page } = phone;
    await page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await page.waitForURL(/\/mvpd\//);
    await page.goBack();
    await phone.waitForStep('notYet');
    await page.getByRole('button', { name: 'Try again' }).tap();
    await signInAtProvider(phone);
    await phone.waitForStep('done');
  });

  it('opens nothing when the viewer is signed in already', async () => {
    const { service } = televisionIn(testEnv);
    const first = await codeFrom(service);
    testEnv.sandbox.control.signIn({ code: first, mvpd: 'HarborTV' });
    const second = await codeFrom(service);
    const phone = await open(`#code=${second}`);
    const { page } = phone;
    await phone.waitForStep('code');
    await page.getByRole('button', { name: 'Next' }).tap();
    await phone.waitForStep('confirm');
    await page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await phone.waitForStep('already');
    expect(await phone.words()).toContain('You are already signed in');
    expect(phone.page.url()).toBe(testEnv.activateUrl);
    expect(asked().filter((line) => line.includes('/authenticate/'))).toEqual([]);
  });

  it.each([
    [2, 'open'],
    [3, 'setup'],
  ])('sends everything again when asked to, %i times: %s', async (times, end) => {
    const { phone, code } = await openWithCode();
    const { page } = phone;
    const again = { actionName: 'retry', actionType: 'direct', reasonType: 'none', code };
    testEnv.sandbox.control.addFault({
      method: 'POST',
      path: '/api/v2/*/sessions/*',
      times,
      status: 200,
      body: { ...again, missingParameters: ['redirectUrl'] },
    });
    await page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    if (end === 'open') await page.waitForURL(/\/mvpd\//);
    else await phone.waitForStep(end);
    const bodies = phone.requests
      .filter((request) => request.method() === 'POST' && request.url().endsWith(code))
      .map((request) => request.postData());
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });

  it('starts anew when another code is scanned meanwhile', async () => {
    const { service } = televisionIn(testEnv);
    const other = await codeFrom(service);
    const { phone } = await openWithCode();
    const { page } = phone;
    await page.getByRole('button', { name: 'Connect this TV' }).tap();
    await phone.waitForStep('provider');
    await page.getByRole('button', { name: 'Harbor TV' }).tap();
    await page.waitForURL(/\/mvpd\//);
    testEnv.sandbox.control.addFault({ path: '/api/v2/*/profiles/**', times: 0, delayMs: 2_000 });
    await page.getByRole('link', { name: 'Cancel' }).tap();
    await phone.waitForStep('asking');
    await page.goto(`${testEnv.activateUrl}#code=${other}`);
    await phone.waitForStep('code');
    expect(page.url()).toBe(testEnv.activateUrl);
    await page.locator('#code').press('Enter');
    await phone.waitForStep('confirm');
    expect(await phone.words()).toContain(`${other.slice(0, 4)} ${other.slice(4)}`);
  });

  it('is sent once for two taps', async () => {
    const { phone, code } = await openWithCode();
    const { page } = phone;
    testEnv.sandbox.control.addFault({ path: '/api/v2/NORTHSTAR/configuration', delayMs: 300 });
    await page.getByRole('button', { name: 'Connect this TV' }).dblclick();
    await phone.waitForStep('provider');
    testEnv.sandbox.control.addFault({
      method: 'POST',
      path: '/api/v2/*/sessions/*',
      delayMs: 300,
    });
    await page.getByRole('button', { name: 'Harbor TV' }).dblclick();
    await page.waitForURL(/\/mvpd\//);
    expect(asked().filter((line) => line.endsWith('/configuration'))).toHaveLength(1);
    expect(
      asked().filter((line) => line === `POST /api/v2/NORTHSTAR/sessions/${code}`),
    ).toHaveLength(1);
  });

  it('ends when the viewer did not start it', async () => {
    const { phone, code } = await openWithCode();
    testEnv.sandbox.control.clearRequests();
    await phone.page.getByRole('button', { name: 'I did not start this' }).tap();
    await phone.waitForStep('stopped');
    expect(await phone.words()).toContain('Nothing was connected');
    expect(await phone.page.content()).not.toContain(code.slice(0, 4));
    expect(asked()).toEqual([]);
  });
});
