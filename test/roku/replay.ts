import { join } from 'node:path';
import { wholeContext } from '../../core/machine/definition.ts';
import { chartSource } from '../../tools/roku/brightscript.ts';
import { type Chart, compileChart } from '../../tools/roku/chart.ts';
import { buildTestChannel } from './buildTestChannel.ts';
import { linesOf } from './console.ts';
import { everyFeatureMachine } from './everyFeatureMachine.ts';
import { canonical, type Happening, plain, type Seen, type Sequence } from './record.ts';
import type { Played } from './sequences.ts';

/**
 * Plays the same sequences in the simulator, one launch for each machine.
 * @param folder for the channel that plays them
 * @returns the differences by machine: one text for each sequence that differs
 */
export async function replay(
  all: readonly Played[],
  folder: string,
): Promise<Map<Played['name'], string[]>> {
  const zip = await buildChannel(all, folder);
  return new Map(
    await Promise.all(all.map(async (one) => [one.name, await faultsOf(one, zip)] as const)),
  );
}

async function faultsOf({ name, machine, sequences }: Played, zip: Uint8Array): Promise<string[]> {
  const lines = await linesOf(zip, { machine: name });
  const chart = compileChart(machine, wholeContext);
  const told = lines.filter((line) => line.startsWith('SEEN '));
  const time = lines.find((line) => line.startsWith('PLAYED '));
  // The channel ended early: returns its last lines.
  if (time === undefined) return lines.slice(-20);
  process.stdout.write(`${name}: ${time}\n`);
  return sequences.flatMap((sequence, index) => {
    const steps = JSON.parse(told[index]?.slice('SEEN '.length) ?? '[]') as unknown[];
    return differenceIn(sequence, steps, chart) ?? [];
  });
}

async function buildChannel(all: readonly Played[], folder: string): Promise<Uint8Array> {
  const torture = chartSource(
    compileChart(everyFeatureMachine as never, wholeContext),
    {
      chart: 'tortureChart',
      guards: 'tortureGuards',
      actions: 'tortureActions',
      delays: 'tortureDelays',
      actors: 'tortureActors',
    },
    ['pkg:/source/torture.bs'],
  );
  return buildTestChannel('channel/source', join(folder, 'replay'), [
    ['source/generated/torture.bs', torture],
    ...all.map((one) => [`assets/${one.name}.json`, JSON.stringify(asData(one))] as const),
  ]);
}

/** Each happening is stored once; sequences refer to it. */
function asData({ watched, sequences }: Played): unknown {
  const numbers = new Map<string, number>();
  const numberOf = (happening: Happening): number => {
    const text = canonical(happening);
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const given = sequences.map(({ facts, happenings }) => ({
    facts,
    given: happenings.map(numberOf),
  }));
  const events = [...numbers.keys()].map((text) => JSON.parse(text));
  return { watched, events, sequences: given };
}

type Told = [
  ...words: [states: string, did: string, open: string, timers: string, status: string],
  orders: string,
  changed: Record<string, unknown>,
];

/** The first step at which the simulator's result differs from XState's. */
function differenceIn(
  { number, happenings, seen }: Sequence,
  steps: unknown[],
  chart: Chart,
): string | undefined {
  if (steps.length !== seen.length + 1) return `sequence ${number} has ${steps.length} steps`;
  const whole = steps.at(-1) as Record<string, unknown>;
  const context: Record<string, string> = { ...seen[0]?.context };
  for (const [index, expected] of seen.entries()) {
    const [states, did, open, timers, status, orders, changed] = steps[index] as Told;
    for (const [key, value] of Object.entries(changed)) context[key] = canonical(value);
    const found: Seen = {
      status,
      states: list(states)
        .map((each) => chart.nodes[Number(each)]?.path ?? each)
        .filter((path) => path !== '')
        .sort()
        .join(' '),
      did,
      orders,
      open: list(open).sort().join(' '),
      timers: list(timers)
        .sort((a, b) => Number(a) - Number(b))
        .join(' '),
      context: { ...context },
    };
    const difference = between(found, expected);
    if (difference !== undefined) return say(number, happenings, index, difference);
  }
  const last = Object.fromEntries(Object.entries(whole).map(([k, each]) => [k, canonical(each)]));
  const secret = between({ ...(seen.at(-1) as Seen), context: last }, seen.at(-1) as Seen);
  return secret && say(number, happenings, happenings.length, `at the end: ${secret}`);
}

function between(found: Seen, expected: Seen): string | undefined {
  for (const key of ['status', 'did', 'states', 'orders', 'open', 'timers'] as const) {
    if (found[key] !== expected[key]) return `${key}: "${found[key]}", not "${expected[key]}"`;
  }
  const keys = new Set([...Object.keys(found.context), ...Object.keys(expected.context)]);
  for (const key of keys) {
    const [had, has] = [expected.context[key], found.context[key]];
    if (had !== has) return `context.${key}: ${has}, not ${had}`;
  }
  return undefined;
}

function say(number: number, happenings: readonly Happening[], step: number, what: string): string {
  const before = happenings
    .slice(Math.max(0, step - 3), step)
    .map((each) => canonical(plain(each)));
  return [`sequence ${number}, step ${step}: ${what}`, ...before].join('\n  after ');
}

function list(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
