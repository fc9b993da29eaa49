import { type AnyStateMachine, assign, createActor, fromPromise, type StateValue } from 'xstate';
import { PassError } from '../../core/pass/errors.ts';
import { settle, TestClock } from '../support/TestClock.ts';

/** One thing that happens to a machine. */
export type Happening =
  | { kind: 'event'; event: { type: string } }
  | { kind: 'done'; id: string; output: unknown }
  | { kind: 'error'; id: string; error: unknown }
  | { kind: 'time'; ms: number };

/** The visible result of a step; lists are words with spaces between them. */
export interface Seen {
  readonly status: string;
  /** Paths of the active states, sorted. */
  readonly states: string;
  /** Names of the actions that ran, in order. */
  readonly did: string;
  /** Actors that were started, with their input, and actors that were stopped, in order. */
  readonly orders: string;
  /** Actors that have not answered, sorted. */
  readonly open: string;
  /** When the running timers are due, ms, sorted. */
  readonly timers: string;
  /** Every value of the context, as JSON. */
  readonly context: Readonly<Record<string, string>>;
}

export interface Sequence {
  readonly number: number;
  /** The facts that the machine's shell provides. */
  readonly facts: unknown;
  readonly happenings: readonly Happening[];
  /** One more than happenings: the first is the start. */
  readonly seen: readonly Seen[];
  /** Transitions that were taken, named as by {@link wayNames}. */
  readonly taken: ReadonlySet<string>;
}

/** A clock that shows its timers. */
export class WatchedClock extends TestClock {
  readonly running = new Map<unknown, number>();

  override setTimeout(fn: (...args: unknown[]) => void, ms: number): unknown {
    const id = super.setTimeout(fn, ms);
    this.running.set(id, this.monotonic() + Math.max(0, ms));
    return id;
  }

  override clearTimeout(id: unknown): void {
    super.clearTimeout(id);
    this.running.delete(id);
  }
}

export interface Subject {
  readonly machine: AnyStateMachine;
  readonly clock: WatchedClock;
}

export interface Open {
  readonly id: string;
  readonly src: string;
}

/** The position in a sequence, for the choice of what happens next. */
export interface Place {
  /** Of this many steps. */
  readonly step: number;
  /** Actors that have not answered. */
  readonly open: readonly Open[];
  /** Transitions of the active states. */
  readonly ways: readonly { readonly name: string; readonly event: string }[];
  /** ms until the running timers fire. */
  readonly timers: readonly number[];
}

export interface Recording extends Subject {
  readonly number: number;
  readonly facts: unknown;
  readonly steps: number;
  /** Keys of the context that are recorded when an actor starts: it gets their values at that time. */
  readonly watched: readonly string[];
  readonly next: (place: Place) => Happening;
}

/** Plays one sequence in XState, and records the result of every step. */
export async function record(recording: Recording): Promise<Sequence> {
  const { machine, clock, watched, number, facts } = recording;
  const watch = new Watch(watched);
  const taken = new Set<string>();
  const actor = createActor(observed(machine, watch), {
    clock,
    inspect: (event) => {
      if (event.type !== '@xstate.microstep' || event.actorRef.sessionId !== event.rootId) return;
      for (const way of event._transitions) taken.add(wayName(way));
    },
  });
  // A machine may end; an event sent to it afterwards is not an error.
  actor.subscribe({ error: () => {} });
  const see = (): Seen => {
    const { value, context, status } = actor.getSnapshot() as {
      value: StateValue;
      context: object;
      status: string;
    };
    return {
      status,
      states: pathsOf(value).sort().join(' '),
      did: watch.did.splice(0).join(' '),
      orders: watch.orders.splice(0).join(' '),
      open: [...watch.open.keys()].sort().join(' '),
      timers: [...clock.running.values()]
        .map((at) => plain(at) as number)
        .sort((a, b) => a - b)
        .join(' '),
      context: Object.fromEntries(
        Object.entries(context).map(([key, each]) => [key, canonical(each)]),
      ),
    };
  };
  actor.start();
  await settle();
  const seen = [see()];
  const happenings: Happening[] = [];
  for (let step = 0; step < recording.steps; step++) {
    const { _nodes } = actor.getSnapshot() as unknown as Inner;
    const happening = recording.next({
      step,
      open: [...watch.open].map(([id, { src }]) => ({ id, src })),
      ways: _nodes.flatMap(({ transitions }) =>
        [...transitions.values()]
          .flat()
          .map((way) => ({ name: wayName(way), event: way.eventType })),
      ),
      // Without timers that never fire.
      timers: [...clock.running.values()]
        .filter(Number.isFinite)
        .map((at) => at - clock.monotonic()),
    });
    happenings.push(happening);
    if (happening.kind === 'event') {
      // XState warns when an event is sent to a machine that has ended.
      if (actor.getSnapshot().status === 'active') actor.send(happening.event);
    } else if (happening.kind === 'time') await clock.advance(happening.ms);
    else watch.answer(happening);
    await settle();
    seen.push(see());
  }
  actor.stop();
  return { number, facts, happenings, seen, taken };
}

