import { readFile } from 'node:fs/promises';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { type Sandbox, startSandbox } from '../../apps/sandbox/index.ts';
import { readSettings } from '../../core/settings.ts';
import { settingsFile } from '../../tools/paths.ts';
import { packageRoku } from '../../tools/roku/package.ts';
import { until } from '../support/condition.ts';
import { type Simulator, startSimulator } from './Simulator.ts';

/** ms; the simulator draws in software, and shares the machine with other programs. */
const patience = 60_000;

export interface ChannelOptions {
  /** See PackageOptions. */
  readonly standIns?: ReadonlyMap<string, string>;
  /** See SimulatorOptions. */
  readonly counted?: RegExp;
  /** What is otherwise in `appSettings` than in settings.json. */
  // biome-ignore lint/suspicious/noExplicitAny: settings as they are written, not as they are read.
  readonly settings?: (appSettings: any) => void;
}

/** The packaged channel in the simulator, with its own sandbox and a remote. */
export class Channel {
  readonly sandbox: Sandbox;
  readonly simulator: Simulator;
  private readonly zip: Uint8Array;
  private from = 0;

  private constructor(sandbox: Sandbox, simulator: Simulator, zip: Uint8Array) {
    this.sandbox = sandbox;
    this.simulator = simulator;
    this.zip = zip;
  }

  /** @param folder for the package */
  static async open(folder: string, options: ChannelOptions = {}): Promise<Channel> {
    const { standIns, counted, settings: change } = options;
    const sandbox = await startSandbox({ quiet: true });
    try {
      const file = JSON.parse(await readFile(settingsFile, 'utf8'));
      file.appSettings.pass.baseUrl = sandbox.url;
      change?.(file.appSettings);
      const settings = readSettings(JSON.stringify(file));
      const made = {
        settings,
        version: '1.2.3',
        folder,
        development: true,
        ...(standIns && { standIns }),
      };
      const { zip } = await packageRoku(made);
      const simulator = await startSimulator({
        device: { displayMode: '720p' },
        ...(counted && { counted }),
      });
      const channel = new Channel(sandbox, simulator, await readFile(zip));
      channel.keepArtAway();
      return channel;
    } catch (error) {
      await sandbox.close();
      throw error;
    }
  }

  /**
   * Answers 404 for pictures: the simulator waits for each picture and decodes it in script, which can take
   * most of a minute.
   */
  keepArtAway(): void {
    this.sandbox.control.addFault({ path: '/programmer/art/**', status: 404, times: 0 });
  }

  async close(): Promise<void> {
    await this.simulator.close();
    await this.sandbox.close();
  }

  /** From here on, `sees` and `on` ignore earlier lines. */
  private forget(): void {
    this.from = this.simulator.lines.length;
  }

  /** @param locale of the Roku, `es_ES` */
  async launch(link: Readonly<Record<string, string>> = {}, locale = 'en_US'): Promise<void> {
    this.forget();
    await this.simulator.launch(this.zip, link, { locale });
  }

  /** Presses keys in order; `sees` and `on` then wait for lines that come after the last key. */
  async press(...keys: string[]): Promise<void> {
    await this.simulator.press(...keys.slice(0, -1));
    this.forget();
    await this.simulator.press(...keys.slice(-1));
  }

  /** Holds a key down until the channel prints such a line. */
  async hold(key: string, pattern: RegExp): Promise<void> {
    this.forget();
    await this.simulator.hold(key, () => this.sees(pattern));
  }

  async link(contentId: string, mediaType: string): Promise<void> {
    await this.input({ contentId, mediaType });
  }

  async input(data: Readonly<Record<string, string>>): Promise<void> {
    this.forget();
    await this.simulator.input(data);
  }

  /** The lines printed since the last key, launch or link. */
  get said(): readonly string[] {
    return this.simulator.lines.slice(this.from);
  }

  /** Waits for a line that the channel prints. */
  sees(pattern: RegExp): Promise<string> {
    return this.simulator.line(pattern, { timeout: patience, from: this.from });
  }

  until<T>(get: () => T | null | undefined, what: string): Promise<T> {
    return until(get, { what, limit: patience });
  }

  on(screen: string): Promise<string> {
    return this.sees(new RegExp(`^SCREEN ${screen}$`));
  }

  /** The code that the channel has requested, from the sandbox. */
  async code(other = ''): Promise<string> {
    const session = await until(
      () =>
        this.sandbox.control.sessions().find(({ code, completed }) => !completed && code !== other),
      { what: 'a code', limit: patience },
    );
    return session.code;
  }

  /** The text of the QR code on the screen. */
  async qr(): Promise<string> {
    return until(
      async () => {
        const png = await this.simulator.screenshot();
        const image = sharp(png).ensureAlpha().raw();
        const { data, info } = await image.toBuffer({ resolveWithObject: true });
        return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
      },
      { what: 'a QR code on the screen', limit: patience },
    );
  }

  /** Requests that match, `GET /path 200`, with the time of each. */
  asked(pattern: RegExp, after = 0): Array<{ line: string; seq: number; time: number }> {
    return this.sandbox.control
      .requests(after)
      .map(({ seq, time, method, path, status }) => ({
        seq,
        time,
        line: `${method} ${path} ${status}`,
      }))
      .filter(({ line }) => pattern.test(line));
  }

  /** Waits for `count` of them. */
  async hasAsked(pattern: RegExp, count = 1, after = 0) {
    return until(
      () => {
        const found = this.asked(pattern, after);
        return found.length >= count ? found : null;
      },
      { what: `${count} requests like ${pattern}`, limit: patience },
    );
  }

  get lastRequest(): number {
    return this.sandbox.control.requests().at(-1)?.seq ?? 0;
  }
}
