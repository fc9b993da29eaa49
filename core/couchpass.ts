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

/** What time it is may be learnt meanwhile, ms. */
const longestWait = 3_600_000;

/** The running product: one statechart, one service, one view. Every app with a UI starts here. */
export interface Couchpass {
  readonly settings: Settings;
  readonly service: PassService;
  readonly memory: Memory;
  /** The last requests and states, for support; nothing secret in it. */
  readonly log: Log;
  readonly view: View;
  /** The running statechart itself, for `useSelector` of `@xstate/react` and tools. What it is sent goes past the log. */
  readonly actor: Actor<typeof machine>;
  /** Starts the machine: recalls who is signed in, loads the catalogue. */
  start(): void;
  /** Ends everything that is on its way, and every timer. It cannot be started again. */
  stop(): void;
  /** Tells the machine what the viewer did; what does not fit where it is, it ignores. */
  send(event: MachineEvent): void;
  /** Called with the new view whenever it changed; returns the unsubscriber. */
  subscribe(listener: (view: View) => void): () => void;
  /**
   * Called with what a network measures, as it happens (docs/events.md); returns the unsubscriber. What the
   * listener throws changes nothing. Begin before `start()` to miss nothing.
   */
  on(listener: AppEventListener): () => void;
  /**
   * For shells with a player: its state, whenever it changes. Only the events of `on` are made of it; without it
   * they lack the beginning of the picture, stalls, changes of tracks, and places in live streams.
   */
  report(state: PlaybackState): void;
}

/** What an app may want otherwise. */
export interface CouchpassOptions {
  /**
   * False for an app that shows no catalogue, such as a command that only signs in: the feed is not asked
   * for, and Home has no rows. True when absent.
   */
  readonly browses?: boolean;
  /** Asked between a permit and the playback endpoint; nothing plays when it rejects. */
  readonly beforePlayback?: BeforePlayback;
  /**
   * For development and tests.
   * Sees every step of the machine, with everything in its context: the registration code and the
   * profile too. For tools on the developer's own computer.
   */
  readonly inspect?: (event: InspectionEvent) => void;
}

/**
 * Puts settings, shell and service together. Nothing happens before `start()`.
 * @param shell what it runs on; its clock also drives the machine's delays
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
  // A platform from outside this repository may lack long delays; for those in it this changes nothing.
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

  /** What comes and goes by the time of day changes what is seen without a step of the machine. */
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

/** Views are flat: their parts come from the context and are replaced, never changed. */
function isSame(a: View, b: View): boolean {
  const left = Object.entries(a);
  const right = b as unknown as Record<string, unknown>;
  return (
    left.length === Object.keys(b).length &&
    left.every(([key, value]) => value === right[key] || sameProblem(value, right[key]))
  );
}

/** A problem that is made anew and says the same. */
function sameProblem(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || !('key' in a)) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
