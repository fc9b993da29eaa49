import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../apps/sandbox/index.ts';
import { App, sandboxWithItsOwnTime } from './app.ts';
import {
  LogsOutOnError,
  LoopsOnADenial,
  PlaysOnPreauthorization,
  PollsEachSecond,
  RegistersAtEachLaunch,
} from './brokenClients.ts';
import { evening } from './evening.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

describe('five broken clients, each caught by its rows and by no other', () => {
  test.each([
    ['registers at each launch', RegistersAtEachLaunch, ['REG-03']],
    ['polls each second', PollsEachSecond, ['POL-04']],
    ['plays on preauthorization', PlaysOnPreauthorization, ['PRE-01', 'AZN-01', 'PLY-01']],
    ['loops on a denial', LoopsOnADenial, ['AZN-03']],
    ['logs out on error', LogsOutOnError, ['LGO-07']],
  ])('%s', async (_, Kind, expected) => {
    const world = await sandboxWithItsOwnTime();
    sandbox = world.sandbox;
    expect((await evening(Kind, world)).broken).toEqual(expected);
  });

  test('and the same app without their faults breaks nothing', async () => {
    const world = await sandboxWithItsOwnTime();
    sandbox = world.sandbox;
    const { broken, met } = await evening(App, world);
    expect(broken).toEqual([]);
    expect(met).toEqual(expect.arrayContaining(['REG-05', 'POL-04', 'AZN-01', 'AZN-03', 'LGO-07']));
  });
});
