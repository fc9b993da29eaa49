import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { clientOf } from '../sandbox/rig.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestEnv } from '../support/testEnv.ts';
import { attempts } from './foreign/attempts.ts';
import { rebindingTo, somebodysPage } from './foreign/servers.ts';

const READS = [
  '/_sandbox/',
  '/_sandbox/requests',
  '/_sandbox/sessions',
  '/_sandbox/profiles',
  '/_sandbox/rules',
  '/_sandbox/metadata-key.pem',
  '/_sandbox/console.js',
  '/programmer/plays',
];

const ORDERS = [
  ['/_sandbox/rules', '{"tokenLifeS":1}'],
  ['/_sandbox/clock', '{"advanceMs":3600000}'],
  ['/_sandbox/faults', '{"path":"/**"}'],
  ['/_sandbox/requests', '{}'],
  ['/_sandbox/reset', '{}'],
] as const;

let browser: Browser;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  browser = await launchBrowser(['--host-resolver-rules=MAP *.example 127.0.0.1']);
});
afterAll(() => browser?.close());
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function pageAt(address: string): Promise<Page> {
  const context = await browser.newContext();
  closing.push(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/**
 * A sandbox with a signed-in viewer, a waiting code and recorded requests: data that a page could read or
 * change.
 */
async function inhabited(): Promise<Sandbox> {
  const sandbox = await startSandbox({ quiet: true, throttle: false });
  closing.push(() => sandbox.close());
  const client = await clientOf(sandbox);
  await client.signIn();
  await (await clientOf(sandbox, 'tv-2')).createSession();
  return sandbox;
}

/** Everything that the controls can change, without the recorded requests. */
function stateOf({ control, clock }: Sandbox): unknown {
  const [first] = control.requests();
  return [
    control.rules(),
    control.faults(),
    control.sessions(),
    control.profiles(),
    first,
    // The attempts would move the clock by an hour.
    Math.abs(clock.now() - Date.now()) < 1_000_000,
  ];
}

describe('a page of another origin', () => {
  it.each([
    ['another site', 'evil.example', '127.0.0.1'],
    ['another site, by name', 'evil.example', 'localhost'],
    ['another port of the same address', '127.0.0.1', '127.0.0.1'],
    ['another port of the same name', 'localhost', 'localhost'],
  ])('%s: reads and changes nothing', async (_, theirs, ours) => {
    const sandbox = await inhabited();
    const before = stateOf(sandbox);
    const somebody = await somebodysPage();
    closing.push(somebody.close);
    const page = await pageAt(`http://${theirs}:${somebody.port}/`);
    const base = `http://${ours}:${sandbox.port}`;
    expect(await page.evaluate(attempts, { base, reads: READS, orders: ORDERS })).toEqual({});
    expect(stateOf(sandbox)).toEqual(before);

    // The page can reach the sandbox: the service is open to every origin, as Adobe's is.
    const feed = await page.evaluate(
      async (url) => (await fetch(url)).text(),
      `${base}/programmer/feed.json`,
    );
    expect(feed).toContain('The Long Meridian');
  });

  it('without an origin, in a sandboxed frame: reads and changes nothing', async () => {
    const sandbox = await inhabited();
    const before = stateOf(sandbox);
    const somebody = await somebodysPage();
    closing.push(somebody.close);
    const page = await pageAt(`http://evil.example:${somebody.port}/`);
    await page.setContent(
      '<iframe sandbox="allow-scripts allow-forms" srcdoc="<body></body>"></iframe>',
    );
    const frame = page.frames()[1];
    if (!frame) throw new Error('no frame');
    await frame.waitForSelector('body', { state: 'attached' });
    const base = sandbox.url;
    expect(await frame.evaluate(attempts, { base, reads: READS, orders: ORDERS })).toEqual({});
    expect(stateOf(sandbox)).toEqual(before);
  });
});

describe('a page whose name was made to lead here after it was loaded', () => {
  it('is of the same origin for its browser, and reads no more than a refusal', async () => {
    const sandbox = await inhabited();
    const before = stateOf(sandbox);
    const rebinding = await rebindingTo(sandbox.port);
    closing.push(rebinding.close);
    const address = `http://evil.example:${rebinding.port}`;
    const page = await pageAt(`${address}/`);
    const reads = [...READS, '/', '/programmer/feed.json', '/api/v2/NORTHSTAR/configuration'];
    const got = await page.evaluate(attempts, { base: address, reads, orders: ORDERS });
    expect(Object.keys(got).length).toBeGreaterThan(20);
    const refusal = /^\{"error":"This sandbox does not answer to this host name\. .*"\}$/;
    for (const [how, text] of Object.entries(got)) expect(text, how).toMatch(refusal);
    expect(stateOf(sandbox)).toEqual(before);
  });

  it('reads no more of the web server of the apps', async () => {
    const world = await startTestEnv();
    closing.push(world.close);
    const rebinding = await rebindingTo(Number(new URL(world.tvUrl).port));
    closing.push(rebinding.close);
    const address = `http://evil.example:${rebinding.port}`;
    const page = await pageAt(`${address}/`);
    const reads = ['/tv/', '/tv/settings.json', '/tv/main.js', '/activate/', '/dev/events', '/x'];
    const got = await page.evaluate(attempts, { base: address, reads, orders: [] });
    expect(Object.keys(got).length).toBeGreaterThan(5);
    for (const [how, text] of Object.entries(got))
      expect(text, how).toMatch(/^This server does not answer to this host name\./);
  });
});

describe('the console of a sandbox that other machines can reach', () => {
  it('asks for the token, refuses another, and works with it', async () => {
    const sandbox = await startSandbox({ host: '0.0.0.0', quiet: true, throttle: false });
    closing.push(() => sandbox.close());
    const client = await clientOf(sandbox);
    const { code } = (await client.createSession()).json;
    const page = await pageAt(`${sandbox.url}/_sandbox/`);
    await page.getByLabel('Token').fill('another');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the token.').waitFor();
    await page.getByLabel('Token').fill(sandbox.controlToken ?? '');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#link.live');
    expect(page.url()).toBe(`${sandbox.url}/_sandbox/`);
    await page.getByRole('button', { name: `Sign in ${code}` }).click();
    await page.getByText(`${code} is signed in.`).waitFor();

    // A page of another origin cannot use the key that the browser stores for the console.
    const somebody = await somebodysPage();
    closing.push(somebody.close);
    const before = stateOf(sandbox);
    await page.goto(`http://127.0.0.1:${somebody.port}/`);
    const asked = { base: sandbox.url, reads: READS, orders: ORDERS };
    expect(await page.evaluate(attempts, asked)).toEqual({});
    expect(stateOf(sandbox)).toEqual(before);
  });

  it('asks again when another sandbox has taken its place', async () => {
    const options = { host: '0.0.0.0', quiet: true, throttle: false };
    const sandbox = await startSandbox({ ...options, controlToken: 'the-first-one-of-two' });
    closing.push(() => sandbox.close());
    const page = await pageAt(`${sandbox.url}/_sandbox/`);
    await page.getByLabel('Token').fill('the-first-one-of-two');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#link.live');
    await sandbox.close();
    await page.getByText('the sandbox does not answer').waitFor();
    const other = await startSandbox({ ...options, port: sandbox.port });
    closing.push(() => other.close());
    await page.getByLabel('Token').fill(other.controlToken ?? '');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#link.live');
  });

  it('is opened by a link from another page', async () => {
    const sandbox = await inhabited();
    const somebody = await somebodysPage();
    closing.push(somebody.close);
    const page = await pageAt(`http://evil.example:${somebody.port}/`);
    await page.setContent(`<a href="${sandbox.url}/">console</a>`);
    await page.click('a');
    await page.waitForSelector('#link.live');
  });
});
