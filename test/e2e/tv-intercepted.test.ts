import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../support/condition.ts';
import { type TurnedOn, turnOn } from './tv.rig.ts';

const film = 'row-0-item-0';
const page = '<!doctype html><title>Blocked</title><h1>Blocked by your proxy</h1>';
const poll = (api: string) => (api === 'v1' ? '/api/v1/tokens/authn' : '/api/v2/*/profiles/code/*');

let browser: Browser;
let on: TurnedOn;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

afterEach(async () => {
  await on?.close();
});

/** Goes with the keys to the code for the film. */
async function toCode(): Promise<string> {
  await on.toHome();
  await on.tv.play(film);
  await on.tv.on('signIn');
  await on.tv.says('code', /^[A-Z0-9]{7}$/);
  return on.tv.text('code');
}

async function plays(): Promise<void> {
  await on.tv.on('player', 40_000);
  await on.tv.videoPlays(0.5);
}

const approve = (code: string) =>
  on.world.sandbox.control.signIn({ code, user: 'alex', mvpd: 'ValleyCable' });

describe.each(['v2', 'v1'])('something answers in the place of the service, %s', (api) => {
  it('once, with the 403 of a proxy to a poll: the code stays, and the film plays', async () => {
    on = await turnOn(browser, { api });
    on.world.sandbox.control.addFault({
      path: poll(api),
      status: 403,
      body: page,
      headers: { 'content-type': 'text/html' },
    });
    const code = await toCode();
    await on.tv.says('status', 'Something else answers for the service. We keep trying.');
    expect(await on.tv.text('code')).toBe(code);
    approve(code);
    await plays();
    expect(on.asked(/\/(sessions|regcode)$/)).toHaveLength(1);
  });

  it('with the page of a portal for a while: that is said, and it goes on by itself', async () => {
    on = await turnOn(browser, { api });
    const code = await toCode();
    const { control } = on.world.sandbox;
    control.addFault({
      path: '/**',
      times: 0,
      status: 200,
      body: page,
      headers: { 'content-type': 'text/html' },
    });
    await on.tv.says('status', 'This network asks for something first: open a page in a browser.');
    expect(await on.tv.text('code')).toBe(code);
    control.clearFaults();
    await on.tv.says('status', 'Waiting for you to sign in.', 40_000);
    approve(code);
    await plays();
    expect(on.asked(/\/(sessions|regcode)$/)).toHaveLength(1);
  });

  it('with nothing that a browser lets an app read: the code stays, and the film plays', async () => {
    on = await turnOn(browser, { api });
    const code = await toCode();
    // A proxy without CORS headers: a browser reports only that there was no answer.
    await on.page.route(`${on.world.sandboxUrl}/api/**`, (route) => route.abort());
    await on.tv.says(
      'status',
      'The connection is shaky. Your code still works, and we keep trying.',
    );
    approve(code);
    await on.page.unrouteAll();
    await plays();
  });
});

describe.each(['v2', 'v1'])('a code that is used one second before it ends, %s', (api) => {
  it('by a poll or by the last question: the film plays', async () => {
    on = await turnOn(browser, { api });
    on.world.sandbox.control.rules({ codeLifeS: 20 });
    const code = await toCode();
    const made = on.world.sandbox.control
      .requests()
      .find(({ method, path }) => method === 'POST' && /\/(sessions|regcode)$/.test(path))?.time;
    // No poll gets through from here on; V1 uses the same call for its last check.
    if (api === 'v2') await on.page.route('**/profiles/code/**', (route) => route.abort());
    const lastSecond = (made ?? 0) + 19_000;
    await until(() => Date.now() >= lastSecond, { limit: 25_000, what: 'the last second' });
    approve(code);
    await on.page.waitForFunction(
      () => document.querySelector('#mirror')?.getAttribute('data-screen') !== 'signIn',
      undefined,
      { timeout: 20_000 },
    );
    await on.page.unrouteAll();
    await plays();
    expect(on.asked(/\/(sessions|regcode)$/)).toHaveLength(1);
  });
});
