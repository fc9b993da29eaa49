import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type AnyStateMachine,
  and,
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  fromPromise,
  log,
  raise,
  sendTo,
  setup,
  spawnChild,
  stateIn,
  stopChild,
} from 'xstate';
import { wholeContext } from '../../core/machine/definition.ts';
import { actorsSource, chartSource } from '../../tools/roku/brightscript.ts';
import { ChartError, compileChart } from '../../tools/roku/chart.ts';
import { compileChannel, RokuBuildError } from '../../tools/roku/compile.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const folder = temporaryFolder();
const nothing = fromPromise(async () => {});
const answered = { onDone: 'idle', onError: 'idle' } as const;

/** A machine whose state `odd` contains something that the interpreter does not run. */
const odd = (state: object, more: object = {}) =>
  createMachine({
    id: 'm',
    initial: 'idle',
    states: { idle: {}, odd: state },
    ...more,
  } as never) as AnyStateMachine;

const refused: Readonly<Record<string, [AnyStateMachine, RegExp]>> = {
  'an inline entry action': [odd({ entry: () => {} }), /m\.odd.*entry actions.*inline/],
  'an inline exit action': [odd({ exit: () => {} }), /m\.odd.*exit actions.*inline/],
  'an inline action of a transition': [
    odd({ on: { GO: { actions: () => {} } } }),
    /m\.odd.*on GO.*inline/,
  ],
  'an inline initial action': [
    odd({ initial: { target: 'a', actions: () => {} }, states: { a: {} } }),
    /m\.odd.*initial actions.*inline/,
  ],
  'an inline assign': [odd({ entry: assign({ a: 1 }) }), /m\.odd.*inline \(xstate\.assign\)/],
  raise: [odd({ entry: raise({ type: 'GO' }) }), /m\.odd.*inline \(xstate\.raise\)/],
  'raise among others': [
    odd({ entry: ['known', raise({ type: 'GO' }, { delay: 5 })] }),
    /m\.odd.*\(xstate\.raise\)/,
  ],
  cancel: [odd({ exit: cancel('x') }), /m\.odd.*inline \(xstate\.cancel\)/],
  spawn: [odd({ entry: spawnChild(nothing) }), /m\.odd.*inline \(xstate\.spawnChild\)/],
  stop: [odd({ entry: stopChild('x') }), /m\.odd.*inline \(xstate\.stopChild\)/],
  'sending to another': [
    odd({ entry: sendTo('x', { type: 'GO' }) }),
    /m\.odd.*inline \(xstate\.sendTo\)/,
  ],
  emit: [odd({ entry: emit({ type: 'X' }) }), /m\.odd.*inline \(xstate\.emit\)/],
  log: [odd({ entry: log('x') }), /m\.odd.*inline \(xstate\.log\)/],
  'enqueued actions': [
    odd({ entry: enqueueActions(() => {}) }),
    /m\.odd.*inline \(xstate\.enqueueActions\)/,
  ],
  'a built-in action by its name': [
    odd({ entry: { type: 'xstate.raise' } }),
    /m\.odd.*xstate\.raise/,
  ],
  'computed parameters of an action': [
    odd({ entry: { type: 'known', params: () => ({}) } }),
    /m\.odd.*known, with computed parameters/,
  ],
  'parameters that are no data': [
    odd({ entry: { type: 'known', params: { deep: [{ f: () => {} }] } } }),
    /m\.odd.*known, with computed parameters/,
  ],
  'an inline guard': [
    odd({ on: { GO: { guard: () => true, target: 'odd' } } }),
    /m\.odd.*on GO: a guard.*inline/,
  ],
  'an inline guard without event': [
    odd({ always: { guard: () => false, target: 'idle' } }),
    /m\.odd.*on always: a guard.*inline/,
  ],
  'guards that are put together': [
    odd({ on: { GO: { guard: and(['a', 'b']), target: 'odd' } } }),
    /m\.odd.*on GO: a guard.*inline/,
  ],
  'a guard that asks for a state': [
    odd({ on: { GO: { guard: stateIn('idle'), target: 'odd' } } }),
    /m\.odd.*on GO: a guard.*inline/,
  ],
  'computed parameters of a guard': [
    odd({ on: { GO: { guard: { type: 'known', params: () => ({}) }, target: 'odd' } } }),
    /m\.odd.*known, with computed parameters/,
  ],
  'a history state': [
    odd({ initial: 'a', states: { a: {}, before: { type: 'history' } } }),
    /m\.odd.*history/,
  ],
  'an inline actor': [
    odd({ invoke: { src: nothing, ...answered } }),
    /m\.odd.*actor without a name/,
  ],
  'an input of its own': [
    odd({ invoke: { src: 'known', input: { a: 1 }, ...answered } }),
    /m\.odd.*input of its own for known/,
  ],
  'an actor whose failure nobody answers for': [
    odd({ invoke: { src: 'known', onDone: 'idle' } }),
    /m\.odd.*known without onError/,
  ],
  'an actor that is watched': [
    odd({ invoke: { src: 'known', onSnapshot: 'idle', ...answered } }),
    /m\.odd.*onSnapshot/,
  ],
  'an actor by system id': [
    odd({ invoke: { src: 'known', systemId: 's', ...answered } }),
    /m\.odd.*systemId/,
  ],
  'an output': [odd({ type: 'final', output: 1 }), /m\.odd.*output/],
  'an output of the machine': [odd({ type: 'final' }, { output: {} }), /m has an output/],
  'a wildcard in the middle': [
    odd({ on: { 'a.*.b': 'idle' } }),
    /m\.odd.*wildcard within a\.\*\.b/,
  ],
};

