import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wholeContext } from '../../core/machine/definition.ts';
import { machine } from '../../core/machine/machine.ts';
import { root } from '../../tools/paths.ts';
import { chartSource } from '../../tools/roku/brightscript.ts';
import { compileChart } from '../../tools/roku/chart.ts';
import { compileChannel } from '../../tools/roku/compile.ts';
import { productChart, rulesSource } from '../../tools/roku/generated.ts';
import { settingsSource } from '../../tools/roku/package.ts';
import { testSettings } from '../support/ports.ts';
import { type Simulator, startSimulator } from './Simulator.ts';
import { productTraces, tortureTraces } from './sequences.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import { tortureMachine } from './torture.ts';

/**
 * Random sequences for each machine, of so many steps each. The comparison is too slow in the simulator to
 * be part of every run: it runs when the number is given.
 */
const sequences = Number(process.env.COUCHPASS_ROKU_SEQUENCES ?? 0);
const steps = 25;

const folder = temporaryFolder();
let simulator: Simulator | undefined;

beforeAll(async () => {
  if (sequences > 0) simulator = await startSimulator();
});
afterAll(() => simulator?.close());

it.skipIf(sequences === 0).each([
  ["the product's chart", productTraces, machine],
  ['a torturous chart', tortureTraces, tortureMachine],
] as const)(
  `runs %s as XState does, ${sequences} sequences of ${steps} events each`,
  async (_, traces, subject) => {
    const file = await traces(sequences, steps);
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
    const zip = join(folder.path, 'traces.zip');
    await compileChannel({
      work: join(folder.path, 'work'),
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
        [
          'source/generated/settings.bs',
          settingsSource({ settings: testSettings, version: '0.0.0' }),
        ],
        ['assets/traces.json', JSON.stringify(file)],
      ]),
    });
    if (!simulator) throw new Error('There is no simulator.');
    const from = simulator.lines.length;
    await simulator.launch(await readFile(zip));
    const said = await simulator.line(/^TRACES|BRIGHTSCRIPT: ERROR/, { timeout: 100_000, from });
    const faults = simulator.lines.slice(from).filter((line) => line.startsWith('FAULT'));
    expect({ said, faults }).toEqual({
      said: `TRACES ${sequences} passed, 0 failed`,
      faults: [],
    });
    const visited = new Set(
      file.traces.flatMap(({ steps }) =>
        steps.flatMap(({ states }) => file.strings[states]?.split(' ')),
      ),
    );
    const known = compileChart(subject as never, wholeContext).nodes;
    // States that are left at once are seen in no snapshot.
    const never = known
      .filter(({ type, always, path }) => type !== 'parallel' && always.length === 0 && path !== '')
      .map(({ path }) => path)
      .filter((path) => !visited.has(path));
    expect(never, 'states in which no sequence ever was').toEqual([]);
  },
  180_000,
);
