import { beforeAll, describe, expect, it } from 'vitest';
import { wayNames } from './record.ts';
import { replay } from './replay.ts';
import { type Played, playProduct, playTorture } from './sequences.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** Random sequences for each machine; other seeds and numbers can be asked for. */
const amount = {
  count: Number(process.env.COUCHPASS_ROKU_SEQUENCES ?? 300),
  steps: 25,
  seed: Number(process.env.COUCHPASS_ROKU_SEED ?? 1),
};

const folder = temporaryFolder();
let faults: Awaited<ReturnType<typeof replay>>;
const played = new Map<Played['name'], Played>();

beforeAll(async () => {
  for (const play of [playProduct, playTorture]) {
    const one = await play(amount);
    played.set(one.name, one);
  }
  faults = await replay([...played.values()], folder.path);
}, 240_000);

describe.each(['product', 'torture'] as const)('the %s chart', (name) => {
  it('runs on the Roku as in XState', () => {
    expect(faults.get(name)?.slice(0, 3)).toEqual([]);
  });

  it('was in every state, and took every transition', () => {
    const { machine, sequences } = played.get(name) as Played;
    const taken = new Set(sequences.flatMap((sequence) => [...sequence.taken]));
    const ways = wayNames(machine);
    console.log(`${name}: ${taken.size} of ${ways.length} transitions`);
    expect(ways.filter((way) => !taken.has(way))).toEqual([]);
  });
});
