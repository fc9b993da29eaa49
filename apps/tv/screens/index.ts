import type { Clock, View } from '@couchpass/core';
import { Home } from './Home.ts';
import { Launch } from './Launch.ts';

type Name = View['screen'];

/** ms until a script that failed to load is requested again */
const retryAfter = 2_000;

/** ms from the first Home until the other screens are fetched, unless needed earlier: Home's pictures load first. */
const restAfter = 1_500;

/**
 * The whole router: the machine decides which screen is shown. The classes of the first two screens are available at
 * once, the others after their script has loaded. (On televisions everything is one script, so they load at the
 * first request.)
 */
export class Screens {
  private readonly clock: Clock;
  private readonly known: Partial<Record<Name, unknown>> = { launch: Launch, home: Home };
  private fetching: Promise<void> | null = null;
  private timed = false;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The class of a screen; undefined while it loads. */
  get(name: Name): unknown {
    return this.known[name];
  }

  /** Call it when the first picture is shown: the viewer will open other screens from there. */
  soon(): void {
    if (this.timed) return;
    this.timed = true;
    this.clock.setTimeout(() => void this.all(), restAfter);
  }

  /** Resolves when all classes are loaded; repeats the request for the script until it succeeds. */
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
