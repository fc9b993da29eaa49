import type { AVPlayPlaybackCallback } from 'tizen-tv-webapis';
import type { PlayerState, TrackKind } from '../platform.ts';
import { type AvPlayCalls, codeOf } from './avplayCalls.ts';
import { avPlayTracks } from './avplayTracks.ts';

/** Which captions and language the viewer chose; null for none. */
export type Chosen = ReadonlyMap<TrackKind, string | null>;

/** The facts that AVPlay reports about a prepared stream. */
export function streamFacts(
  calls: AvPlayCalls,
  chosen: Chosen,
): Pick<PlayerState, 'live' | 'duration' | 'range' | 'tracks'> {
  const live = calls.isLive;
  const { duration } = calls;
  const range = live ? calls.liveWindow : { from: 0, to: duration };
  const tracks = avPlayTracks(
    calls.attempt((avplay) => avplay.getTotalTrackInfo()) ?? [],
    calls.attempt((avplay) => avplay.getCurrentStreamInfo()) ?? [],
  );
  return {
    live,
    duration: live ? Number.POSITIVE_INFINITY : duration,
    ...(range ? { range } : {}),
    tracks: tracks.map((track) => {
      const id = chosen.get(track.kind);
      return id === undefined ? track : { ...track, active: track.id === id };
    }),
  };
}

/** Applies a chosen track. @returns whether AVPlay accepted it */
export function applyTrack(calls: AvPlayCalls, kind: TrackKind, id: string | null): boolean {
  if (kind === 'captions') calls.attempt((avplay) => avplay.setSilentSubtitle(id === null));
  if (id === null) return true;
  const type = kind === 'captions' ? 'TEXT' : 'AUDIO';
  return calls.done((avplay) => avplay.setSelectTrack(type, Number(id.split('-')[1])));
}

/** The events that AVPlay sends. */
export interface AvPlayEvents {
  /** Returns false when the stream is no longer open. */
  holds(): boolean;
  buffering(on: boolean): void;
  /** @param position s */
  progress(position: number): void;
  ended(): void;
  /** A server refused a request; playback may continue. */
  refused(status: string | null): void;
  failed(code: string): void;
  /** About the keys of a protected stream. */
  keys(data: unknown): void;
  /** @param ms how long the caption is shown */
  caption(text: string, ms: number): void;
}

export function listenerOf(events: AvPlayEvents): AVPlayPlaybackCallback {
  const when = (run: () => void) => {
    if (events.holds()) run();
  };
  return {
    onbufferingstart: () => when(() => events.buffering(true)),
    onbufferingcomplete: () => when(() => events.buffering(false)),
    oncurrentplaytime: (ms) => when(() => events.progress(ms / 1000)),
    onstreamcompleted: () => when(() => events.ended()),
    onevent: (event, data) => {
      if (event !== 'PLAYER_MSG_HTTP_ERROR_CODE') return;
      when(() => events.refused(/\b[45]\d\d\b/.exec(String(data))?.[0] ?? null));
    },
    ondrmevent: (_, data) => when(() => events.keys(data)),
    onerror: (error) => when(() => events.failed(codeOf({ name: error }))),
    onsubtitlechange: (duration, text) => when(() => events.caption(text, Number(duration))),
  };
}
