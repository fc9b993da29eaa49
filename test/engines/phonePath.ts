import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/condition.ts';
import { codeFrom, televisionIn } from '../support/television.ts';
import { startTestEnv } from '../support/testEnv.ts';
import type { Engine, EnginePage } from './page.ts';

export interface PhoneResult {
  readonly product: string;
  /** ms for the whole path. */
  readonly ms: number;
  /** By step: elements that do not fit, or are too small to tap. */
  readonly faults: readonly string[];
  readonly complaints: readonly string[];
  /** PNG of each step. */
  readonly pictures: Readonly<Record<string, Buffer>>;
}

/**
 * The second screen's whole path in one engine, by keyboard and taps: types the code of a television,
 * chooses the provider, signs in on its page, and reads the result.
 * @throws when a step does not appear
 */
export async function walkPhone(
  engine: Engine,
  width: number,
  height: number,
): Promise<PhoneResult> {
  const began = performance.now();
  const profile = await mkdtemp(join(tmpdir(), 'couchpass-phone-'));
  const world = await startTestEnv({ sandbox: { quiet: true } });
  let page: EnginePage | null = null;
  try {
    const code = await codeFrom(televisionIn(world).service);
    page = await engine.start({ profile, shell: 'browser', before: '', width, height });
    await page.open(world.activateUrl);
    const walk = new PhoneWalk(page, width);
    await walk.signIn(code, 'Valley Cable', 'alex');
    const { faults, pictures } = walk;
    const { product, complaints } = page;
    return { product, ms: performance.now() - began, faults, complaints, pictures };
  } finally {
    await page?.close();
    await world.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

class PhoneWalk {
  readonly faults: string[] = [];
  readonly pictures: Record<string, Buffer> = {};
  private readonly page: EnginePage;
  private readonly width: number;

  constructor(page: EnginePage, width: number) {
    this.page = page;
    this.width = width;
  }

  async signIn(code: string, provider: string, user: string): Promise<void> {
    const { page } = this;
    await this.on('code');
    await this.tap('input', 'code');
    await page.type(code.toLowerCase());
    await page.press('Enter');
    await this.on('confirm');
    await this.tap('button', 'Connect this TV');
    await this.on('provider');
    await this.tap('input', 'search');
    await page.type(provider.slice(0, 6).toLowerCase());
    await this.tap('button', provider);
    await this.until(
      `/\\/mvpd\\//.test(location.pathname) && !!document.querySelector('#password')`,
    );
    await this.tap('input', 'username');
    await page.type(user);
    await this.tap('input', 'password');
    await page.type('sofa');
    await page.press('Enter');
    await this.on('done');
    await this.until(`/Go back to your TV/.test(document.body.innerText)`);
  }

  /** Waits for a step, measures it and takes a picture. */
  private async on(step: string): Promise<void> {
    const [selector, words] = [
      `#step[data-step="${step}"]:not([data-busy])`,
      'document.body.innerText',
    ];
    await this.until(`!!document.querySelector(${JSON.stringify(selector)})`, `the step ${step}`);
    await this.until(`document.fonts.status === 'loaded' && ${words} !== ''`);
    const found = await this.page.evaluate<string[]>(`(${misfits})(${this.width})`);
    this.faults.push(...found.map((fault) => `${step}: ${fault}`));
    this.pictures[step] = await this.page.picture();
  }

  /** @param name id of a field, or the text of a button */
  private async tap(kind: 'input' | 'button', name: string): Promise<void> {
    const place = await until(
      () =>
        this.page.evaluate<[number, number] | null>(
          `(${middle})("${kind}", ${JSON.stringify(name)})`,
        ),
      { limit: 20_000, what: `${kind} ${name}` },
    );
    await this.page.point(place[0], place[1], true);
  }

  private async until(condition: string, what = condition): Promise<void> {
    // Between two pages, `evaluate` fails.
    const check = () => this.page.evaluate<boolean>(condition).catch(() => false);
    await until(check, { limit: 30_000, what }).catch(async (error: Error) => {
      const text = await this.page.evaluate<string>('document.body.innerText').catch(String);
      throw new Error(`${error.message}; the page says: ${text.slice(0, 400)}`);
    });
  }
}

/**
 * Text of a function for a page: the middle of a field or button, once it no longer moves and is in the
 * window.
 */
const middle = `function (kind, name) {
  var all = document.querySelectorAll(kind === 'input' ? 'input[id="' + name + '"]' : 'button');
  for (var i = 0; i < all.length; i += 1) {
    if (kind === 'button' && all[i].innerText.replace(/\\s+/g, ' ').indexOf(name) < 0) continue;
    all[i].scrollIntoView({ block: 'center', behavior: 'instant' });
    var box = all[i].getBoundingClientRect();
    if (box.width > 0) return [box.left + box.width / 2, box.top + box.height / 2];
  }
  return null;
}`;

/** Text of a function for a page: elements that are wider than the window, or too small to tap. */
const misfits = `function (width) {
  var out = [];
  if (innerWidth !== width) out.push('the window is ' + innerWidth + ' px wide');
  var over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) out.push(over + ' px too wide');
  var all = document.querySelectorAll('button, input, select, textarea, a[href]');
  for (var i = 0; i < all.length; i += 1) {
    var box = all[i].getBoundingClientRect();
    if (box.width === 0) continue;
    var said = (all[i].innerText || all[i].id).trim();
    if (box.right > innerWidth + 0.5 || box.left < -0.5) out.push(said + ' leaves the window');
    if (box.height < 43.9 || box.width < 43.9) {
      out.push(said + ' is ' + Math.round(box.width) + ' x ' + Math.round(box.height) + ' px');
    }
  }
  return out;
}`;
