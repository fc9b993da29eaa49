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

/** A sandbox and all devices that use it, on the test's clock. Closes itself when the test is over. */
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

  /** Moves the clock of devices and sandbox by `ms`. */
  pass(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  /** Every recorded call with this short name; `*` stands for any text. */
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

  /** Calls to Adobe's service, without the programmer's own services and pages. */
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

  /** A television that is not started yet. */
  television(options: TelevisionOptions = {}): Television {
    const television = new Television(this, options);
    this.televisions.push(television);
    return television;
  }

  /** A started television on Home. */
  async launched(options: TelevisionOptions = {}): Promise<Television> {
    const television = this.television(options);
    await television.launch();
    return television;
  }

  /** A television on Home with a signed-in viewer. */
  async signedIn({ user, mvpd, ...options }: TelevisionOptions & Viewer = {}): Promise<Television> {
    const television = await this.launched(options);
    await television.signIn({ ...(user && { user }), ...(mvpd && { mvpd }) });
    return television;
  }

  end(): void {
    for (const television of this.televisions) television.stop();
  }

  /** The rules that the sandbox's judge found broken, for any client. */
  broken(): string[] {
    return this.control
      .conformance()
      .clients.flatMap(({ rows }) => rows)
      .filter(({ state }) => state === 'broken')
      .map(({ id, advice }) => `${id}: ${advice}`);
  }

  /** The judge's result for one row, for each client in order of appearance. */
  judged(row: string): string[] {
    return this.control
      .conformance()
      .clients.map(({ rows }) => rows.find(({ id }) => id === row)?.state ?? 'no such row');
  }
}
