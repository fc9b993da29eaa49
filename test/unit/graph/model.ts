import { type AnyMachineSnapshot, createActor, type EventObject } from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';
import { implement } from '../../../core/machine/implementation.ts';
import { Memory } from '../../../core/memory/Memory.ts';
import { createPassService } from '../../../core/pass/createPassService.ts';
import type { CorePorts } from '../../../core/ports.ts';
import type { Settings } from '../../../core/settings.ts';
import { json, testPorts } from '../../support/ports.ts';
import { type ModelEvent, outcomes, viewerEvents } from './steps.ts';
import { nameOf } from './ways.ts';

/** One step from a situation: the event, the transitions that it takes, and the next situation. */
export interface Step {
  readonly event: ModelEvent;
  readonly ways: readonly string[];
  readonly to: string;
}

export interface Model {
  /** The situation at start. */
  readonly start: string;
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  /** The situation of a snapshot: its states, and the results of the guards for its context. */
  situationOf(snapshot: AnyMachineSnapshot): string;
}

/**
 * The machine's own graph, by `xstate/graph`: every situation that can be reached, and every step from it.
 * No actor runs: each ends with one of its `outcomes`.
 * @param more abilities of the shell
 * @param happens false for events that this model leaves out, so that it stays small enough to be walked
 */
export function modelOf(
  settings: Settings,
  more: Partial<CorePorts>,
  most: number,
  happens: Happens = () => true,
): Model {
  // The monotonic clock for guards that compare times: only events with `later` come after a wait.
  let now = 0;
  const { clock, ...others } = testPorts(() => json(200, {}));
  const moved = Object.assign(Object.create(clock) as typeof clock, { monotonic: () => now });
  const ports = { ...others, clock: moved, ...more };
  const memory = new Memory(ports.storage);
  const service = createPassService(settings.appSettings.pass, ports, memory);
  const machine = implement({ settings, service, memory, ports });

  const guards = Object.entries(machine.implementations.guards) as [string, Guard][];
  const known = new WeakMap<AnyMachineSnapshot, string>();
  const situationOf = (snapshot: AnyMachineSnapshot): string => {
    const before = known.get(snapshot);
    if (before !== undefined) return before;
    const { context } = snapshot;
    now = longAfter;
    const facts = guards.map(([, guard]) => {
      try {
        return guard({ context, event: { type: '' } }, undefined) ? 1 : 0;
      } catch {
        return '-';
      }
    });
    const situation = `${JSON.stringify(snapshot.value)} ${facts.join('')}`;
    known.set(snapshot, situation);
    return situation;
  };

  const taken: string[] = [];
  const idle = createActor(machine, {
    inspect: (seen) => {
      if (seen.type === '@xstate.microstep') taken.push(...seen._transitions.map(nameOf));
    },
  });
  const scope = { ...idle, self: idle, system: idle.system, ...inert } as never;
  const steps = new Map<string, Step[]>();
  const recording = {
    ...machine,
    getInitialSnapshot: () => machine.getInitialSnapshot(scope, undefined as never),
    transition(snapshot: AnyMachineSnapshot, event: EventObject) {
      taken.length = 0;
      const from = situationOf(snapshot);
      now = 'later' in event ? longAfter : 0;
      const next = machine.transition(snapshot as never, event as never, scope);
      const step = { event, ways: [...taken], to: situationOf(next as AnyMachineSnapshot) };
      const others = steps.get(from);
      if (others) others.push(step);
      else steps.set(from, [step]);
      return next;
    },
  };
  getAdjacencyMap(recording as never, {
    events: ((snapshot: AnyMachineSnapshot) =>
      eventsIn(snapshot).filter((event) => happens(event, snapshot))) as never,
    serializeState: ((snapshot: AnyMachineSnapshot) => situationOf(snapshot)) as never,
    stopWhen: () => steps.size >= most,
    limit: 1_000_000,
  });
  const start = situationOf(recording.getInitialSnapshot() as AnyMachineSnapshot);
  return { start, steps, situationOf };
}

/** Whether an event is part of a model. */
export type Happens = (event: ModelEvent, snapshot: AnyMachineSnapshot) => boolean;

type Guard = (args: { context: unknown; event: EventObject }, params: unknown) => boolean;

/** ms */
const longAfter = 86_400_000;

const nothing = () => {};
const inert = {
  id: '',
  sessionId: '',
  logger: nothing,
  defer: nothing,
  emit: nothing,
  stopChild: nothing,
  actionExecutor: nothing,
};

/** Every event that can happen in a situation. */
function eventsIn(snapshot: AnyMachineSnapshot): ModelEvent[] {
  const events: ModelEvent[] = [];
  const seen = new Set<string>();
  for (const node of snapshot._nodes) {
    for (const type of node.transitions.keys()) {
      if (seen.has(type)) continue;
      seen.add(type);
      if (type.startsWith('xstate.after.')) events.push({ type });
      else if (type.startsWith('xstate.')) {
        const invoked = node.invoke.find(({ id }) => type.endsWith(`.${id}`));
        if (!invoked) throw new Error(`nothing is invoked for ${type}`);
        const src = invoked.src as string;
        const done = type.startsWith('xstate.done.actor');
        for (const outcome of outcomes[src] ?? []) {
          if (outcome.done !== done) continue;
          events.push({ type, actorId: invoked.id, ...outcome.as, outcome } as ModelEvent);
        }
      } else for (const event of viewerEvents[type] ?? [{ type }]) events.push(event);
    }
  }
  return events;
}
