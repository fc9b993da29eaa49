import { afterEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/index.ts';
import { App, sandboxWithItsOwnTime } from './app.ts';
import { LogsOutOnError } from './brokenClients.ts';
import { deniedToLimited, limited } from './evening.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

function rowOf(id: string) {
  return sandbox.control.conformance().clients[0]?.rows.find((row) => row.id === id);
}

/** On real time: the client does not sleep, as in most tests. */
async function scripted() {
  sandbox = await startSandbox({ quiet: true, throttle: false });
  return { sandbox, sleep: () => {} };
}

/** Each code is used before the first poll. */
class SignsInAtOnce extends App {
  override async signIn(user = 'alex'): Promise<void> {
    const { json } = await this.v2('POST', 'sessions', { form: {} });
    this.sandbox.control.signIn({ code: json.code, mvpd: 'ValleyCable', user });
    const answer = await this.v2('GET', `profiles/code/${json.code}`);
    [this.mvpd] = Object.keys(answer.json.profiles);
  }
}

class LogsOutOnErrorAtOnce extends SignsInAtOnce {
  protected override async denied(): Promise<boolean> {
    await this.signOut();
    return false;
  }
}

describe('LGO-07, over HTTP: a logout at once after a denial', () => {
  test('by a test that signs out as its last step is not judged', async () => {
    const app = new SignsInAtOnce(await scripted());
    await app.launch();
    await app.signIn(limited);
    await app.watch('the-last-lap', deniedToLimited);
    await app.signOut();
    expect(rowOf('LGO-07')).toMatchObject({
      state: 'not judged',
      advice: expect.stringMatching(/program.*let a second of the sandbox's clock pass/),
    });
  });

  test('by a test whose clock lets its viewer use the code is not judged where the record ends', async () => {
    const world = await sandboxWithItsOwnTime();
    sandbox = world.sandbox;
    const app = new App(world);
    await app.launch();
    await app.signIn(limited);
    await app.watch('the-last-lap', deniedToLimited);
    await app.v2('GET', 'logout/ValleyCable?redirectUrl=https%3A%2F%2Fnorthstar.example');
    expect(rowOf('LGO-07')).toMatchObject({
      state: 'not judged',
      advice: expect.stringContaining('The record ends with a logout'),
    });
  });

  test('is met when the clock of the test gives the viewer a second', async () => {
    const world = await sandboxWithItsOwnTime();
    sandbox = world.sandbox;
    const app = new App(world);
    await app.launch();
    await app.signIn(limited);
    await app.watch('the-last-lap', deniedToLimited);
    await app.signOut();
    expect(rowOf('LGO-07')?.state).toBe('met');
  });

  test('is met when the sandbox’s own clock was moved meanwhile', async () => {
    const app = new SignsInAtOnce(await scripted());
    await app.launch();
    await app.signIn(limited);
    await app.watch('the-last-lap', deniedToLimited);
    sandbox.clock.advance(5_000);
    await app.signOut();
    expect(rowOf('LGO-07')?.state).toBe('met');
  });

  test('is broken when the app does it and is used on', async () => {
    const world = await sandboxWithItsOwnTime();
    sandbox = world.sandbox;
    const app = new LogsOutOnError(world);
    await app.launch();
    await app.signIn(limited);
    await app.watch('the-last-lap', deniedToLimited);
    await app.launch();
    expect(rowOf('LGO-07')?.state).toBe('broken');
  });

  test('cannot be told from the app’s own where a program presses all buttons', async () => {
    const app = new LogsOutOnErrorAtOnce(await scripted());
    for (let rounds = 0; rounds < 2; rounds++) {
      await app.launch();
      await app.signIn(limited);
      await app.watch('the-last-lap', deniedToLimited);
    }
    expect(rowOf('LGO-07')?.state).toBe('not judged');
  });
});
