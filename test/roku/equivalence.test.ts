import { beforeAll, describe, expect, it } from 'vitest';
import { wholeContext } from '../../core/machine/definition.ts';
import { compileChart } from '../../tools/roku/chart.ts';
import { everyFeatureMachine } from './everyFeatureMachine.ts';
import { missingFeatures } from './features.ts';
import { wayNames } from './record.ts';
import { replay } from './replay.ts';
import { type Played, playProduct, playTorture } from './sequences.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** Random sequences for each machine; other seeds and numbers can be set. */
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
}, 400_000);

describe.each(['product', 'torture'] as const)('the %s chart', (name) => {
  it('runs on the Roku as in XState', () => {
    expect(faults.get(name)?.slice(0, 3)).toEqual([]);
  });
});

/** The coverage of the sequences: a text to print, and the states and transitions that were never reached. */
function coverageOf({ name, machine, sequences }: Played) {
  const taken = new Set(sequences.flatMap((sequence) => [...sequence.taken]));
  const seen = sequences.flatMap((sequence) => sequence.seen);
  const visited = new Set(seen.flatMap(({ states }) => states.split(' ')));
  // States that are left at once appear in no snapshot.
  const states = compileChart(machine, wholeContext)
    .nodes.filter(({ always, path }) => always.length === 0 && path !== '')
    .map(({ path }) => path);
  const ways = wayNames(machine);
  const states_ = states.filter((path) => !visited.has(path));
  const ways_ = ways.filter((way) => !taken.has(way));
  const live = seen.filter(({ status }) => status === 'active').length;
  const text =
    `${name}: ${sequences.length} sequences, ${seen.length} snapshots, ${live} of them of a machine that ` +
    `had not ended; ${states.length - states_.length} of ${states.length} states, ` +
    `${ways.length - ways_.length} of ${ways.length} transitions\n`;
  return { text, states: states_, ways: ways_ };
}

it('is no accident: the sequences come everywhere', () => {
  const [product, torture] = (['product', 'torture'] as const).map((name) =>
    coverageOf(played.get(name) as Played),
  );
  process.stdout.write(`${product?.text}${torture?.text}`);
  // A state that is left as soon as it is entered, and an actor that therefore never starts and cannot
  // fail.
  expect(torture?.states).toEqual(['chase.end']);
  expect(torture?.ways).toEqual(['brief xstate.error.actor.0.torture.brief 0']);
  // The rarest states of the product are reached only by chance; other tests cover each of them.
  if (amount.count >= 300) expect(product?.states.length).toBeLessThan(4);
});

it('is hard enough: every kind of thing stands in the torturous chart', () => {
  const chart = compileChart(everyFeatureMachine as never, wholeContext);
  expect(missingFeatures(chart)).toEqual([]);
});
