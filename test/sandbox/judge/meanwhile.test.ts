import { expect, it } from 'vitest';
import { judge, judgeMeanwhile } from '../../../apps/sandbox/judge/judge.ts';
import type { Traffic } from '../../../apps/sandbox/judge/traffic.ts';
import { talk } from './sampleTraffic.ts';

const RECORD = 600;

/** A long record of clients that send requests of every kind. */
function busy(clients: number): Traffic {
  const record = talk();
  for (let client = 0; client < clients; client++) {
    const id = `c-${client}`;
    record
      .as({ client: id, device: `device-${client}`, address: `203.0.113.${client}`, agent: id })
      .start()
      .configuration();
    for (let round = 0; round < RECORD / clients / 6; round++) {
      const code = `C${client}X${round}`;
      record
        .profiles()
        .session(code, 'HarborTV')
        .poll(code)
        .poll(code, ['HarborTV'])
        .preauthorize({ 'NORTHSTAR-MAIN': 'permit' })
        .authorize('NORTHSTAR-MAIN');
    }
  }
  return record.traffic();
}

it.each([1, 50])(
  'others are answered while a long record of %i clients is judged',
  async (clients) => {
    const traffic = busy(clients);
    expect(traffic.exchanges.length).toBeGreaterThan(RECORD);
    let turns = 0;
    let isOver = false;
    const others = (async () => {
      for (; !isOver; turns++) await new Promise((resolve) => setImmediate(resolve));
    })();
    const report = await judgeMeanwhile(traffic);
    isOver = true;
    await others;
    // The judge pauses after every ten ms of work.
    expect(turns).toBeGreaterThan(1);
    expect(report).toEqual(judge({ ...traffic }));
    expect(report.clients).toHaveLength(clients);
  },
);
