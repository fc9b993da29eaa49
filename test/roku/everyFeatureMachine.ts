import { assign, fromPromise, setup } from 'xstate';
import { wholeContext } from '../../core/machine/definition.ts';

interface Counted {
  readonly n: number;
  readonly s: string;
}

interface Given {
  readonly type: string;
  readonly output?: number;
  readonly error?: { readonly code: string };
}

const note = (text: string) => (context: Counted) => ({ s: (context.s + text).slice(-12) });

/**
 * Every feature that the interpreter runs, in combinations that are easy to run wrongly: several regions
 * handle one event, inner before outer, re-entry, wildcards, final states below parallel ones, eventless
 * transitions that follow each other, guards and actions with parameters.
 */
const torture = setup({
  types: {
    context: {} as Counted,
    events: {} as Given,
  },
  actors: {
    first: fromPromise<number, Counted>(() => new Promise(() => {})),
    second: fromPromise<number, Counted>(() => new Promise(() => {})),
    third: fromPromise<number, Counted>(() => new Promise(() => {})),
  },
  guards: {
    even: ({ context }) => context.n % 2 === 0,
    above: ({ context }, { limit }: { limit: number }) => context.n > limit,
    large: ({ event }) => (event.output ?? 0) > 5,
    hasCode: ({ event }) => event.error?.code === 'A',
  },
  actions: {
    count: assign({ n: ({ context }) => context.n + 1 }),
    add: assign({ n: ({ context }, { by }: { by: number }) => context.n + by }),
    reset: assign({ n: 0 }),
    take: assign({ n: ({ context, event }) => context.n + (event.output ?? 0) }),
    noteA: assign(({ context }) => note('a')(context)),
    noteB: assign(({ context }) => note('b')(context)),
    noteC: assign(({ context }) => note('c')(context)),
    say: () => {},
    sayType: assign(({ context, event }) =>
      note((event.type.startsWith('xstate.') ? 'x' : event.type).slice(0, 1))(context),
    ),
  },
  delays: {
    growing: ({ context }) => 100 * (1 + (context.n % 4)),
  },
});