interface Inner {
  readonly _nodes: readonly AnyStateMachine['root'][];
}

type Way = AnyStateMachine['root']['on'][string][number];

/** Names of all transitions: `both.left.a GO 0`, the first transition of that state for GO. */
export function wayNames(machine: AnyStateMachine): string[] {
  const all: string[] = [];
  const visit = (node: AnyStateMachine['root']): void => {
    const ways = [...node.transitions.values(), node.always ?? []].flat();
    all.push(...ways.map((way) => wayName(way)));
    Object.values(node.states).forEach(visit);
  };
  visit(machine.root);
  return all;
}

function wayName(way: Way): string {
  const { source, eventType } = way;
  const siblings = eventType === '' ? source.always : source.transitions.get(eventType);
  const path = source.path.join('.') || 'root';
  return `${path} ${eventType || 'always'} ${(siblings ?? []).indexOf(way as never)}`;
}

/** Records what happens around the machine. */
class Watch {
  readonly did: string[] = [];
  readonly orders: string[] = [];
  readonly open = new Map<string, Asked>();

  private readonly watched: readonly string[];

  constructor(watched: readonly string[]) {
    this.watched = watched;
  }

  begin(id: string, asked: Asked, input: Readonly<Record<string, unknown>>): void {
    const given = this.watched.map((key) => canonical(input[key])).join(',');
    this.orders.push(`start:${id}:${asked.src}:${given}`);
    this.open.set(id, asked);
  }

  abort(id: string, asked: Asked): void {
    this.orders.push(`stop:${id}`);
    if (this.open.get(id) === asked) this.open.delete(id);
  }

  answer(happening: Extract<Happening, { kind: 'done' | 'error' }>): void {
    const asked = this.open.get(happening.id);
    this.open.delete(happening.id);
    if (happening.kind === 'done') asked?.resolve(happening.output);
    else asked?.reject(happening.error);
  }
}

interface Asked {
  readonly src: string;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/** The same machine with recorded actions, and with actors that answer when the test makes them. */
function observed(machine: AnyStateMachine, watch: Watch): AnyStateMachine {
  const { actions, actors } = machine.implementations;
  return machine.provide({
    actions: Object.fromEntries(
      Object.entries(actions as Record<string, Action>).map(([name, action]) => [
        name,
        noted(name, action, watch.did),
      ]),
    ),
    actors: Object.fromEntries(
      Object.keys(actors).map((src) => [
        src,
        fromPromise<unknown, Record<string, unknown>>(
          ({ self, signal, input }) =>
            new Promise((resolve, reject) => {
              const asked = { src, resolve, reject };
              watch.begin(self.id, asked, input);
              signal.addEventListener('abort', () => watch.abort(self.id, asked));
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

function noted(name: string, action: Action, did: string[]): unknown {
  if (action.type !== 'xstate.assign') {
    return (given: unknown, params: unknown) => {
      did.push(name);
      action(given, params);
    };
  }
  const { assignment } = action;
  return assign((given: never, params: never) => {
    did.push(name);
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

/** JSON with sorted keys, no infinity, and errors without their message. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(plain(value));
  // Values in a context are never changed, only replaced.
  const known = texts.get(value) ?? JSON.stringify(plain(value));
  texts.set(value, known);
  return known;
}

const texts = new WeakMap<object, string>();

const never = 9_000_000_000_000_000;

/** As in the simulator: JSON values, keys sorted. */
export function plain(value: unknown): unknown {
  if (value === undefined) return null;
  if (value === Number.POSITIVE_INFINITY) return never;
  if (value === Number.NEGATIVE_INFINITY) return -never;
  if (value instanceof PassError) {
    const { code, action, status, details, trace } = value;
    return plain({ code, action, status, ...(details && { details }), ...(trace && { trace }) });
  }
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, plain(each)]));
}
