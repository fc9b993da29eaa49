import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../tools/chromium.ts';
import { root } from '../../tools/paths.ts';
import { until } from '../support/condition.ts';
import { countingNodes, countingWorker } from './statements.ts';

/** A Roku by brs-engine, in Chromium: runs a zip, accepts keys, shows its screen and returns its output. */
export interface Simulator {
  /**
   * Starts the package as from the Roku's Home.
   * @param link of a deep link
   * @param device settings of the Roku that differ from those it was made with
   */
  launch(
    zip: Uint8Array,
    link?: Readonly<Record<string, string>>,
    device?: SimulatorOptions['device'],
  ): Promise<void>;
  /** Ends the running app. */
  exit(): Promise<void>;
  /** Names of the External Control Protocol: `Up`, `Select`, `Back`, `Info`. */
  press(...keys: string[]): Promise<void>;
  /** Holds a key down until `done` resolves, then releases it. */
  hold(key: string, done: () => Promise<unknown>): Promise<void>;
  /** A deep link while the app runs. */
  input(link: Readonly<Record<string, string>>): Promise<void>;
  /** Every printed line so far. */
  readonly lines: readonly string[];
  /** Waits for a printed line. */
  line(pattern: RegExp, options?: { timeout?: number; from?: number }): Promise<string>;
  /** PNG. @param file the picture is also stored there */
  screenshot(file?: string): Promise<Buffer>;
  close(): Promise<void>;
}

const page = `<!doctype html><meta charset="utf-8"><title>Roku</title>
<style>body{margin:0;background:#000}canvas,video{position:absolute;left:0;top:0;width:1920px;height:1080px}</style>
<video id="player" crossorigin="anonymous" muted></video><canvas id="display" width="1920" height="1080"></canvas>
<script src="lib/brs.api.js"></script>`;

const served: Readonly<Record<string, string>> = {
  '/lib/brs.api.js': 'brs-engine/lib/brs.api.js',
  '/lib/brs.worker.js': 'brs-engine/lib/brs.worker.js',
  '/lib/brs-sg.js': 'brs-scenegraph/lib/brs-sg.js',
  '/assets/common.zip': 'brs-scenegraph/assets/common.zip',
};

/** Default waits of the engine's threads for each other (ms), with the text before each. */
const waits: readonly (readonly [file: string, wait: RegExp])[] = [
  ['brs-sg.js', /(waitForFieldAck\(\w+,\w+=)1e4\)/],
  ['brs.api.js', /(waitStore\(\w+,\w+,\w+=)1e4\)/],
];

/**
 * A Task of brs-engine waits at most 10 s until its field is taken over, and then continues without; a message that
 * a thread does not read within 10 s is dropped. A Roku waits without a limit, and the threads of a busy machine
 * can need longer.
 */
function withPatience(path: string, source: string): string {
  const wait = waits.find(([file]) => path.endsWith(file))?.[1];
  if (wait === undefined) return source;
  const patient = source.replace(wait, '$16e5)');
  if (patient === source) throw new Error(`The threads of ${path} wait in another way now.`);
  return patient;
}

/**
 * The page in which the engine runs: shared memory needs these two headers.
 * @param counted names of the functions whose cost is printed (see statements.ts)
 */
