import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wholeContext } from '../../core/machine/definition.ts';
import { root } from '../../tools/paths.ts';
import { chartSource } from '../../tools/roku/brightscript.ts';
import { type Chart, compileChart } from '../../tools/roku/chart.ts';
import { compileChannel } from '../../tools/roku/compile.ts';
import { productChart, rulesSource } from '../../tools/roku/generated.ts';
import { settingsSource } from '../../tools/roku/package.ts';
import { testSettings } from '../support/ports.ts';
import { linesOf } from './console.ts';
import { canonical, type Happening, plain, type Seen, type Sequence } from './record.ts';
import type { Played } from './sequences.ts';
import { tortureMachine } from './torture.ts';

/**
 * Plays the same sequences in the simulator, all of them in one launch.
 * @param folder for the channel that does it
 * @returns for each machine, what differs: one text for each sequence that does
 */
export async function replay(
  all: readonly Played[],
  folder: string,
): Promise<Map<Played['name'], string[]>> {
  const lines = await linesOf(await readFile(await buildChannel(all, folder)), 170_000);
  process.stdout.write(lines.filter((line) => line.startsWith('PLAYED')).join('\n'));
  return new Map(
    all.map(({ name, machine, sequences }) => {
      const chart = compileChart(machine, wholeContext);
      const told = lines.filter((line) => line.startsWith(`SEEN ${name} `));
      const faults = sequences.flatMap((sequence, index) => {
        const text = told[index];
        if (text === undefined) return [`${name} ${sequence.number} was not played`];
        const steps = JSON.parse(text.slice(`SEEN ${name} `.length)) as unknown[];
        return differenceIn(sequence, steps, chart) ?? [];
      });
      if (!lines.includes('ALL PLAYED')) faults.push(lines.slice(-20).join('\n'));
      return [name, faults];
    }),
  );
}

async function buildChannel(all: readonly Played[], folder: string): Promise<string> {
  const zip = join(folder, 'replay.zip');
  const torture = chartSource(
    compileChart(tortureMachine as never, wholeContext),
    {
      chart: 'tortureChart',
      guards: 'tortureGuards',
      actions: 'tortureActions',
      delays: 'tortureDelays',
      actors: 'tortureActors',
    },
    ['pkg:/source/torture.bs'],
  );
  await compileChannel({
    work: join(folder, 'work'),
    zip,
    folders: [
      { from: join(root, 'apps/roku/core'), to: 'source/core' },
      { from: join(root, 'platforms/roku/source'), to: 'source/platform' },
      { from: join(root, 'test/roku/channel/source'), to: 'source' },
      { from: join(root, 'test/roku/channel/package'), to: '' },
    ],
    generated: new Map([
      ['source/generated/chart.bs', productChart('pkg:/source/core/actors.bs')],
      ['source/generated/torture.bs', torture],
      ['source/generated/rules.bs', rulesSource()],
      ['source/generated/settings.bs', settingsSource({ settings: testSettings, version: '0' })],
      ['assets/sequences.json', JSON.stringify(all.map(asData))],
    ]),
  });
  return zip;
}

/** Happenings stand once; sequences refer to them. */
function asData({ name, watched, sequences }: Played): unknown {
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
  return { machine: name, watched, events, sequences: given };
}

type Told = [
  [states: string, did: string, orders: string, open: string, timers: string, status: string],
  Record<string, unknown>,
];

/** The first step at which the simulator had something else than XState. */
function differenceIn(
  { number, happenings, seen }: Sequence,
  steps: unknown[],
  chart: Chart,
): string | undefined {
  const whole = steps.at(-1) as Record<string, unknown>;
  const context: Record<string, string> = { ...seen[0]?.context };
  for (const [index, expected] of seen.entries()) {
    const [words, changed] = steps[index] as Told;
    const [states, did, orders, open, timers, status] = words;
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
