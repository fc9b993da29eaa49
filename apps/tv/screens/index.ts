import type { Clock, View } from '@couchpass/core';
import { Home } from './Home.ts';
import { Launch } from './Launch.ts';

type Name = View['screen'];

/** ms until a script that did not come is asked for again */
const retryAfter = 2_000;

/** ms from the first Home until the rest is fetched, unless it is asked for: Home's art and marks come first. */
const restAfter = 1_500;

/**
 * Which screen is up is the machine's to say: this is the whole router. Those of the first picture are
 * there at once, the others once their script has come. (On televisions all is one script, and they come
 * at the first asking.)
 */
export class Screens {
  private readonly clock: Clock;
  private readonly known: Partial<Record<Name, unknown>> = { launch: Launch, home: Home };
  private fetching: Promise<void> | null = null;
  private timed = false;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The class of a screen; undefined while it is on its way. */
  get(name: Name): unknown {
    return this.known[name];
  }

  /** The first picture is up: a viewer will go on from there. */
  soon(): void {
    if (this.timed) return;
    this.timed = true;
    this.clock.setTimeout(() => void this.all(), restAfter);
  }

  /** Resolves when all of them are there, however often the script has to be asked for. */
  all(): Promise<void> {
    this.fetching ??= this.fetch();
    return this.fetching;
  }

  private async fetch(): Promise<void> {
    for (;;) {
      try {
        const { lazyScreens } = await import('./lazyScreens.ts');
        const complete: Record<Exclude<Name, 'launch' | 'home'>, unknown> = lazyScreens;
        Object.assign(this.known, complete);
        return;
      } catch {
        await new Promise((resolve) => this.clock.setTimeout(() => resolve(null), retryAfter));
      }
    }
  }
}
