import type { View } from '../machine/view.types.ts';

/** Of the fields below. It is raised when a field or an event is taken away or changes its meaning, not when one is added. */
export const eventsVersion = 1;

/**
 * What each event says besides its type, version and time. Times of this table are in ms, places in a stream
 * in s. Titles are named by their id in the feed, providers by their MVPD id; nothing of it names a viewer, a
 * device, a registration code or a token.
 */
export interface AppEventFields {
  /** The app was started; who begins to listen later does not get it. */
  appStarted: object;
  /** Another screen is up. */
  screenShown: { readonly screen: View['screen'] };
  /** The viewer is led through signing in; `item` is what was picked before, null for nothing in particular. */
  signInStarted: { readonly item: string | null };
  /** A registration code is on the screen, and good for `lasts` ms. */
  codeShown: { readonly lasts: number };
  /** It was not used in time, or does not work any more. Once for each code. */
  codeExpired: object;
  /** Somebody is signed in. `remembered`: from before, without signing in just now. */
  signedIn: { readonly provider: string; readonly remembered: boolean };
  /** How many resources of the catalogue the provider's package has, lacks, or did not tell about. */
  preauthorized: {
    readonly included: number;
    readonly notIncluded: number;
    readonly unknown: number;
  };
  /** The viewer pressed Play, or Try again after a failure. */
  playAsked: { readonly item: string; readonly access: 'free' | 'subscription' };
  /** The service permits to play, and the playback endpoint gave an address; not for what is free. */
  permitted: { readonly item: string };
  /** The provider, the service or the playback endpoint does not let this viewer play it. */
  denied: { readonly item: string; readonly code: string };
  /** The picture moves for the first time, `took` ms after OK, or after signing in when that came between. */
  playbackStarted: { readonly item: string; readonly took: number };
  /** The picture stood still for want of data for `lasted` ms, after seeking too. Told when it goes on or is left. */
  stalled: { readonly item: string; readonly lasted: number };
  /** Other captions or another language than before; `language` is BCP 47, '' when not known, null for none. */
  trackChanged: {
    readonly item: string;
    readonly kind: 'captions' | 'audio';
    readonly language: string | null;
  };
  /** Where the picture is, each minute while it moves; `duration` is null for live and while unknown. */
  position: { readonly item: string; readonly position: number; readonly duration: number | null };
  /** The player was left otherwise than by a failure. */
  ended: { readonly item: string; readonly position: number; readonly reason: EndReason };
  /** Something did not work. `item` with `play` and `playback`, `failure` (the player's own code) with `playback`. */
  failed: {
    readonly during: FailedPart;
    readonly code: string;
    readonly item?: string;
    readonly failure?: string;
  };
  /** Nobody is signed in any more. `by` the viewer, or because the provider or the service ended it. */
  signedOut: { readonly by: 'viewer' | 'service' };
}

/**
 * `end`          the end of the stream, or Stop
 * `left`         Back
 * `previewOver`  the time of a free preview was up
 * `askedAgain`   the right to play is asked for again, after a long pause of a live stream
 */
export type EndReason = 'end' | 'left' | 'previewOver' | 'askedAgain';

/** What did not work: starting, loading the catalogue, signing in, asking for the right to play, playing, signing out. */
export type FailedPart = 'startup' | 'catalogue' | 'signIn' | 'play' | 'playback' | 'signOut';

/** An event without what all have in common. */
export type AppEventBody = {
  [Type in keyof AppEventFields]: { readonly type: Type } & AppEventFields[Type];
}[keyof AppEventFields];

/** What a network measures, as it happens: see docs/events.md. */
export type AppEvent = AppEventBody & {
  readonly version: typeof eventsVersion;
  /** ms, on the monotonic clock of the ports: only differences mean something. */
  readonly at: number;
};

/** What a shell tells of its player; the state of `@couchpass/platforms`' players fits. */
export interface PlaybackState {
  /** `playing` while the picture moves, `loading` or `buffering` while it stands still for want of data. */
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
  /** BCP 47, '' when the stream does not say. */
  readonly language: string;
  readonly active: boolean;
}
