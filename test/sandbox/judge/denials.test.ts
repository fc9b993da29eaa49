import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../apps/sandbox/index.ts';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { App, sandboxWithItsOwnTime } from './app.ts';
import { deniedToLimited, limited } from './evening.ts';
import { type Talk, talk } from './sampleTraffic.ts';

let sandbox: Sandbox;
afterEach(() => sandbox?.close());

/** Requests a film that is denied, with these pauses (ms) before each further call. */
class AsksAgain extends App {
  pauses: readonly number[] = [];

  protected override async denied(resource: string): Promise<boolean> {
    for (const ms of this.pauses) {
      this.sleep(ms);
      await this.authorize(resource);
    }
    return false;
  }
}

/** The judge's result for AZN-03 after one denial and calls with these pauses. */
async function afterPauses(...pauses: number[]): Promise<string | undefined> {
  const world = await sandboxWithItsOwnTime();
  sandbox = world.sandbox;
  const app = new AsksAgain(world);
  app.pauses = pauses;
  await app.launch();
  await app.signIn(limited);
  await app.watch('the-last-lap', deniedToLimited);
  world.sleep(20_000);
  await app.launch();
  const [client] = sandbox.control.conformance().clients;
  return client?.rows.find(({ id }) => id === 'AZN-03')?.state;
}

describe('AZN-03, over HTTP: calls on one denial', () => {
  test.each([
    ['four without a pause', [0, 0, 0]],
    ['four within a second of each other', [900, 300, 700]],
    ['four by a timer of two seconds', [2_000, 2_000, 2_000]],
    ['four by a timer that is a little late', [2_000, 2_070, 2_030]],
    ['four with pauses that double', [500, 1_000, 2_000]],
    ['four with pauses that double beyond what is quick', [1_000, 2_000, 4_000]],
    ['five by a timer of four seconds', [4_000, 4_000, 4_000, 4_000]],
    ['six, however uneven, none within three seconds', [1_000, 2_500, 1_700, 2_900, 1_200]],
  ])('%s break it', async (_, pauses) => {
    expect(await afterPauses(...pauses)).toBe('broken');
  });

  test.each([
    ['one', []],
    ['three without a pause', [0, 0]],
    ['a viewer who tries again three times, after five seconds each', [5_000, 5_000, 5_000]],
    ['a viewer who tries again seven times', [5_000, 9_000, 6_000, 5_000, 12_000, 5_000, 5_500]],
    ['an impatient viewer', [1_500, 2_600, 1_900]],
    ['two of the app’s own and two of the viewer’s', [0, 8_000, 0]],
  ])('%s do not', async (_, pauses) => {
    expect(await afterPauses(...pauses)).toBe('met');
  });
});

const SPORT = 'NORTHSTAR-SPORT';
const denied = 'authorization_denied_by_mvpd';
const signedIn = () => talk().start().profiles(['ValleyCable']);
const stateOf = (record: Talk, id: string) =>
  judge(record.wait(20_000).profiles(['ValleyCable']).traffic()).clients[0]?.rows.find(
    (row) => row.id === id,
  )?.state;
const four = (step: (record: Talk) => Talk) => [1, 2, 3, 4].reduce(step, signedIn());

describe('what is one denial', () => {
  test('something that was watched in between ends it: the viewer came back', () => {
    const record = [1, 2, 3].reduce(
      (all) => all.authorize('NORTHSTAR-MAIN').wait(500).authorize(SPORT, denied).wait(500),
      signedIn().authorize(SPORT, denied).wait(500),
    );
    expect(stateOf(record, 'AZN-03')).toBe('met');
  });

  test('four different films are four denials', () => {
    const record = ['A', 'B', 'C', 'D'].reduce(
      (all, resource) => all.authorize(resource, denied),
      signedIn(),
    );
    expect(stateOf(record, 'AZN-03')).toBe('met');
  });

  test('other calls in between, such as a look at the profile, do not end it', () => {
    const record = four((all) => all.authorize(SPORT, denied).profiles(['ValleyCable']));
    expect(stateOf(record, 'AZN-03')).toBe('broken');
  });

  test('an answer that is an error as a whole is one, too', () => {
    const record = four((all) =>
      all.refuse('POST', 'decisions/authorize/ValleyCable', 403, denied, {
        body: { resources: [SPORT] },
      }),
    );
    expect(stateOf(record, 'AZN-03')).toBe('broken');
  });

  test('an error that asks for a retry is none: there the first and three more are right', () => {
    const timeout = 'network_connection_timeout';
    expect(
      stateOf(
        four((all) => all.authorize(SPORT, timeout)),
        'AZN-03',
      ),
    ).toBe('met');
  });

  test('preauthorizations and V1 authorizations are held to the same', () => {
    const locked = four((all) => all.preauthorize({ [SPORT]: 'preauthorization_denied_by_mvpd' }));
    expect(stateOf(locked, 'PRE-04')).toBe('broken');
    const v1 = [1, 2, 3, 4].reduce(
      (all) => all.v1('GET', '/api/v1/authorize', { resource: SPORT }, { status: 403 }),
      talk().start(),
    );
    expect(stateOf(v1, 'V1L-07')).toBe('broken');
  });
});
