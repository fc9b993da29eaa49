import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import type { Couchpass } from '../../core/couchpass.ts';
import { sourceCondition } from '../../tools/sourceCondition.mjs';
import { launchBrowser } from '../support/browser.ts';
import { shippedSettings } from '../support/testEnv.ts';

/** An app without screens that can be inspected, like the TV app in development. */
const PROGRAM = `
import { createCouchpass } from './core/couchpass.ts';
import { readSettings } from './core/settings.ts';
import { createBrowserPlatform } from './platforms/browser/platform.ts';
import { inspectorFor } from './apps/tv/inspect.ts';

const settings = readSettings(await (await fetch('settings.json')).text());
const platform = createBrowserPlatform({ database: 'inspected' });
document.querySelector('button').onclick = async () => {
  const couchpass = createCouchpass(settings, platform, await inspectorFor(''));
  window.couchpass = couchpass;
  couchpass.start();
};
`;

/** Like Stately's page: announces that it listens, and stores the messages that it receives. */
const LISTENER = `<!doctype html><title>Listener</title><script>
  window.told = [];
  addEventListener('message', ({ data }) => told.push(data));
  opener.postMessage({ type: '@statelyai.connected' }, '*');
</script>`;

declare global {
  interface Window {
    couchpass?: Couchpass;
    told?: unknown[];
  }
}

let browser: Browser;
let server: Server;
let address: string;
let sandbox: Sandbox;
let context: BrowserContext;
let page: Page;
/** Every text in the service's answers, except names that the chart also uses. */
let secrets: Set<string>;

beforeAll(async () => {
  browser = await launchBrowser();
  sandbox = await startSandbox({ quiet: true, throttle: false });
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: root, loader: 'ts' },
    bundle: true,
    conditions: [sourceCondition],
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  const settings = (await shippedSettings()) as { appSettings: { pass: { baseUrl: string } } };
  settings.appSettings.pass.baseUrl = sandbox.url;
  const files: Record<string, [string, string]> = {
    '/': [
      'text/html',
      '<!doctype html><button>Start</button><script type=module src=main.js></script>',
    ],
    '/main.js': ['text/javascript', outputFiles[0]?.text ?? ''],
    '/settings.json': ['application/json', JSON.stringify(settings)],
  };
  server = createServer(({ url = '' }, answer) => {
    const [type, body] = files[url] ?? ['text/plain', ''];
    answer.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
  server?.close();
});

beforeEach(async () => {
  sandbox.control.reset();
  secrets = new Set();
  context = await browser.newContext();
  page = await context.newPage();
  page.on('response', (response) => {
    if (/\/(o|api|play)(\/|$)/.test(new URL(response.url()).pathname))
      response.json().then(collect, () => {});
  });
});

afterEach(() => context?.close());

/** Collects values of answers; short values and names of the protocol also occur in the chart. */
function collect(value: unknown): void {
  if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) collect(one);
  else if (
    typeof value === 'string' &&
    /^(?!https:\/\/experienceleague).{7,}$/.test(value) &&
    /\d/.test(value)
  )
    secrets.add(value);
}

/** Starts the app and plays an item that needs a sign-in. Returns the inspector's window. */
async function watch(): Promise<Page> {
  const opened = context.waitForEvent('page');
  await page.goto(address);
  await page.click('button');
  const inspector = await opened;
  const looks = { polling: 100 };
  const shows = (screen: string) =>
    page.waitForFunction((name) => window.couchpass?.view.screen === name, screen, looks);
  await page.waitForFunction(
    () => {
      const view = window.couchpass?.view;
      const rows = view?.screen === 'home' ? (view.catalogue?.rows ?? []) : [];
      const item = rows.flatMap(({ items }) => items).find(({ access }) => access !== 'free');
      if (item) window.couchpass?.send({ type: 'PLAY', item });
      return item;
    },
    null,
    looks,
  );
  await shows('signIn');
  const shown = await page.waitForFunction(
    () => {
      const view = window.couchpass?.view;
      return view?.screen === 'signIn' && view.code;
    },
    null,
    looks,
  );
  const code = String(await shown.jsonValue());
  secrets.add(code);
  sandbox.control.signIn({ code, mvpd: 'ValleyCable', user: 'alex' });
  await shows('player');
  return inspector;
}

const patience = { timeout: 20_000 };

const toldTo = (inspector: Page) => inspector.evaluate(() => window.told ?? []);

describe('?inspect', () => {
  it('tells the inspector where the machine is, and nothing that it holds', async () => {
    await context.route('https://stately.ai/**', (route) =>
      route.fulfill({ body: LISTENER, contentType: 'text/html' }),
    );
    // A page beside other work on a slow machine: the browser never calls it idle.
    await page.addInitScript(() => {
      window.requestIdleCallback = () => 0;
    });
    const inspector = await watch();
    await expect
      .poll(async () => JSON.stringify(await toldTo(inspector)), patience)
      .toContain('"viewMedia"');
    await expect
      .poll(async () => JSON.stringify(await toldTo(inspector)), patience)
      .toMatch(/"watching|"player|"playing/);
    const told = JSON.stringify(await toldTo(inspector));
    expect(told).toContain('"definition"');
    expect(secrets.size).toBeGreaterThan(5);
    for (const secret of secrets) expect(told).not.toContain(secret);
    for (const word of ['alex', sandbox.url, 'ValleyCable']) expect(told).not.toContain(word);
  });

  it('tells no other page: where the window was led elsewhere, before or after it listened', async () => {
    await context.route('https://stately.ai/**', (route) =>
      route.fulfill({
        body: '<script>location = "https://evil.example/"</script>',
        contentType: 'text/html',
      }),
    );
    await context.route('https://evil.example/**', (route) =>
      route.fulfill({ body: LISTENER, contentType: 'text/html' }),
    );
    const evil = await watch();
    await evil.waitForURL('https://evil.example/');
    expect(await toldTo(evil)).toEqual([]);

    await context.unroute('https://stately.ai/**');
    await context.route('https://stately.ai/**', (route) =>
      route.fulfill({ body: LISTENER, contentType: 'text/html' }),
    );
    // The page itself navigates: a navigation by the address field would remove the opener.
    const lead = (to: string) =>
      evil.evaluate((href) => {
        location.href = href;
      }, to);
    await lead('https://stately.ai/inspect');
    await evil.waitForURL('https://stately.ai/inspect');
    await expect.poll(async () => (await toldTo(evil)).length, patience).toBeGreaterThan(0);
    await lead('https://evil.example/');
    await evil.waitForURL('https://evil.example/');
    await page.evaluate(() => window.couchpass?.send({ type: 'BACK' }));
    await page.waitForFunction(() => window.couchpass?.view.screen !== 'player', null, {
      polling: 100,
    });
    expect(await toldTo(evil)).toEqual([]);
  });
});
