import { type Actor, createActor, type InspectionEvent, type StateValue } from 'xstate';
import { createAvailabilityFilter } from './catalogue/availability.ts';
import type { Catalogue } from './catalogue/types.ts';
import { type AppEventListener, createEvents } from './events/createEvents.ts';
import type { PlaybackState } from './events/types.ts';
import { checkStatechartGlobals } from './globals.ts';
import { Log } from './log/Log.ts';
import { loggedPorts } from './log/loggedPorts.ts';
import { withLongDelays } from './longDelays.ts';
import type { BeforePlayback } from './machine/dependencies.ts';
import type { MachineEvent } from './machine/events.ts';
import { implement } from './machine/implementation.ts';
import type { machine } from './machine/machine.ts';
import { type ViewOptions, viewOf } from './machine/view.ts';
import type { View } from './machine/view.types.ts';
import { Memory } from './memory/Memory.ts';
import { createPassService } from './pass/createPassService.ts';
import type { PassService } from './pass/PassService.ts';
import type { CorePorts } from './ports.ts';
import { withServerTime } from './serverTime.ts';
import type { Settings } from './settings.ts';

/** Longest time until the visible catalogue is checked again, ms: an answer may correct the time meanwhile. */
const longestWait = 3_600_000;

/** The running product: one statechart, one service, one view. Every app with a UI starts here. */
export interface Couchpass {
  readonly settings: Settings;
  readonly service: PassService;
  readonly memory: Memory;
  /** The last requests and states, for support; contains no secret. */
  readonly log: Log;
  readonly view: View;
  /**
   * The running statechart itself, for `useSelector` of `@xstate/react` and tools. For events use `send`, which also
   * calls `service.probe` for RETRY.
   */
  readonly actor: Actor<typeof machine>;
  /** Starts the machine: restores the stored sign-in, loads the catalogue. */
  start(): void;
  /** Cancels all running requests and timers. It cannot be started again. */
  stop(): void;
  /** Sends an event to the machine, which ignores events that its state does not handle. */
  send(event: MachineEvent): void;
  /** `listener` is called with the new view after every change; returns the unsubscriber. */
  subscribe(listener: (view: View) => void): () => void;
  /**
   * `listener` is called with every event for measurements (docs/events.md); returns the unsubscriber. An error
   * that the listener throws has no effect. Call this before `start()` to get all events.
   */
  on(listener: AppEventListener): () => void;
  /**
   * For shells with a player: reports the player's state after every change. Only used for the events of `on`;
   * without it there are no events for the first picture, stalls, changes of tracks, and positions in live streams.
   */
  report(state: PlaybackState): void;
}

/** Options of an app. */
export interface CouchpassOptions {
  /**
   * False for an app that shows no catalogue, such as a command that only signs in: the feed is not requested,
   * and Home has no rows. True when absent.
   */
  readonly browses?: boolean;
  /** Called after a permit and before the request to the playback endpoint; nothing plays when it rejects. */
  readonly beforePlayback?: BeforePlayback;
  /**
   * For development and tests.
   * Gets every step of the machine with its whole context, including the registration code and the
   * profile. For tools on the developer's own computer.
   */
  readonly inspect?: (event: InspectionEvent) => void;
}

/**
 * Creates the product from settings and shell. Nothing happens before `start()`.
 * @param shell the ports of the platform; its clock is also used for the machine's delays
 */
export function createCouchpass(
  settings: Settings,
  shell: CorePorts,
  { browses = true, beforePlayback, inspect }: CouchpassOptions = {},
): Couchpass {
  checkStatechartGlobals();
  const log = new Log();
  const timed = withServerTime(loggedPorts(shell, log));
  const { ports } = timed;
  const memory = new Memory(ports.storage);
  const { pass } = settings.appSettings;
  const service = createPassService(pass, ports, memory);
  const logic = implement({
    settings,
    service,
    memory,
    ports,
    browses,
    ...(beforePlayback && { beforePlayback }),
  });
  // A platform from outside this repository may not support long delays; those in it do.
  const actor = createActor(logic, { clock: withLongDelays(ports.clock), inspect });
  const showing = createAvailabilityFilter();
  const listeners = new Set<(view: View) => void>();
  const facts: ViewOptions = {
    activateUrl: pass.activateUrl,
    freePreview: pass.freePreview !== undefined,
    canSignInOnDevice: ports.openUrl !== undefined,
    availableNow: (catalogue: Catalogue) => showing(catalogue, timed.now()).catalogue,
  };
  let view = viewOf(actor.getSnapshot(), facts);

  let offline: (() => void) | undefined;
  let state = '';
  actor.subscribe((snapshot) => {
    const now = sayState(snapshot.value);
    if (now !== state) log.add({ kind: 'state', at: ports.clock.monotonic(), state: now });
    state = now;
    look();
  });

  /** Validity periods of items change the view without a step of the machine. */
  let turn: unknown;
  const look = () => {
    const snapshot = actor.getSnapshot();
    const next = viewOf(snapshot, facts);
    ports.clock.clearTimeout(turn);
    const { catalogue } = snapshot.context;
    if (next.screen === 'home' && catalogue) {
      const left = showing(catalogue, timed.now()).validUntil - timed.now();
      if (left < Number.POSITIVE_INFINITY) {
        turn = ports.clock.setTimeout(look, Math.min(left, longestWait));
      }
    }
    if (isSame(view, next)) return;
    view = next;
    for (const listener of [...listeners]) listener(view);
  };

  return {
    ...createEvents({ actor, clock: ports.clock, log, view: () => view }),
    actor,
    settings,
    service,
    memory,
    log,
    get view() {
      return view;
    },
    start() {
      actor.start();
      offline = ports.network?.subscribe((online) => {
        if (online) actor.send({ type: 'ONLINE' });
      });
    },
    stop() {
      offline?.();
      ports.clock.clearTimeout(turn);
      actor.stop();
    },
    send(event) {
      if (event.type === 'RETRY') service.probe();
      actor.send(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** `polling.codeOnScreen.waiting`; of a parallel state, the part that is on the screen. */
function sayState(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [first = ''] = Object.keys(value);
  const key = 'screen' in value ? 'screen' : first;
  const inner = value[key];
  return inner === undefined ? key : `${key}.${sayState(inner)}`;
}

/** Views are flat: their parts come from the context and are replaced, never mutated. */
function isSame(a: View, b: View): boolean {
  const left = Object.entries(a);
  const right = b as unknown as Record<string, unknown>;
  return (
    left.length === Object.keys(b).length &&
    left.every(([key, value]) => value === right[key] || sameProblem(value, right[key]))
  );
}

/** Whether two problem objects have the same content. */
function sameProblem(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || !('key' in a)) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