describe('the chart compiler refuses, and names the state:', () => {
  it.each(Object.entries(refused))('%s', (_, [machine, message]) => {
    expect(() => compileChart(machine, wholeContext)).toThrowError(ChartError);
    expect(() => compileChart(machine, wholeContext)).toThrowError(message);
  });

  it('but nothing that is known', () => {
    const state = {
      entry: { type: 'known', params: { a: [1, 'x', null] } },
      on: { 'a.*': 'idle' },
    };
    const { nodes } = compileChart(odd(state), wholeContext);
    expect(nodes.map(({ id }) => id)).toEqual(['m', 'm.idle', 'm.odd']);
  });
});

/** Everything has a name and is written in BrightScript, except `missing`. */
async function build(missing: string): Promise<void> {
  const machine = setup({
    actors: { ask: nothing },
    guards: { may: () => true },
    actions: { act: () => {} },
    delays: { soon: 5 },
  }).createMachine({
    id: 'm',
    initial: 'idle',
    states: {
      idle: {
        entry: 'act',
        invoke: { src: 'ask', onError: 'idle' },
        after: { soon: { guard: 'may', target: 'idle' } },
      },
    },
  });
  const names = { chart: 'theChart', guards: 'g', actions: 'a', delays: 'd' };
  const chart = compileChart(machine as never, wholeContext);
  const written: [space: string, name: string][] = [
    ...([
      ['g', 'may'],
      ['a', 'act'],
      ['d', 'soon'],
      ['b', 'ask'],
    ] as [string, string][]),
  ];
  const source = written
    .map(([space, name]) => {
      const body = `  function ${name === missing ? 'other' : name}() as boolean\n    return true\n  end function`;
      return `namespace ${space}\n${body}\nend namespace\n`;
    })
    .join('\n');
  await compileChannel({
    work: join(folder.path, `work-${missing}`),
    zip: join(folder.path, `${missing}.zip`),
    folders: [],
    generated: new Map([
      ['manifest', 'title=Refusals\nmajor_version=1\nminor_version=0\nbuild_version=0\n'],
      ['source/names.bs', source],
      [
        'source/main.bs',
        [
          'import "pkg:/source/chart.bs"',
          'import "pkg:/source/actors.bs"',
          'sub main()\n  print theChart()\n  print theActors()\nend sub\n',
        ].join('\n'),
      ],
      ['source/chart.bs', chartSource(chart, names, ['pkg:/source/names.bs'])],
      [
        'source/actors.bs',
        actorsSource(chart, { actors: 'theActors', space: 'b' }, ['pkg:/source/names.bs']),
      ],
    ]),
  });
}

describe('what is not written in BrightScript is an error of its compiler:', () => {
  it.each([
    ['a guard', 'may'],
    ['an action', 'act'],
    ['a delay', 'soon'],
    ['an actor', 'ask'],
  ])('%s', async (_, name) => {
    const broken = build(name);
    await expect(broken).rejects.toThrowError(RokuBuildError);
    await expect(broken).rejects.toThrowError(
      new RegExp(`(chart|actors)\\.bs.*Cannot find name '${name}'`),
    );
  });

  it('but nothing is, when all of it is there', async () => {
    await expect(build('nothing')).resolves.toBeUndefined();
  });
});
