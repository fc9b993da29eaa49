import type { CDPSession, Page } from 'playwright-core';
import type { Left } from './page/endurance.ts';

export interface Weight {
  /** Bytes of the script's memory, after everything unused was collected. */
  readonly heap: number;
  readonly counts: Readonly<Record<string, number>>;
}

interface Held extends Left {
  readonly listeners: number;
  readonly nodes: number;
}

/** Asks the browser itself what a page of the TV app holds. */
export class Scales {
  private readonly page: Page;
  private readonly devtools: CDPSession;

  private constructor(page: Page, devtools: CDPSession) {
    this.page = page;
    this.devtools = devtools;
  }

  static async of(page: Page): Promise<Scales> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    return new Scales(page, devtools);
  }

  /** Waits until nothing is let go any more: a player's engine takes its time to go. */
  async weigh(): Promise<Weight> {
    let seen = await this.look();
    for (let calm = 0; calm < 1; ) {
      await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
      const now = await this.look();
      const fewer = Object.entries(now.counts).some(
        ([name, count]) => count < (seen.counts[name] ?? 0),
      );
      calm = fewer || now.heap < seen.heap * 0.999 ? 0 : calm + 1;
      seen = now;
    }
    return seen;
  }

  /**
   * What there is more of than `before`, once it is no less than that for good: on a busy computer
   * engines and pictures go later than a moment of calm. What leaked stays however long one looks.
   */
  async settled(before: Weight): Promise<{ more: Record<string, string>; after: Weight }> {
    const until = performance.now() + 15_000;
    for (;;) {
      const after = await this.weigh();
      const more = grown(before, after);
      if (Object.keys(more).length === 0 || performance.now() > until) return { more, after };
    }
  }

  /** What is held now, though some of it may be on its way out. */
  async look(): Promise<Weight> {
    const left = await this.page.evaluate(() => rig.left());
    await this.devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.devtools.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    const held: Held = { ...left, listeners: of('JSEventListeners'), nodes: of('Nodes') };
    return { heap: of('JSHeapUsedSize'), counts: { ...held } };
  }
}

/** What there is more of than there was; of the heap, what is more than 5 %. */
export function grown(before: Weight, after: Weight): Record<string, string> {
  const more: Record<string, string> = {};
  for (const [name, count] of Object.entries(after.counts)) {
    const was = before.counts[name] ?? 0;
    if (count > was) more[name] = `${was} to ${count}`;
  }
  if (after.heap > before.heap * 1.05) more.heap = `${before.heap} to ${after.heap}`;
  return more;
}
