import type { View } from '../machine/view.types.ts';

/**
 * Version of the fields below. It is increased when a field or an event is removed or changes its meaning, not when
 * one is added.
 */
export const eventsVersion = 1;

/**
 * The fields of each event besides its type, version and time. Times in this table are in ms, positions in a
 * stream in s. Titles are given by their id in the feed, providers by their MVPD id; no field identifies a viewer,
 * a device, a registration code or a token.
 */
export interface AppEventFields {
  /** The app was started; a listener that is added later does not get this event. */
  appStarted: object;
  /** Another screen is shown. */
  screenShown: { readonly screen: View['screen'] };
  /** A sign-in began; `item` is the title that was picked before, null without one. */
  signInStarted: { readonly item: string | null };
  /** A registration code is on the screen, valid for `lasts` ms. */
  codeShown: { readonly lasts: number };
  /** The code was not used in time, or no longer works. Once for each code. */
  codeExpired: object;
  /** A viewer is signed in. `remembered`: from an earlier sign-in, not from a new one. */
  signedIn: { readonly provider: string; readonly remembered: boolean };
  /** How many resources of the catalogue are in the provider's package, are not in it, or are undecided. */
  preauthorized: {
    readonly included: number;
    readonly notIncluded: number;
    readonly unknown: number;
  };
  /** The viewer pressed Play, or Try again after a failure. */
  playAsked: { readonly item: string; readonly access: 'free' | 'subscription' };
  /** The service permitted the playback and the playback endpoint returned an address; not for free titles. */
  permitted: { readonly item: string };
  /** The provider, the service or the playback endpoint refused this title to this viewer. */
  denied: { readonly item: string; readonly code: string };
  /** The picture moves for the first time, `took` ms after OK, or after the sign-in if there was one. */
  playbackStarted: { readonly item: string; readonly took: number };
  /** The picture stopped for `lasted` ms to wait for data, also after seeking. Emitted when the wait is over. */
  stalled: { readonly item: string; readonly lasted: number };
  /** Other captions or another language than before; `language` is BCP 47, '' when not known, null for none. */
  trackChanged: {
    readonly item: string;
    readonly kind: 'captions' | 'audio';
    readonly language: string | null;
  };
  /** The position in the stream, each minute while it plays; `duration` is null for live and while unknown. */
  position: { readonly item: string; readonly position: number; readonly duration: number | null };
  /** The player was left, not because of a failure. */
  ended: { readonly item: string; readonly position: number; readonly reason: EndReason };
  /** Something failed. `item` with `play` and `playback`, `failure` (the player's own code) with `playback`. */
  failed: {
    readonly during: FailedPart;
    readonly code: string;
    readonly item?: string;
    readonly failure?: string;
  };
  /** Nobody is signed in any more. `by`: the viewer signed out, or the provider or the service ended the profile. */
  signedOut: { readonly by: 'viewer' | 'service' };
}

/**
 * `end`          the end of the stream, or Stop
 * `left`         Back
 * `previewOver`  the time of a free preview is over
 * `askedAgain`   a new decision is requested, after a long pause of a live stream
 */
export type EndReason = 'end' | 'left' | 'previewOver' | 'askedAgain';

/** What failed: the start, loading the catalogue, the sign-in, the authorization, the playback, the sign-out. */
export type FailedPart = 'startup' | 'catalogue' | 'signIn' | 'play' | 'playback' | 'signOut';

/** An event without the fields that all events have. */
export type AppEventBody = {
  [Type in keyof AppEventFields]: { readonly type: Type } & AppEventFields[Type];
}[keyof AppEventFields];

/** An event for the measurements of a network: see docs/events.md. */
export type AppEvent = AppEventBody & {
  readonly version: typeof eventsVersion;
  /** ms, on the monotonic clock of the ports: only differences have a meaning. */
  readonly at: number;
};

/** The state of a shell's player; the state of `@couchpass/platforms`' players has this shape. */
export interface PlaybackState {
  /** `playing` while the picture moves, `loading` or `buffering` while it waits for data. */
  readonly status: string;
  /** s */
  readonly position: number;
  /** s; 0 while unknown, Infinity for live. */
  readonly duration: number;
  /** Absent while unknown. */
  readonly tracks?: readonly PlaybackTrack[];
}

/** Captions or a language of the stream. */
export interface PlaybackTrack {
  readonly id: string;
  readonly kind: 'captions' | 'audio';
  /** BCP 47, '' when the stream does not specify it. */
  readonly language: string;
  readonly active: boolean;
}
