import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../apps/sandbox/index.ts';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { allCases } from './allCases.ts';
import { App, sandboxWhoseClockIsMoved } from './app.ts';
import {
  LogsOutOnError,
  LoopsOnADenial,
  PlaysOnPreauthorization,
  PollsEachSecond,
  RegistersAtEachLaunch,
} from './brokenClients.ts';
import { evening } from './evening.ts';
import { shown, talk } from './sampleTraffic.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

describe('a client whose test moves the clock of the sandbox instead of sleeping', () => {
  test('is accused of nothing, and its pauses are not judged', async () => {
    const world = await sandboxWhoseClockIsMoved();
    sandbox = world.sandbox;
    const { broken, met, notJudged } = await evening(App, world);
    expect(broken).toEqual([]);
    expect(notJudged).toEqual(expect.arrayContaining(['POL-04', 'THR-02']));
    // Rules without time are judged as usual, and so are rules that depend on the viewer's time.
    expect(met).toEqual(
      expect.arrayContaining(['REG-02', 'POL-05', 'AZN-01', 'AZN-02', 'AZN-09', 'LGO-07']),
    );
    const row = world.sandbox.control
      .conformance()
      .clients[0]?.rows.find(({ id }) => id === 'POL-04');
    expect(row?.advice).toMatch(/clock was moved.*startSandbox\(\{ now \}\)/);
    expect(row?.evidence).not.toEqual([]);
  });

  test('may use a token to its end: no needless or late one is seen', async () => {
    const world = await sandboxWhoseClockIsMoved();
    sandbox = world.sandbox;
    const app = new App(world);
    for (let launches = 0; launches < 5; launches++) {
      await app.launch();
      if (!app.isSignedIn) await app.signIn();
      await app.watch('tidewater', 'NORTHSTAR-MAIN');
      world.sleep(3 * 3_600_000);
    }
    const report = world.sandbox.control.conformance();
    const states = Object.fromEntries(
      report.clients[0]?.rows.map(({ id, state }) => [id, state]) ?? [],
    );
    expect(report.broken).toBe(false);
    expect([states['REG-05'], states['REG-07']]).toEqual(['not judged', 'not judged']);
    expect(states['REG-06']).toBe('met');
  });

  test.each([
    ['polls each second', PollsEachSecond, [], 'POL-04'],
    ['loops on a denial', LoopsOnADenial, [], 'AZN-03'],
    ['registers at each launch', RegistersAtEachLaunch, ['REG-03'], 'POL-04'],
    [
      'plays on preauthorization',
      PlaysOnPreauthorization,
      ['PRE-01', 'AZN-01', 'PLY-01'],
      'POL-04',
    ],
    ['logs out on error', LogsOutOnError, ['LGO-07'], 'POL-04'],
  ])(
    'when it is broken (%s) is caught unless the proof is time',
    async (_, Kind, expected, row) => {
      const world = await sandboxWhoseClockIsMoved();
      sandbox = world.sandbox;
      const { broken, notJudged } = await evening(Kind, world);
      expect(broken).toEqual(expected);
      expect(notJudged).toContain(row);
    },
  );
});

describe('a jump of the clock in other records', () => {
  const stateOf = (record: ReturnType<typeof talk>, id: string) =>
    judge(record.traffic()).clients[0]?.rows.find((row) => row.id === id)?.state;

  test('leaves what is proven beside it alone', () => {
    expect(stateOf(shown().polls('A', 5, 1_000).advance(1_800_000).profiles(), 'POL-04')).toBe(
      'broken',
    );
    expect(stateOf(shown().polls('A', 5, 4_000).advance(1_800_000).profiles(), 'POL-04')).toBe(
      'met',
    );
  });

  test('back in time is one, too', () => {
    expect(
      stateOf(shown().polls('A', 2, 1_000).advance(-60_000).polls('A', 2, 4_000), 'POL-04'),
    ).not.toBe('broken');
    const driven = shown().poll('A').advance(4_000).poll('A').advance(-8_000).poll('A');
    expect(stateOf(driven, 'POL-04')).toBe('not judged');
  });

  test('before the first request is none', () => {
    const record = talk().advance(86_400_000).start().profiles().session('A').polls('A', 4, 4_000);
    expect(stateOf(record, 'POL-04')).toBe('met');
  });

  test('never turns what is right into a fault, whichever clock the client has', () => {
    for (const [row, { met, who = '' }] of Object.entries(allCases)) {
      const traffic = met.traffic();
      const start = traffic.exchanges[0]?.time ?? 0;
      for (const share of [1, 0.9, 0.5]) {
        const exchanges = traffic.exchanges.map((exchange) => ({
          ...exchange,
          moved: (exchange.time - start) * share,
        }));
        const client = judge({ ...traffic, exchanges }).clients.find(({ key }) =>
          key.includes(who),
        );
        expect([row, client?.rows.find(({ id }) => id === row)?.state]).not.toEqual([
          row,
          'broken',
        ]);
      }
    }
  });
});
