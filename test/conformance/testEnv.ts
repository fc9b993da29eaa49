import { onTestFinished } from 'vitest';
import {
  type Control,
  type FaultOrder,
  type JournalEntry,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../apps/sandbox/index.ts';
import { matcherOf, placeOf, type Short, shortOf } from './calls.ts';
import { Television, type TelevisionOptions, type Viewer } from './television.ts';
import { TestEnvClock } from './testEnvClock.ts';

/** A sandbox and everybody who uses it, on a clock of their own. Closes itself when the test is over. */
export async function testEnv(options: Partial<SandboxOptions> = {}): Promise<TestEnv> {
  const clock = new TestEnvClock();
  const sandbox = await startSandbox({
    quiet: true,
    throttle: false,
    now: () => clock.now(),
    ...options,
  });
  const made = new TestEnv(sandbox, clock);
  onTestFinished(async () => {
    made.end();
    await clock.quiet();
    await sandbox.close();
  });
  return made;
}

export class TestEnv {
  readonly sandbox: Sandbox;
  readonly clock: TestEnvClock;
  private readonly televisions: Television[] = [];

  constructor(sandbox: Sandbox, clock: TestEnvClock) {
    this.sandbox = sandbox;
    this.clock = clock;
  }

  get control(): Control {
    return this.sandbox.control;
  }

  /** ms on the clock of devices and sandbox alike. */
  pass(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  /** Everything that the sandbox recorded under this name, `*` standing for anything. */
  calls(short: Short): JournalEntry[] {
    const matches = matcherOf(short);
    return this.control.requests().filter((entry) => matches(shortOf(entry)));
  }

  count(short: Short): number {
    return this.calls(short).length;
  }

  /** The short names of all recorded calls to the service, in order of arrival. */
  sequence(after = 0): string[] {
    return this.service(after).map(shortOf);
  }

  /** Calls to Adobe's side: neither the programmer's own services nor pages. */
  service(after = 0): JournalEntry[] {
    return this.control
      .requests(after)
      .filter(({ path }) => /^\/(o|api|reggie)\//.test(path) && !path.includes('/authenticate'));
  }

  /** Sequence number of the last request so far. */
  mark(): number {
    return this.control.requests().at(-1)?.seq ?? 0;
  }

  fault(short: Short, order: Omit<FaultOrder, 'method' | 'path'>): void {
    this.control.addFault({ ...placeOf(short), ...order });
  }

  /** Not started yet. */
  television(options: TelevisionOptions = {}): Television {
    const television = new Television(this, options);
    this.televisions.push(television);
    return television;
  }

  /** Started, and on Home. */
  async launched(options: TelevisionOptions = {}): Promise<Television> {
    const television = this.television(options);
    await television.launch();
    return television;
  }

  /** On Home with a viewer. */
  async signedIn({ user, mvpd, ...options }: TelevisionOptions & Viewer = {}): Promise<Television> {
    const television = await this.launched(options);
    await television.signIn({ ...(user && { user }), ...(mvpd && { mvpd }) });
    return television;
  }

  end(): void {
    for (const television of this.televisions) television.stop();
  }

  /** What the judge of the sandbox found broken, of any client. */
  broken(): string[] {
    return this.control
      .conformance()
      .clients.flatMap(({ rows }) => rows)
      .filter(({ state }) => state === 'broken')
      .map(({ id, advice }) => `${id}: ${advice}`);
  }

  /** How the judge of the sandbox sees one row, for each client in order of appearance. */
  judged(row: string): string[] {
    return this.control
      .conformance()
      .clients.map(({ rows }) => rows.find(({ id }) => id === row)?.state ?? 'no such row');
  }
}
