import axe from 'axe-core';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Page,
  Request,
} from 'playwright-core';

/** A phone that has just opened an address of the second screen. Close its `context` when done. */
export interface Phone {
  readonly page: Page;
  /** Every request that the page sent, in order. */
  readonly requests: readonly Request[];
  /** Console messages of the page, and uncaught errors. */
  readonly complaints: readonly string[];
  /** The step that is shown: `code`, `confirm`, `provider`, `done`, … */
  step(): Promise<string>;
  waitForStep(name: string): Promise<void>;
  /**
   * Moves the page's clock (`page.clock` is installed) in steps of 500 ms until `check` returns true. The clock
   * stands while a request is under way: on a busy computer the page's limit for it would otherwise be over
   * before the answer arrives.
   */
  moveClockUntil(check: () => boolean | Promise<boolean>): Promise<void>;
  /** The visible words of the step. */
  words(): Promise<string>;
  /** Text of the element that has the keyboard focus. */
  focused(): Promise<string>;
  /** Presses Tab until an element whose text or label contains `name` has the focus. */
  tabTo(name: string | RegExp): Promise<void>;
  /** What axe-core finds on the page as it is now: rules with the elements that break them. */
  violations(): Promise<string[]>;
  close(): Promise<void>;
}

export interface PhoneOptions extends BrowserContextOptions {
  /** Prepares the browser before the page is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

export async function openPhone(
  browser: Browser,
  address: string,
  { prepare, ...options }: PhoneOptions = {},
): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(30_000);
  await prepare?.(context);
  const page = await context.newPage();
  const requests: Request[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request));
  page.on('console', (message) => {
    // Messages of the provider's page are not counted.
    if (!message.location().url.includes('/mvpd/')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  return phoneWith(page, requests, complaints);
}

/** The same for a second-screen page that is already open. */
export function phoneWith(
  page: Page,
  requests: readonly Request[] = [],
  complaints: readonly string[] = [],
): Phone {
  const pending = new Set<Request>();
  const answered = (request: Request) => pending.delete(request);
  page.on('request', (request) => pending.add(request));
  page.on('requestfinished', answered);
  page.on('requestfailed', answered);

  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return '';
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : '';
      return (label || element.textContent || '').trim();
    });

  return {
    page,
    requests,
    complaints,
    focused,
    step: () =>
      page
        .locator('#step')
        .getAttribute('data-step')
        .then((name) => name ?? ''),
    waitForStep: (name) => page.locator(`#step[data-step="${name}"]`).waitFor(),
    async moveClockUntil(check) {
      const end = performance.now() + 30_000;
      while (!(await check())) {
        if (performance.now() > end) throw new Error(`nothing follows ${await this.step()}`);
        if (pending.size === 0) await page.clock.runFor(500);
        else await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    words: () =>
      page
        .locator('#step')
        .allInnerTexts()
        .then((texts) => texts.join('\n')),
    async tabTo(name) {
      const wanted =
        typeof name === 'string' ? (text: string) => text.includes(name) : matcher(name);
      for (let presses = 0; presses < 60; presses += 1) {
        if (wanted(await focused())) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never reaches ${name}; the last was "${await focused()}"`);
    },
    async violations() {
      // `evaluate` is not subject to the page's content security policy.
      await page.evaluate(axe.source);
      const results = await page.evaluate(() =>
        (window as unknown as { axe: typeof axe }).axe.run(document),
      );
      return results.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
      );
    },
    close: () => page.context().close(),
  };
}

const matcher = (pattern: RegExp) => (text: string) => pattern.test(text);