export const everyFeatureMachine = torture.createMachine({
  id: 'torture',
  context: { n: 0, s: '' },
  initial: 'idle',
  entry: ['say', 'noteC'],
  invoke: {
    id: 'whole',
    src: 'third',
    input: wholeContext as never,
    onDone: { actions: 'take' },
    onError: { actions: 'count' },
  },
  on: {
    JUMP: { target: '.both', actions: 'noteC' },
    ROOT: { target: '#torture', reenter: true, actions: 'reset' },
    'part.*': { actions: { type: 'add', params: { by: 2 } } },
    HOME: '.idle',
  },
  states: {
    idle: {
      entry: ['noteA', 'count'],
      exit: ['noteB', 'say', 'count'],
      after: { 500: 'both', growing: { guard: 'even', target: 'chase' } },
      on: {
        GO: [{ guard: { type: 'above', params: { limit: 6 } }, target: 'chase' }, 'both'],
        NEXT: { target: 'idle', reenter: true },
        STAY: { target: 'idle' },
        QUIET: {},
        BRIEF: 'brief',
        RISK: { guard: 'even', target: 'risky' },
        DEEP: '#deep',
        PAIR: { target: ['#leftB', '#rightB'] },
        '*': { actions: 'sayType' },
      },
    },
    both: {
      id: 'both',
      type: 'parallel',
      entry: 'noteB',
      exit: ['noteA', 'say'],
      // Every leaf finds this transition, but it is taken once; a leaf's own transition comes first.
      always: { guard: { type: 'above', params: { limit: 25 } }, target: 'idle', actions: 'reset' },
      onDone: { target: 'finished', actions: 'count' },
      on: {
        RESET: { target: 'both', reenter: true },
        OUT: 'idle',
        SHARED: { actions: 'noteC' },
        INNER: { target: '.left' },
        PAIR: { target: ['#leftB', '#rightB'], actions: 'count' },
      },
      states: {
        left: {
          initial: 'a',
          entry: 'say',
          onDone: { actions: 'noteA' },
          states: {
            a: {
              on: {
                CLOSE: 'd',
                GO: { target: 'b', actions: 'count' },
                SHARED: { target: 'c', actions: 'noteA' },
                CROSS: '#rightB',
              },
            },
            b: {
              id: 'leftB',
              entry: 'noteA',
              invoke: {
                src: 'first',
                input: wholeContext as never,
                onDone: [
                  { guard: 'large', target: 'c', actions: 'take' },
                  { target: 'a', actions: 'take' },
                ],
                onError: [{ guard: 'hasCode', target: 'd' }, { actions: 'count' }],
              },
              after: { 300: { target: 'b', reenter: true } },
              on: { SHARED: 'a', NEXT: 'd', BAD: { target: '#torture.both', reenter: true } },
            },
            c: { always: { guard: 'even', target: 'd', actions: 'noteC' }, on: { GO: 'a' } },
            d: { type: 'final', entry: 'noteB' },
          },
        },
        right: {
          initial: { target: 'a', actions: 'noteC' },
          states: {
            a: {
              after: { growing: 'b' },
              on: {
                GO: 'b',
                SHARED: { target: 'a', reenter: true },
                NEXT: 'd',
                CROSS: { target: 'b', actions: 'noteB' },
                CLOSE: 'd',
              },
            },
            b: {
              id: 'rightB',
              initial: 'inner',
              on: { GO: '.inner', SHARED: 'a', NEXT: { target: '#idleAgain' } },
              states: {
                inner: {
                  on: { GO: 'deep', '*': { guard: 'even', actions: 'count' } },
                },
                deep: {
                  id: 'deep',
                  entry: 'noteA',
                  exit: 'noteC',
                  invoke: [
                    {
                      src: 'second',
                      input: wholeContext as never,
                      onDone: { target: 'inner', actions: 'take' },
                      onError: '#idleAgain',
                    },
                    {
                      src: 'first',
                      input: wholeContext as never,
                      onDone: { actions: 'take' },
                      onError: { target: 'deep', reenter: true },
                    },
                  ],
                  on: {
                    SHARED: { target: 'deep' },
                    PART: { target: '#both' },
                    END: '#torture.over',
                  },
                },
              },
            },
            d: { type: 'final' },
          },
        },
        third: {
          type: 'parallel',
          onDone: { actions: 'noteB' },
          states: {
            up: {
              initial: 'open',
              states: {
                open: {
                  on: {
                    THIRD: { actions: ['noteA', { type: 'add', params: { by: 3 } }] },
                    CLOSE: 'shut',
                  },
                },
                shut: { type: 'final' },
              },
            },
            down: {
              initial: 'open',
              states: {
                open: { on: { THIRD: 'half', CLOSE: { target: 'shut', actions: 'say' } } },
                half: {
                  always: { guard: { type: 'above', params: { limit: 22 } }, target: 'shut' },
                  on: { CLOSE: 'shut', THIRD: { target: 'open', actions: 'count' } },
                },
                shut: { type: 'final', entry: 'noteC' },
              },
            },
          },
        },
      },
    },
    chase: {
      initial: 'one',
      states: {
        one: {
          entry: 'count',
          always: [
            { guard: 'even', target: 'two', actions: 'noteA' },
            { target: 'three', actions: 'noteB' },
          ],
        },
        two: {
          id: 'idleAgain',
          entry: 'count',
          always: {
            guard: { type: 'above', params: { limit: 20 } },
            target: '#torture.idle',
            actions: 'reset',
          },
          on: { GO: 'one', NEXT: 'end' },
        },
        three: { after: { 200: 'two' }, on: { GO: 'two', '*': 'end' } },
        end: { type: 'final', entry: 'say' },
      },
      onDone: [{ guard: 'even', target: 'idle', actions: 'sayType' }, { target: 'both' }],
    },
    // Left at once: its actor never starts.
    brief: {
      entry: 'say',
      invoke: { src: 'first', input: wholeContext as never, onError: 'idle' },
      always: [
        { guard: 'even', target: 'chase' },
        { target: 'finished', actions: 'noteA' },
      ],
    },
    // An error that no transition handles ends the machine.
    risky: {
      invoke: {
        src: 'second',
        input: wholeContext as never,
        onError: [
          { guard: 'hasCode', target: 'idle' },
          { guard: { type: 'above', params: { limit: 1 } }, target: 'finished' },
        ],
      },
      after: { 600: 'idle' },
    },
    finished: {
      entry: 'sayType',
      on: {
        GO: 'idle',
        END: 'over',
        'part.two': { guard: 'even', actions: 'noteB' },
        'part.*': { target: 'both' },
        'part.two.*': { actions: 'noteA' },
      },
    },
    over: { type: 'final', entry: 'noteC' },
  },
});

export const everyFeatureEvents = [
  ...[
    'GO',
    'NEXT',
    'STAY',
    'DEEP',
    'PAIR',
    'RESET',
    'OUT',
    'SHARED',
    'INNER',
    'CROSS',
    'BAD',
    'CLOSE',
  ],
  ...['QUIET', 'BRIEF', 'RISK'],
  ...[
    'JUMP',
    'ROOT',
    'PART',
    'THIRD',
    'HOME',
    'END',
    'UNKNOWN',
    'part.one',
    'part.two',
    'part.two.x',
  ],
].map((type) => ({ type }));
