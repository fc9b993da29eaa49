import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../core/catalogue/types.ts';
import type { MachineEvent } from '../../core/machine/events.ts';
import { type Answer, html, json } from '../support/ports.ts';
import { type Call, enhanced, type Scripted, scripted, signedIn } from '../support/scripted.ts';

/**
 * Viewers who press anything at any time, on a service that fails in any way, on a television whose
 * date is wrong and whose plug is pulled between any two steps. Whatever they do, these hold:
 * there is always a way Home; the service is asked no more than its documented bucket allows; what was
 * remembered is not lost but by signing out; nobody is signed out by the app itself.
 */
const film: Item = {
  id: 'film',
  title: 'Film',
  description: '',
  art: '',
  live: false,
  access: 'subscription',
  resource: 'NORTHSTAR-MAIN',
};
const free: Item = {
  ...film,
  id: 'free',
  access: 'free',
  stream: { url: 'https://s/free.webm', type: 'video/webm' },
};

const events: MachineEvent[] = [
  { type: 'PLAY', item: film },
  { type: 'PLAY', item: free },
  { type: 'SIGN_IN' },
  { type: 'BACK' },
  { type: 'CONTINUE' },
  { type: 'NEW_CODE' },
  { type: 'CHOOSE', mvpd: 'ValleyCable' },
  { type: 'CHOOSE', mvpd: 'nobody' },
  { type: 'OTHER_PROVIDER' },
  { type: 'ON_PHONE' },
  { type: 'FREE_PREVIEW' },
  { type: 'RETRY' },
  { type: 'BROWSE' },
  { type: 'ACCOUNT' },
  { type: 'SIGN_OUT' },
  { type: 'CONFIRM' },
  { type: 'ENDED' },
  { type: 'STREAM_FAILED', failure: 'x' },
];

const answers: Record<string, () => Answer> = {
  refused: () => 'unreachable',
  late: () => 'never',
  unauthorized: () => html(401),
  throttled: () => html(429),
  failed: () => html(500),
  cut: () => ({ status: 200, contentType: 'application/json', text: '{"pro' }),
  gone: () => enhanced(403, 'authenticated_profile_missing', 'authentication'),
  passing: () => enhanced(403, 'network_received_error', 'retry'),
  dead: () => enhanced(400, 'invalid_authentication_session'),
  register: () =>
    enhanced(401, 'invalid_access_token_client_application', 'application-registration'),
  nobody: () => json(200, { profiles: {} }),
};
const calls: Call[] = [
  'register',
  'token',
  'configuration',
  'create',
  'profiles',
  'profilesOf',
  'poll',
  'authorize',
  'preauthorize',
  'logout',
  'feed',
  'play',
];

type Step =
  | { do: 'press'; event: MachineEvent }
  | { do: 'wait'; ms: number }
  | { do: 'break'; call: Call; how: string }
  | { do: 'mend' }
  | { do: 'finish' }
  | { do: 'plug' }
  | { do: 'date'; years: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant('press' as const), event: fc.constantFrom(...events) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(0, 400, 5_000, 40_000, 31 * 60_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('break' as const),
      call: fc.constantFrom(...calls),
      how: fc.constantFrom(...Object.keys(answers)),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'mend' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'finish' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'plug' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('date' as const), years: fc.constantFrom(-10, 0, 10) }),
  },
);

/** A viewer needs a moment between two presses. */
const betweenPresses = 700;

class Sofa {
  world: Scripted;
  /** When each call to the service was made, over all lives of the app; ms. */
  readonly asked: number[] = [];
  readonly logouts: string[] = [];
  private readonly stored = new Map<string, unknown>();
  private elapsed = 0;
  private years = 0;
  private confirmedSignOut = false;
  private remembered = false;

  private readonly pass: object;

  constructor(pass: object) {
    this.pass = pass;
    this.world = this.plugIn();
  }

  private plugIn(): Scripted {
    const world = scripted({}, this.stored, this.pass);
    world.ports.clock.wall += this.years * 365 * 86_400_000;
    world.app.start();
    return world;
  }

