import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../apps/sandbox/index.ts';
import { accounts } from '../../../apps/sandbox/index.ts';
import { App, sandboxWithItsOwnTime, verdictOn } from './app.ts';
import {
  LogsOutOnError,
  LoopsOnADenial,
  PlaysOnPreauthorization,
  PollsEachSecond,
  RegistersAtEachLaunch,
} from './brokenClients.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

/** An evening in front of the television, whoever the app is. */
async function evening(Kind: typeof App) {
  const world = await sandboxWithItsOwnTime();
  sandbox = world.sandbox;
  const app = new Kind(world);
  await app.launch();
  await app.signIn(limited);
  await app.watch('tidewater', 'NORTHSTAR-MAIN');
  await app.watch('the-last-lap', deniedTo(limited));
  for (let launches = 0; launches < 3; launches++) {
    await app.launch();
    if (!app.isSignedIn) await app.signIn(limited);
    await app.watch('tidewater', 'NORTHSTAR-MAIN');
  }
  const report = sandbox.control.conformance();
  expect(report.clients).toHaveLength(1);
  return verdictOn(report.clients[0]);
}

/** An account that may not watch everything. */
const limited = accounts.find(({ denied }) => Object.keys(denied).length > 0)?.user ?? '';
const deniedTo = (user: string) =>
  Object.keys(accounts.find((account) => account.user === user)?.denied ?? {})[0] ?? '';

describe('five broken clients, each caught by its rows and by no other', () => {
  test.each([
    ['registers at each launch', RegistersAtEachLaunch, ['REG-03']],
    ['polls each second', PollsEachSecond, ['POL-04']],
    ['plays on preauthorization', PlaysOnPreauthorization, ['PRE-01', 'AZN-01', 'PLY-01']],
    ['loops on a denial', LoopsOnADenial, ['AZN-03']],
    ['logs out on error', LogsOutOnError, ['LGO-07']],
  ])('%s', async (_, Kind, expected) => {
    expect((await evening(Kind)).broken).toEqual(expected);
  });

  test('and the same app without their faults breaks nothing', async () => {
    const { broken, met } = await evening(App);
    expect(broken).toEqual([]);
    expect(met).toEqual(expect.arrayContaining(['REG-05', 'POL-04', 'AZN-01', 'AZN-03', 'LGO-07']));
  });
});
