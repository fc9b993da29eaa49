import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { type PageName, type Pages, stage } from './pages.ts';

/** A browser's storage from an earlier visit. */
export type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;

export interface Opened {
  readonly page: Page;
  readonly devtools: CDPSession;
  close(): Promise<void>;
}

/**
 * One of the pages, in a new browser context with separate storage and cache, with all of its Home on the
 * screen.
 * @param slow how many times slower its processor is
 */
export async function open(
  browser: Browser,
  pages: Pages,
  name: PageName,
  slow: number,
  kept?: Kept,
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: stage.w, height: stage.h },
    locale: 'en-US',
    ...(kept && { storageState: kept }),
  });
  const page = await context.newPage();
  await page.addInitScript({ content: pages.probe });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slow });
  await page.goto(pages.addressOf(name));
  await page.waitForFunction(() => probe.whole !== null, undefined, { timeout: 60_000 });
  return { page, devtools, close: () => context.close() };
}

/** ms that the page's main thread has worked (not waited) since the first call, and frames since then. */
export async function workOf({
  page,
  devtools,
}: Opened): Promise<{ work: number; frames: number }> {
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const { metrics } = await devtools.send('Performance.getMetrics');
  const task = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  return { work: task * 1000, frames: await page.evaluate(() => probe.frames.length) };
}