async function serve(counted?: RegExp): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'credentialless');
    const file = served[path];
    if (path === '/') return void response.setHeader('Content-Type', 'text/html').end(page);
    if (file === undefined) return void response.writeHead(404).end();
    response.setHeader(
      'Content-Type',
      path.endsWith('.js') ? 'text/javascript' : 'application/zip',
    );
    const content = await readFile(join(root, 'node_modules', file));
    if (!path.startsWith('/lib/')) return void response.end(content);
    const source = withPatience(path, content.toString());
    if (counted === undefined) return void response.end(source);
    if (path.endsWith('worker.js')) response.end(countingWorker(source, counted));
    else if (path.endsWith('sg.js')) response.end(countingNodes(source));
    else response.end(source);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface SimulatorOptions {
  /** Values of brs-engine's DeviceInfo. */
  readonly device?: Readonly<Record<string, unknown>>;
  /** Functions, by their names in lower case, whose cost is printed (see statements.ts). */
  readonly counted?: RegExp;
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium.');
  const web = await serve(options.counted);
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({
      executablePath,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--autoplay-policy=no-user-gesture-required',
        // A Roku sends no CORS preflight.
        '--disable-web-security',
        '--enable-features=SharedArrayBuffer',
      ],
    });
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    const lines: string[] = [];
    let shown: Page | null = null;
    const screen = (): Page => {
      if (shown === null) throw new Error('Nothing was launched.');
      return shown;
    };
    const keyDown = async (key: string) => {
      await screen().evaluate((name) => engine().sendKeyDown(name), key.toLowerCase());
      await keysAreTaken(screen());
    };
    const keyUp = async (key: string) => {
      await screen().evaluate((name) => engine().sendKeyUp(name), key.toLowerCase());
      await keysAreTaken(screen());
    };
    return {
      lines,
      async launch(zip, link = {}, device = {}) {
        // The registry is the page's storage: a new page is a restarted Roku.
        await shown?.close();
        shown = await open(context, web.url, lines, { ...options.device, ...device });
        await shown.evaluate(
          async ({ bytes, link }) => {
            const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
            engine().execute(
              'channel.zip',
              data.buffer,
              { clearDisplayOnExit: true, muteSound: true },
              new Map(Object.entries(link)),
            );
          },
          { bytes: Buffer.from(zip).toString('base64'), link },
        );
      },
      exit: () => screen().evaluate(() => engine().terminate('EXIT_USER_NAV')),
      async press(...keys) {
        for (const key of keys) {
          // Released at once, however busy the machine is: a held key repeats itself.
          await screen().evaluate((name) => {
            engine().sendKeyDown(name);
            engine().sendKeyUp(name);
          }, key.toLowerCase());
          await keysAreTaken(screen());
        }
      },
      async hold(key, done) {
        await keyDown(key);
        await done().finally(() => keyUp(key));
      },
      input: (link) => screen().evaluate((data) => engine().sendInput(data), link),
      line: (pattern, { timeout = 60_000, from = 0 } = {}) =>
        until(() => lines.slice(from).find((line) => pattern.test(line)) ?? null, {
          what: `a line like ${pattern}`,
          limit: timeout,
        }).catch((error: Error) => {
          throw new Error(`${error.message}; the last were\n${lines.slice(-12).join('\n')}`);
        }),
      screenshot: (file) => screen().screenshot(file === undefined ? {} : { path: file }),
      async close() {
        await browser?.close();
        await web.close();
      },
    };
  } catch (error) {
    await browser?.close();
    await web.close();
    throw error;
  }
}

/** The engine's own interface on its page. */
interface Engine {
  initialize(device: object, options: object): Promise<void>;
  subscribe(id: string, listener: (event: string, data: unknown) => void): void;
  execute(path: string, data: ArrayBuffer, options: object, link: Map<string, string>): void;
  terminate(reason: string): void;
  sendKeyDown(key: string): void;
  sendKeyUp(key: string): void;
  sendInput(data: object): void;
}
declare function engine(): Engine;

/** Waits until the app has read every key: the engine stores five, and drops the oldest when there are more. */
async function keysAreTaken(shown: Page): Promise<void> {
  const taken = () => {
    const { shared } = window as unknown as { shared: SharedArrayBuffer[] };
    // The other buffers can grow: the registry, and the messages between threads.
    const fixed = shared.find((buffer) => !('growable' in buffer && buffer.growable));
    const words = new Int32Array(fixed as SharedArrayBuffer);
    // Five times remote, key and kind from word 24 on (brs-engine's DataType); -1: empty.
    return [25, 28, 31, 34, 37].every((at) => Atomics.load(words, at) < 0);
  };
  await shown.waitForFunction(taken, undefined, { polling: 20, timeout: 60_000 });
}

/** Runs before the engine: keeps the memory that it shares with the app's threads. */
function keepShared(): void {
  const page = window as unknown as { shared: SharedArrayBuffer[] };
  page.shared = [];
  window.SharedArrayBuffer = new Proxy(SharedArrayBuffer, {
    construct(target, given) {
      const made = Reflect.construct(target, given) as SharedArrayBuffer;
      page.shared.push(made);
      return made;
    },
  });
}

async function open(
  context: BrowserContext,
  url: string,
  lines: string[],
  device: SimulatorOptions['device'] = {},
): Promise<Page> {
  const shown = await context.newPage();
  await shown.exposeFunction('said', (line: string) => {
    if (line.trim() !== '') lines.push(...line.trimEnd().split(/\r?\n/));
  });
  shown.on('pageerror', (error) => lines.push(`PAGE ${error.message}`));
  shown.on('console', (message) => {
    const text = message.text();
    if (/SharedObject|task-sync|task:/.test(text)) lines.push(`ENGINE ${text}`);
  });
  await shown.addInitScript(keepShared);
  await shown.goto(url);
  await shown.evaluate(async (device) => {
    const page = window as unknown as Record<string, unknown>;
    page.engine = () => page.brs;
    const { said } = window as unknown as { said(line: string): void };
    engine().subscribe('test', (event, data) => {
      if (event === 'debug') said(String((data as { content?: unknown }).content ?? ''));
      else if (event === 'error' || event === 'closed' || event === 'warning')
        said(`ENGINE ${event} ${String(data)}`);
    });
    // The engine's fonts and sounds; if they were missing here, it would not wait for them.
    const assets = await (await fetch('assets/common.zip')).arrayBuffer();
    const extensions = new Map([['brs-scenegraph', './brs-sg.js']]);
    await engine().initialize(
      { displayMode: '1080p', ...device, assets, extensions },
      { debugToConsole: false, showStats: false },
    );
  }, device);
  return shown;
}
