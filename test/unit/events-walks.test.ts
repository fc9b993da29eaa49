import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppEvent, Couchpass } from '../../core/index.ts';
import type { PassSettings } from '../../core/settings.ts';
import { SimulatedTv } from './walks/SimulatedTv.ts';
import { type Step, stepsOf } from './walks/steps.ts';

/** Codes, tokens, credentials, ids of the user and the device, names and addresses of what is watched. */
const secret = /CODE\d|MEDIA|"[cst]\d+"|u-1|"u"|device-1|aaa\.bbb\.ccc|Film|Meridian|:\/\//;

/** Listens to one launch, and compares the events with the app's state. */
class Judge {
  readonly app: Couchpass;
  private readonly events: AppEvent[] = [];
  private provider: string | null;
  private screen: string;
  private playing: number;

  constructor(app: Couchpass) {
    this.app = app;
    this.provider = this.viewer;
    this.screen = app.view.screen;
    this.playing = this.screen === 'player' ? 1 : 0;
    app.on(() => {
      throw new Error('of the listener');
    });
    app.on((event) => this.hear(event));
  }

  private get viewer(): string | null {
    return this.app.actor.getSnapshot().context.viewer?.mvpd ?? null;
  }

  private hear(event: AppEvent): void {
    this.events.push(event);
    if (event.type === 'screenShown') {
      this.screen = event.screen;
      if (event.screen === 'player') this.playing++;
    }
    if (event.type === 'signedIn') this.provider = event.provider;
    if (event.type === 'signedOut') this.provider = null;
    const isOver = event.type === 'failed' && event.during === 'playback';
    if (event.type === 'ended' || isOver) this.playing--;
  }

  /** '' when nothing is wrong. */
  findFault(): string {
    const { screen } = this.app.view;
    const [found] = secret.exec(JSON.stringify(this.events)) ?? [];
    const last = JSON.stringify(this.events.slice(-6));
    if (found) return `${found} in an event: ${last}`;
    if (screen !== this.screen) return `on ${screen}: ${last}`;
    if (this.provider !== this.viewer) return `signed in with ${this.viewer}: ${last}`;
    if (this.playing !== (screen === 'player' ? 1 : 0)) return `playing ${this.playing}: ${last}`;
    return '';
  }
}

async function walk(steps: readonly Step[], tv: SimulatedTv): Promise<string> {
  let judge = new Judge(tv.world.app);
  await tv.world.advance(0);
  for (const step of steps) {
    await tv.take(step);
    if (judge.app !== tv.world.app) judge = new Judge(tv.world.app);
    tv.world.app.report({ status: 'playing', position: 1, duration: 60 });
    const wrong = judge.findFault() || tv.findFault();
    if (wrong) return `${wrong} after ${JSON.stringify(step)}`;
  }
  return '';
}

const kinds: Readonly<Record<string, readonly [Partial<PassSettings>, boolean]>> = {
  'on the phone': [{}, false],
  'on the television': [
    { chooseProvider: 'tv', freePreview: 'TempPass', severalProfiles: 'ask' },
    true,
  ],
  'with REST API V1': [{ api: 'v1' }, false],
};

/** The default; walks.test.ts, which has more to find, walks more often. */
const runs = Number(process.env.COUCHPASS_WALKS ?? 10_000);
const seed = Number(process.env.COUCHPASS_SEED ?? 1);

describe('whatever a viewer does, and however the service fails', () => {
  it.each(Object.entries(kinds))(
    'the events say what happens, and nothing secret (%s)',
    async (_, [pass, browser]) => {
      await fc.assert(
        fc.asyncProperty(stepsOf(pass.api ?? 'v2'), async (steps) => {
          expect(await walk(steps, new SimulatedTv(pass, browser))).toBe('');
        }),
        { numRuns: Math.ceil(runs * 0.03), seed },
      );
    },
    300_000,
  );
});
