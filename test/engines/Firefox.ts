import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import WebSocket from 'ws';
import { startDisplay } from './display.ts';
import { serve } from './driven.ts';
import type { Engine, EnginePage, Key, StartOptions } from './page.ts';
import { keys } from './WebDriver.ts';

/** Debian's Firefox, on a display in memory, because it has WebGL only with a display. */
export const firefox: Engine = {
  name: 'Firefox',
  async start(options: StartOptions): Promise<EnginePage> {
    await mkdir(options.profile, { recursive: true });
    await writeFile(join(options.profile, 'user.js'), preferences);
    const display = await startDisplay();
    const env = {
      DISPLAY: display.name,
      LIBGL_ALWAYS_SOFTWARE: '1',
      MOZ_CRASHREPORTER_DISABLE: '1',
    };
    const args = (port: number) => [
      '--no-remote',
      '--profile',
      options.profile,
      `--remote-debugging-port=${port}`,
      'about:blank',
    ];
    try {
      const server = await serve('firefox-esr', args, env);
      const ended = async () => {
        await server.end();
        await display.end();
      };
      return await Firefox.open(`ws://127.0.0.1:${server.port}/session`, options, ended);
    } catch (error) {
      await display.end();
      throw error;
    }
  },
};

/** Firefox sends no requests of its own. */
const preferences = Object.entries({
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'signon.rememberSignons': false,
  'webgl.force-enabled': true,
})
  .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
  .join('');

interface Message {
  readonly id?: number | null;
  readonly type?: string;
  readonly method?: string;
  readonly params?: { readonly level?: string; readonly type?: string; readonly text?: string };
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

/** ms; an engine that hangs must not block the run. */
const limit = 60_000;

/** A WebDriver BiDi client. */
class Firefox implements EnginePage {
  product = '';
  readonly complaints: string[] = [];
  private context = '';
  private readonly socket: WebSocket;
  private readonly ended: () => Promise<void>;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private count = 0;

  private constructor(socket: WebSocket, ended: () => Promise<void>) {
    this.socket = socket;
    this.ended = ended;
    socket.on('message', (data) => this.heard(JSON.parse(String(data)) as Message));
    socket.on('close', () => {
      for (const answer of this.waiting.values()) answer({ error: 'the engine ended' });
    });
  }

  static async open(
    address: string,
    { before, width, height }: StartOptions,
    ended: () => Promise<void>,
  ): Promise<Firefox> {
    try {
      const socket = new WebSocket(address, { perMessageDeflate: false });
      await new Promise((resolve, reject) => {
        socket.once('open', resolve);
        socket.once('error', reject);
      });
      const page = new Firefox(socket, ended);
      await page.begin(before, { width, height });
      return page;
    } catch (error) {
      await ended();
      throw error;
    }
  }

  async open(url: string): Promise<void> {
    await this.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  async evaluate<T>(expression: string): Promise<T> {
    const json = `Promise.resolve().then(function () { return (${expression}); }).then(function (value) {
      return JSON.stringify(value === undefined ? null : value); })`;
    const { result, exceptionDetails } = await this.send<{
      result?: { value: string };
      exceptionDetails?: { text: string };
    }>('script.evaluate', {
      expression: json,
      target: { context: this.context },
      awaitPromise: true,
    });
    if (!result) throw new Error(exceptionDetails?.text ?? 'an expression that failed');
    return JSON.parse(result.value) as T;
  }

  press(key: Key): Promise<void> {
    return this.type(keys[key]);
  }

  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.act({ type: 'key', id: 'keyboard', actions });
  }

  async point(x: number, y: number, click: boolean): Promise<void> {
    const actions = [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
      ...(click ? ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 })) : []),
    ];
    await this.act({ type: 'pointer', id: 'mouse', actions });
  }

  async picture(): Promise<Buffer> {
    const { data } = await this.send<{ data: string }>('browsingContext.captureScreenshot', {
      context: this.context,
    });
    return Buffer.from(data, 'base64');
  }

  async close(): Promise<void> {
    // Closes the browser normally first: stored data must be on the disk for the next start.
    await this.send('browser.close', {}).catch(() => {});
    await this.ended();
    this.socket.close();
  }

  private async begin(before: string, viewport: object): Promise<void> {
    const { capabilities } = await this.send<{ capabilities: { browserVersion: string } }>(
      'session.new',
      { capabilities: {} },
    );
    this.product = capabilities.browserVersion;
    const { contexts } = await this.send<{ contexts: { context: string }[] }>(
      'browsingContext.getTree',
      {},
    );
    this.context = contexts[0]?.context ?? '';
    await this.send('session.subscribe', { events: ['log.entryAdded'] });
    if (before.trim() !== '') {
      const functionDeclaration = `function () { ${before} }`;
      await this.send('script.addPreloadScript', { functionDeclaration });
    }
    await this.send('browsingContext.setViewport', { context: this.context, viewport });
  }

  private async act(source: object): Promise<void> {
    await this.send('input.performActions', { context: this.context, actions: [source] });
  }

  private send<T = unknown>(method: string, params: object): Promise<T> {
    this.count += 1;
    const id = this.count;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error(`${method}: no answer within ${limit} ms`));
      }, limit);
      this.waiting.set(id, ({ result, error, message }) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error}: ${message ?? ''}`));
        else resolve(result as T);
      });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  private heard(message: Message): void {
    if (typeof message.id === 'number') this.waiting.get(message.id)?.(message);
    const { method, params } = message;
    if (method !== 'log.entryAdded' || params?.type !== 'javascript') return;
    if (params.level === 'error') this.complaints.push(params.text ?? '');
  }
}
