import { type AnyStateMachine, assign, createActor, fromPromise, type StateValue } from 'xstate';
import { PassError } from '../../core/pass/errors.ts';
import { settle, type TestClock } from '../support/TestClock.ts';

/** One thing that happens to a machine. */
export type Happening =
  | { kind: 'event'; event: { type: string } }
  | { kind: 'done'; id: string; output: unknown }
  | { kind: 'error'; id: string; error: unknown }
  | { kind: 'time'; ms: number };

interface Step {
  /** Number in the file's events; -1 for the start. */
  readonly given: number;
  /** Numbers in the file's strings. */
  readonly states: number;
  readonly actions: number;
  readonly status: string;
  /** What became different: keys with the number of their new value as JSON. */
  readonly context: Readonly<Record<string, number>>;
}

export interface Trace {
  readonly number: number;
  readonly facts: unknown;
  readonly steps: readonly Step[];
}

/** What the simulator reads: strings and events stand once, steps refer to them. */
export interface TraceFile {
  readonly machine: string;
  readonly strings: string[];
  readonly events: unknown[];
  readonly traces: Trace[];
}

export interface Subject {
  readonly machine: AnyStateMachine;
  readonly clock: TestClock;
}

export interface Recording {
  readonly file: TraceFile;
  readonly facts: unknown;
  /** A fresh machine on a fresh clock. */
  readonly subject: () => Subject;
  /** What happens next; `open` are the actors that have not answered. */
  readonly next: (open: readonly { id: string; src: string }[]) => Happening;
  readonly steps: number;
}

/** Plays one random sequence in XState, and writes down what was seen after every step. */
export async function record(number: number, recording: Recording): Promise<void> {
  const { file } = recording;
  const { machine, clock } = recording.subject();
  const log: string[] = [];
  const open = new Map<
    string,
    { src: string; resolve(v: unknown): void; reject(v: unknown): void }
  >();
  const actor = createActor(observed(machine, log, open), { clock });
  // A machine may end; nothing that is said to it afterwards is an error.
  actor.subscribe({ error: () => {} });
  const known = new Map<string, string>();
  const see = (given: number): Step => {
    const { value, context, status } = actor.getSnapshot() as {
      value: StateValue;
      context: object;
      status: string;
    };
    const changed: Record<string, number> = {};
    for (const [key, each] of Object.entries(context)) {
      const text = canonical(each);
      if (known.get(key) === text) continue;
      known.set(key, text);
      changed[key] = numberOf(file.strings, text);
    }
    return {
      given,
      states: numberOf(file.strings, pathsOf(value).sort().join(' ')),
      actions: numberOf(file.strings, log.splice(0).join(' ')),
      status,
      context: changed,
    };
  };
  actor.start();
  await settle();
  const steps = [see(-1)];
  for (let step = 0; step < recording.steps; step++) {
    const happening = recording.next([...open].map(([id, { src }]) => ({ id, src })));
    const given = numberOf(file.events, plain(happening));
    if (happening.kind === 'event') actor.send(happening.event);
    else if (happening.kind === 'time') await clock.advance(happening.ms);
    else {
      const asked = open.get(happening.id);
      open.delete(happening.id);
      if (happening.kind === 'done') asked?.resolve(happening.output);
      else asked?.reject(happening.error);
    }
    await settle();
    steps.push(see(given));
  }
  actor.stop();
  file.traces.push({ number, facts: recording.facts, steps });
}

/** The same machine, whose actions are noted and whose actors answer when they are told to. */
function observed(
  machine: AnyStateMachine,
  log: string[],
  open: Map<string, { src: string; resolve(v: unknown): void; reject(v: unknown): void }>,
): AnyStateMachine {
  const { actions, actors } = machine.implementations;
  return machine.provide({
    actions: Object.fromEntries(
      Object.entries(actions as Record<string, Action>).map(([name, action]) => [
        name,
        noted(name, action, log),
      ]),
    ),
    actors: Object.fromEntries(
      Object.keys(actors).map((src) => [
        src,
        fromPromise(
          ({ self, signal }) =>
            new Promise((resolve, reject) => {
              const mine = { src, resolve, reject };
              open.set(self.id, mine);
              signal.addEventListener('abort', () => {
                if (open.get(self.id) === mine) open.delete(self.id);
              });
            }),
        ),
      ]),
    ),
  } as never);
}

interface Action {
  (given: unknown, params: unknown): void;
  readonly type?: string;
  readonly assignment?: unknown;
}

function noted(name: string, action: Action, log: string[]): unknown {
  if (action.type !== 'xstate.assign') {
    return (given: unknown, params: unknown) => {
      log.push(name);
      action(given, params);
    };
  }
  const { assignment } = action;
  return assign((given: never, params: never) => {
    log.push(name);
    if (typeof assignment === 'function') return assignment(given, params);
    return Object.fromEntries(
      Object.entries(assignment as object).map(([key, each]) => [
        key,
        typeof each === 'function' ? each(given, params) : each,
      ]),
    );
  });
}

/** Every active state but the root, keys joined by dots. */
function pathsOf(value: StateValue, above = ''): string[] {
  if (typeof value === 'string') return [above + value];
  return Object.entries(value).flatMap(([key, inner]) => [
    above + key,
    ...(inner === undefined ? [] : pathsOf(inner, `${above + key}.`)),
  ]);
}

/** As `json.bs` writes it: keys sorted, no infinity, errors without their message. */
export function canonical(value: unknown): string {
  return JSON.stringify(plain(value), (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

const never = 9_000_000_000_000_000;

function plain(value: unknown): unknown {
  if (value === undefined) return null;
  if (value === Number.POSITIVE_INFINITY) return never;
  if (value === Number.NEGATIVE_INFINITY) return -never;
  if (value instanceof PassError) {
    const { code, action, status, details, trace } = value;
    return { code, action, status, ...(details && { details }), ...(trace && { trace }) };
  }
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

const numbers = new WeakMap<object, Map<string, number>>();

function numberOf<T>(list: T[], item: T): number {
  let known = numbers.get(list);
  if (!known) {
    known = new Map(list.map((each, index) => [JSON.stringify(each), index]));
    numbers.set(list, known);
  }
  const key = JSON.stringify(item);
  const found = known.get(key);
  if (found !== undefined) return found;
  known.set(key, list.length);
  return list.push(item) - 1;
}
