import type { EnginePage, Key } from './page.ts';

/** W3C WebDriver: keys by their code points. */
export const keys: Readonly<Record<Key, string>> = {
  Enter: '\uE007',
  Left: '\uE012',
  Up: '\uE013',
  Right: '\uE014',
  Down: '\uE015',
  Back: '\uE003',
  Tab: '\uE004',
  // A keyboard has one key for both.
  PlayPause: ' ',
  Play: ' ',
  Pause: ' ',
};

/** One session of a WebDriver; the WebKit engines use this protocol. */
export class WebDriver implements EnginePage {
  readonly product: string;
  private readonly address: string;
  private readonly before: string;
  private readonly ended: () => Promise<void>;
  private thrown: readonly string[] = [];

  private constructor(
    address: string,
    product: string,
    before: string,
    ended: () => Promise<void>,
  ) {
    this.address = address;
    this.product = product;
    this.before = before;
    this.ended = ended;
  }

  /**
   * @param server address of the driver
   * @param before script that runs as early as WebDriver allows: when the page has loaded
   * @param ended ends the driver
   */
  static async open(
    server: string,
    capabilities: object,
    before: string,
    ended: () => Promise<void>,
  ): Promise<WebDriver> {
    const { sessionId, capabilities: found } = await ask<{
      sessionId: string;
      capabilities: { browserVersion: string };
    }>('POST', `${server}/session`, { capabilities: { alwaysMatch: capabilities } });
    return new WebDriver(`${server}/session/${sessionId}`, found.browserVersion, before, ended);
  }

  get complaints(): readonly string[] {
    return this.thrown;
  }

  async open(url: string): Promise<void> {
    await this.send('POST', 'url', { url });
    await this.run(`${listen}\n${this.before}`);
  }

  async evaluate<T>(expression: string): Promise<T> {
    // As plain ASCII: WebKitGTK's driver cannot read every character that a page returns.
    const script = `
      var done = arguments[arguments.length - 1];
      function give(answer) {
        done(JSON.stringify(answer).replace(/[\\u007f-\\uffff]/g, function (letter) {
          return '\\\\u' + ('0000' + letter.charCodeAt(0).toString(16)).slice(-4);
        }));
      }
      Promise.resolve().then(function () { return (${expression}); }).then(
        function (value) { give({ value: value === undefined ? null : value, thrown: window.couchpassThrown || [] }); },
        function (error) { give({ error: String(error && error.stack || error) }); });`;
    const text = await this.result(script);
    const answer = JSON.parse(text) as { value: T; thrown: string[]; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    this.thrown = answer.thrown;
    return answer.value;
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
      { type: 'pointerMove', x, y, duration: 0 },
      ...(click ? ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 })) : []),
    ];
    await this.act({ type: 'pointer', id: 'mouse', actions });
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.send<string>('GET', 'screenshot'), 'base64');
  }

  async close(): Promise<void> {
    await ask('DELETE', this.address).catch(() => {});
    await this.ended();
  }

  private async run(script: string): Promise<void> {
    await this.send('POST', 'execute/sync', { script, args: [] });
  }

  /** WebKitGTK's driver sometimes loses a result; the script only reads, so it can run again. */
  private async result(script: string, tries = 3): Promise<string> {
    try {
      return await this.send<string>('POST', 'execute/async', { script, args: [] });
    } catch (error) {
      if (tries > 1 && /Could not parse script result/.test(String(error))) {
        return this.result(script, tries - 1);
      }
      throw error;
    }
  }

  private async act(source: object): Promise<void> {
    await this.send('POST', 'actions', { actions: [source] });
  }

  private send<T>(method: string, path: string, body?: object): Promise<T> {
    return ask<T>(method, `${this.address}/${path}`, body);
  }
}

/** Script that keeps uncaught errors. */
const listen = `
  window.couchpassThrown = [];
  window.addEventListener('error', function (event) {
    window.couchpassThrown.push(String(event.error && event.error.stack || event.message));
  });`;

/** ms; an engine that hangs must not block the run. */
const limit = 60_000;

async function ask<T>(method: string, url: string, body?: object): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(limit),
  });
  const { value } = (await response.json()) as { value: T };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`WebDriver: ${error}: ${message}`);
}
