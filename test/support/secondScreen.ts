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
  /** Everything that left it, in order. */
  readonly requests: readonly Request[];
  /** What its console said, and what was thrown and not caught. */
  readonly complaints: readonly string[];
  /** The step that is shown: `code`, `confirm`, `provider`, `done`, … */
  step(): Promise<string>;
  waitForStep(name: string): Promise<void>;
  /** The words of the step, as a sighted reader gets them. */
  words(): Promise<string>;
  /** Text of what has the keyboard focus. */
  focused(): Promise<string>;
  /** Presses Tab until something whose text or label contains `name` has the focus. */
  tabTo(name: string | RegExp): Promise<void>;
  /** What axe-core finds on the page as it is now: rules with the elements that break them. */
  violations(): Promise<string[]>;
  close(): Promise<void>;
}

export interface PhoneOptions extends BrowserContextOptions {
  /** What is to be done with the browser before the page is opened. */
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
  context.setDefaultTimeout(10_000);
  await prepare?.(context);
  const page = await context.newPage();
  const requests: Request[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request));
  page.on('console', (message) => {
    // What the provider's own page says is not this page's doing.
    if (!message.location().url.includes('/mvpd/')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  return phoneWith(page, requests, complaints);
}

/** A page of the second screen that is open already. */
export function phoneWith(
  page: Page,
  requests: readonly Request[] = [],
  complaints: readonly string[] = [],
): Phone {
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
      // As an expression of the test's own, which the page's policy does not concern.
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
