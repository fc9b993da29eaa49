import type { PassError } from '../pass/errors.ts';

/** Whose streams are counted: the account at the MVPD. `subject` is personal: never shown, stored or logged. */
export interface Subject {
  /** The MVPD's id, as Adobe Pass has it. */
  readonly mvpd: string;
  /** User metadata `upstreamUserID`. */
  readonly subject: string;
}

/** What is told of a stream: names of Concurrency Monitoring's "standard metadata attributes". */
export type StreamMetadata = Readonly<Record<string, string>>;

/** A playback and what the service knows of it. A value: every answer makes a new one. */
export interface TrackedStream {
  readonly whose: Subject;
  readonly metadata: StreamMetadata;
  /** Null while the service does not count this playback: the next heartbeat is then a start. */
  readonly session: string | null;
  /** ms until the next heartbeat; null: there is none, the service cannot be used for this playback. */
  readonly nextHeartbeatIn: number | null;
  /** ms that the service gives from one heartbeat to the next. */
  readonly interval: number;
  /** In a row: unanswered, or answered by somebody else. */
  readonly failures: number;
  /** ms, monotonic: when a session that was over was last replaced by a new one. */
  readonly renewedAt: number;
  /** The service did not know a session that it had made: a second time in a row it is a fault of the setup. */
  readonly unknownBefore: boolean;
}

/** A stream of the same account, as an answer tells of it. Texts are foreign: plain, cut short. */
export interface OtherStream {
  /** Ends it, with the next start; good for the answer that it came with, and not for later. */
  readonly code?: string;
  readonly session?: string;
  readonly device?: string;
  readonly application?: string;
  readonly channel?: string;
  /** ms since the epoch by the service's clock. */
  readonly startedAt?: number;
}

/** Refused: too many streams. */
export interface StreamConflicts {
  /** Each of them once; [] when the answer names none. */
  readonly streams: readonly OtherStream[];
  /** The operator's own words, in whatever language; for below our own. */
  readonly message?: string;
}

/** This playback was ended on purpose, from elsewhere. */
export interface RemoteTermination {
  readonly by?: OtherStream;
  readonly message?: string;
}

/**
 * What came of asking to start.
 * `held`     counted; heartbeats are due
 * `unheld`   plays without being counted, for the reason in `error`
 * `crowded`  must not play: a policy refuses it
 * `refused`  must not play: the settings say so while the service cannot be used
 */
export type StartResult =
  | { readonly is: 'held'; readonly hold: TrackedStream }
  | { readonly is: 'unheld'; readonly hold: TrackedStream; readonly error: PassError }
  | { readonly is: 'crowded'; readonly crowd: StreamConflicts }
  | { readonly is: 'refused'; readonly error: PassError };

/**
 * What came of a heartbeat.
 * `held`, `unheld`  playback goes on, whether counted or not
 * `taken`           stop playing at once, and do not start again without the viewer
 * `crowded`         stop playing: the session was over, and a new one was refused
 */
export type HeartbeatResult =
  | { readonly is: 'held'; readonly hold: TrackedStream }
  | { readonly is: 'unheld'; readonly hold: TrackedStream; readonly error: PassError }
  | { readonly is: 'taken'; readonly takeover: RemoteTermination }
  | { readonly is: 'crowded'; readonly crowd: StreamConflicts };
