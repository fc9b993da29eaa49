import type { View } from '../machine/view.types.ts';
import type { AppEventBody, PlaybackState, PlaybackTrack } from './types.ts';

/** Shortest time between two `position` events, ms. */
const positionEvery = 60_000;

/** The event that caused a step of the machine, with the fields that are used here. */
export interface Cause {
  readonly type: string;
  readonly position?: number;
  readonly duration?: number;
  readonly failure?: string;
}

/** Emits the events between OK and leaving the player. */
export interface Playback {
  /** Handles a step of the machine: a playback may be requested, begin or end. */
  stepped(before: View, after: View, cause: Cause): void;
  /** Handles the state that the shell reports; ignored while nothing plays. */
  heard(state: PlaybackState): void;
}

/** The current playback. */
interface Playing {
  readonly item: string;
  /** The picture has moved. */
  hasStarted: boolean;
  /** ms: when the picture stopped to wait for data; null when it does not wait. */
  since: number | null;
  /** s; the position in the stream. */
  place: number;
  /** s and ms: the position of the last `position` event, and its time. */
  told: number;
  toldAt: number;
  /** Ids of the active tracks, null for none; absent while unknown. */
  readonly active: Partial<Record<PlaybackTrack['kind'], string | null>>;
}

/** @param view the view when listening begins; a playback that runs then gets no `playbackStarted` */
export function watchPlayback(
  now: () => number,
  emit: (body: AppEventBody) => void,
  view: View,
): Playback {
  /** ms: when the playback was requested. */
  let askedAt = 0;
  let playing = playingOn(view);
  if (playing) playing.hasStarted = true;

  function playingOn(shown: View): Playing | null {
    if (shown.screen !== 'player') return null;
    const { item, startAt } = shown;
    const place = { place: startAt, told: startAt, toldAt: now() };
    return { item: item.id, hasStarted: false, since: null, ...place, active: {} };
  }

  /** Emits the stall when it is over or the player is left. */
  function goOn(it: Playing): void {
    if (it.since === null) return;
    emit({ type: 'stalled', item: it.item, lasted: Math.round(now() - it.since) });
    it.since = null;
  }

  function close(it: Playing, after: View, { type, failure }: Cause): void {
    const { item } = it;
    goOn(it);
    if (type === 'STREAM_FAILED') {
      const told = failure === undefined ? {} : { failure };
      emit({ type: 'failed', during: 'playback', item, code: 'stream_failed', ...told });
      return;
    }
    const other = after.screen === 'notAvailable' ? 'previewOver' : 'askedAgain';
    const reason = type === 'ENDED' ? 'end' : type === 'BACK' ? 'left' : other;
    emit({ type: 'ended', item, position: Math.round(it.place), reason });
  }

  function progress(it: Playing, place = Number.NaN, length = 0): void {
    if (!Number.isFinite(place)) return;
    it.place = place;
    if (now() - it.toldAt < positionEvery || place === it.told) return;
    it.told = place;
    it.toldAt = now();
    const duration = Number.isFinite(length) && length > 0 ? Math.round(length) : null;
    emit({ type: 'position', item: it.item, position: Math.round(place), duration });
  }

  /** No event for tracks that become active before the picture moves. */
  function compareTracks({ item, hasStarted, active }: Playing, all: readonly PlaybackTrack[]) {
    for (const kind of ['audio', 'captions'] as const) {
      const own = all.filter((track) => track.kind === kind);
      if (own.length === 0) continue;
      const track = own.find((one) => one.active);
      const before = active[kind];
      active[kind] = track?.id ?? null;
      if (!hasStarted || before === undefined || before === active[kind]) continue;
      emit({ type: 'trackChanged', item, kind, language: track?.language ?? null });
    }
  }

  return {
    stepped(before, after, cause) {
      const { type } = cause;
      if (playing && type === 'POSITION') progress(playing, cause.position, cause.duration);
      if (before.screen === after.screen) return;
      if (playing) close(playing, after, cause);
      const isAsked = type === 'PLAY' || (type === 'RETRY' && before.screen === 'notAvailable');
      if (isAsked && 'item' in after && after.item) {
        emit({ type: 'playAsked', item: after.item.id, access: after.item.access });
      }
      if (before.screen !== 'authorizing') askedAt = now();
      playing = playingOn(after);
    },
    heard({ status, position, duration, tracks }) {
      if (!playing) return;
      const waits = status === 'buffering' || status === 'loading';
      if (!waits) goOn(playing);
      else if (playing.hasStarted) playing.since ??= now();
      if (status === 'playing') {
        if (!playing.hasStarted) {
          playing.hasStarted = true;
          const took = Math.round(now() - askedAt);
          emit({ type: 'playbackStarted', item: playing.item, took });
        }
        progress(playing, position, duration);
      }
      if (tracks) compareTracks(playing, tracks);
    },
  };
}
