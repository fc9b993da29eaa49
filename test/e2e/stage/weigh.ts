import type { CDPSession, Page } from 'playwright-core';
import type { Left } from './page/endurance.ts';

export interface Weight {
  /** Bytes of the script's heap, after garbage collection. */
  readonly heap: number;
  readonly counts: Readonly<Record<string, number>>;
}

interface Held extends Left {
  readonly listeners: number;
  readonly nodes: number;
}

/** Measures, through the browser, what a page of the TV app holds. */
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

  /** Waits until nothing more is released: a player's engine is released with a delay. */
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
   * What has increased since `before`. Waits up to 15 s for the increase to go: on a busy computer engines
   * and pictures are released late. Leaked objects remain.
   */
  async settled(before: Weight): Promise<{ more: Record<string, string>; after: Weight }> {
    const until = performance.now() + 15_000;
    for (;;) {
      const after = await this.weigh();
      const more = grown(before, after);
      if (Object.keys(more).length === 0 || performance.now() > until) return { more, after };
    }
  }

  /** What is held now, including what may be released soon. */
  async look(): Promise<Weight> {
    const left = await this.page.evaluate(() => rig.left());
    await this.devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.devtools.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    const held: Held = { ...left, listeners: of('JSEventListeners'), nodes: of('Nodes') };
    return { heap: of('JSHeapUsedSize'), counts: { ...held } };
  }
}

/** The counts that have increased, and the heap when it has grown by more than 5 %. */
export function grown(before: Weight, after: Weight): Record<string, string> {
  const more: Record<string, string> = {};
  for (const [name, count] of Object.entries(after.counts)) {
    const was = before.counts[name] ?? 0;
    if (count > was) more[name] = `${was} to ${count}`;
  }
  if (after.heap > before.heap * 1.05) more.heap = `${before.heap} to ${after.heap}`;
  return more;
}