  private collect(): void {
    for (const { call, at } of this.world.log) {
      if (call === 'feed' || call === 'play') continue;
      this.asked.push(this.elapsed + at);
      if (call === 'logout') this.logouts.push(this.confirmedSignOut ? 'wanted' : 'by itself');
    }
  }

  async take(step: Step): Promise<void> {
    const { world } = this;
    if (step.do === 'press') {
      if (step.event.type === 'CONFIRM' && world.app.view.screen === 'account') {
        this.confirmedSignOut = true;
      }
      world.app.send(step.event);
      await world.advance(betweenPresses);
    } else if (step.do === 'wait') await world.advance(step.ms);
    else if (step.do === 'break') world.script[step.call] = answers[step.how] as () => Answer;
    else if (step.do === 'mend') for (const call of calls) delete world.script[call];
    else if (step.do === 'finish') world.script.poll = signedIn;
    else if (step.do === 'date') this.years = step.years;
    else await this.pullPlug();
  }

  async pullPlug(): Promise<void> {
    this.world.app.stop();
    this.collect();
    this.elapsed += this.world.ports.clock.monotonic() + 5_000;
    this.world = this.plugIn();
    await this.world.advance(0);
  }

  /** What is wrong, '' when nothing is. */
  findFault(): string {
    const { view } = this.world.app;
    if (view.screen === 'signIn' && view.phase === 'waiting' && view.code === '') return 'no code';
    if (view.screen === 'signIn' && view.phase === 'failed' && !view.problem) return 'no reason';
    if (view.screen === 'player' && !view.stream.url) return 'nothing to play';
    const remembered = this.stored.has('couchpass/provider');
    if (this.remembered && !remembered && !this.confirmedSignOut)
      return 'the provider was forgotten';
    this.remembered = remembered;
    const kept = JSON.stringify([...this.stored]);
    if (/MEDIA|CODE\d/.test(kept)) return 'a secret was stored';
    return '';
  }

  /** The whole life is over: counts, and the way Home. */
  async end(): Promise<string> {
    for (let presses = 0; presses < 5 && this.world.app.view.screen !== 'home'; presses++) {
      this.world.app.send({ type: 'BACK' });
      await this.world.advance(betweenPresses);
    }
    if (this.world.app.view.screen !== 'home')
      return `no way Home from ${this.world.app.view.screen}`;
    this.world.app.stop();
    const timers = this.world.ports.clock.pending;
    this.collect();
    if (this.logouts.includes('by itself')) return 'signed out by itself';
    if (timers > 1) return `${timers} timers left`;
    const refused = overTheLimit(this.asked);
    return refused > 0 ? `${refused} requests too many` : '';
  }
}

/**
 * How many requests the documented throttling would have refused: one a second is regular, ten more
 * are allowed once. Adobe: "Throttling mechanism".
 */
function overTheLimit(times: readonly number[]): number {
  const [first = 0] = times;
  const seconds = new Map<number, number>();
  for (const at of times) {
    const second = Math.floor((at - first) / 1_000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  let burst = 10;
  let refused = 0;
  for (const count of seconds.values()) {
    const extra = count - 1;
    refused += Math.max(0, extra - burst);
    burst = Math.max(0, burst - extra);
  }
  return refused;
}

async function walk(steps: readonly Step[], pass: object): Promise<string> {
  const sofa = new Sofa(pass);
  await sofa.world.advance(0);
  for (const step of steps) {
    await sofa.take(step);
    const wrong = sofa.findFault();
    if (wrong) return `${wrong} after ${JSON.stringify(step)}`;
  }
  return sofa.end();
}

/** The same walks every time, so that a failure is a change; other walks by another seed. */
const runs = Number(process.env.COUCHPASS_WALKS ?? 10_000);
const seed = Number(process.env.COUCHPASS_SEED ?? 1);

describe('whatever happens', () => {
  it.each([
    ['choosing on the phone', {}, 0.5],
    [
      'choosing on the television, with a free preview',
      { chooseProvider: 'tv', freePreview: 'TempPass' },
      0.5,
    ],
  ] as const)(
    'there is a way Home, and nothing is lost (%s)',
    async (_, pass, share) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
          expect(await walk(steps, pass)).toBe('');
        }),
        { numRuns: Math.ceil(runs * share), seed },
      );
    },
    600_000,
  );
});
