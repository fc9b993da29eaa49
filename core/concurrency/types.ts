import type { PassError } from '../pass/errors.ts';

/** The account at the MVPD whose streams are counted. `subject` is personal: never shown, stored or logged. */
export interface Subject {
  /** The MVPD's id in Adobe Pass. */
  readonly mvpd: string;
  /** User metadata `upstreamUserID`. */
  readonly subject: string;
}

/** Metadata of a stream, by the names of Concurrency Monitoring's "standard metadata attributes". */
export type StreamMetadata = Readonly<Record<string, string>>;

/** A playback and its state at the service. Immutable: every answer makes a new one. */
export interface TrackedStream {
  readonly whose: Subject;
  readonly metadata: StreamMetadata;
  /** Null while the service does not count this playback: the next heartbeat is then a start. */
  readonly session: string | null;
  /** ms until the next heartbeat; null: there is none, the service cannot be used for this playback. */
  readonly nextHeartbeatIn: number | null;
  /** ms from one heartbeat to the next, set by the service. */
  readonly interval: number;
  /** Failures in a row: no answer, or an answer from another server. */
  readonly failures: number;
  /** ms, monotonic: when an expired session was last replaced by a new one. */
  readonly renewedAt: number;
  /** The service answered 404 for a session that it had made; a second time in a row is a setup error. */
  readonly unknownBefore: boolean;
}

/** A stream of the same account, from an answer. Texts are from outside: plain, cut. */
export interface OtherStream {
  /** Ends the stream, sent with the next start; only valid with the answer that contained it, not later. */
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
  /** Each stream once; [] when the answer lists none. */
  readonly streams: readonly OtherStream[];
  /** The operator's own text, in any language; shown below ours. */
  readonly message?: string;
}

/** Another device ended this playback on purpose. */
export interface RemoteTermination {
  readonly by?: OtherStream;
  readonly message?: string;
}

/**
 * The result of a start.
 * `held`     counted; heartbeats are due
 * `unheld`   plays without being counted, for the reason in `error`
 * `crowded`  must not play: a policy refused it
 * `refused`  must not play: the service cannot be used, and the settings require it
 */
export type StartResult =
  | { readonly is: 'held'; readonly hold: TrackedStream }
  | { readonly is: 'unheld'; readonly hold: TrackedStream; readonly error: PassError }
  | { readonly is: 'crowded'; readonly crowd: StreamConflicts }
  | { readonly is: 'refused'; readonly error: PassError };

/**
 * The result of a heartbeat.
 * `held`, `unheld`  playback continues, counted or not
 * `taken`           stop playing at once, and do not start again without the viewer
 * `crowded`         stop playing: the session was over, and a new one was refused
 */
export type HeartbeatResult =
  | { readonly is: 'held'; readonly hold: TrackedStream }
  | { readonly is: 'unheld'; readonly hold: TrackedStream; readonly error: PassError }
  | { readonly is: 'taken'; readonly takeover: RemoteTermination }
  | { readonly is: 'crowded'; readonly crowd: StreamConflicts };
