import type { Actor } from 'xstate';
import type { Log } from '../log/Log.ts';
import type { machine } from '../machine/machine.ts';
import type { View } from '../machine/view.types.ts';
import type { Clock } from '../ports.ts';
import { compare, type Moment, momentOf } from './compare.ts';
import { type AppEvent, type AppEventBody, eventsVersion, type PlaybackState } from './types.ts';
import { type Cause, type Playback, watchPlayback } from './watchPlayback.ts';

/** Gets every event; an error that it throws is noted in the log and has no other effect. */
export type AppEventListener = (event: AppEvent) => void;

/** The events, and the player's state that shells add. */
export interface Events {
  on(listener: AppEventListener): () => void;
  report(state: PlaybackState): void;
}

interface Sources {
  readonly actor: Actor<typeof machine>;
  readonly clock: Clock;
  readonly log: Log;
  /** The view after the machine's last step. */
  view(): View;
}

/** Watches the running machine only while there is a listener. */
export function createEvents({ actor, clock, log, view }: Sources): Events {
  /** The listeners; true when the log already has a note that the listener throws. */
  const listeners = new Map<AppEventListener, boolean>();
  let watch: Watch | null = null;

  const emit = (body: AppEventBody): void => {
    const event: AppEvent = Object.freeze({
      version: eventsVersion,
      at: clock.monotonic(),
      ...body,
    });
    for (const [listener, isKnown] of [...listeners]) {
      try {
        listener(event);
      } catch {
        // The error itself is not logged: it may contain secrets.
        const text = `A listener of events threw an error at ${event.type}.`;
        if (!isKnown) log.add({ kind: 'note', at: event.at, text });
        if (listeners.has(listener)) listeners.set(listener, true);
      }
    }
  };

  return {
    on(listener) {
      listeners.set(listener, false);
      watch ??= startWatch({ actor, clock, log, view }, emit);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        watch?.stop();
        watch = null;
      };
    },
    report: (state) => watch?.playback.heard(state),
  };
}

interface Watch {
  readonly playback: Playback;
  stop(): void;
}

function startWatch({ actor, clock, view }: Sources, emit: (body: AppEventBody) => void): Watch {
  const now = () => clock.monotonic();
  const look = (last: Moment | null) => momentOf(view(), actor.getSnapshot().context, last);
  let before = look(null);
  const playback = watchPlayback(now, emit, before.view);
  // An inspector gets the cause of each step, also of events sent directly to the actor.
  const subscription = actor.system.inspect((step) => {
    if (step.type !== '@xstate.snapshot' || step.actorRef !== actor) return;
    const cause = step.event as Cause;
    const last = before;
    const after = look(last);
    before = after;
    if (cause.type === 'xstate.init') {
      emit({ type: 'appStarted' });
      emit({ type: 'screenShown', screen: after.view.screen });
      return;
    }
    playback.stepped(last.view, after.view, cause);
    compare(last, after, now(), emit);
  });
  return { playback, stop: () => subscription.unsubscribe() };
}
