import type { Item } from '../catalogue/types.ts';
import type { PassError } from '../pass/errors.ts';
import type { OtherStream, RemoteTermination, StreamConflicts } from './types.ts';

/** The streams of this device at Concurrency Monitoring, as the statechart uses them. */
export interface Counter {
  /**
   * Loads what the first start needs, while the decision is requested; no request for a viewer whose streams are
   * not counted. @throws PassError
   */
  prepare(mvpd: string): Promise<void>;
  /**
   * Call after a permit and before the request to the playback endpoint.
   * @param code of the stream to end for it, from the last refusal; null when none is to be ended
   * @throws PassError when nothing may play: `cancelled`, or the service cannot be used and the settings require it
   */
  start(item: Item, mvpd: string, code: string | null, signal: AbortSignal): Promise<StartedStream>;
  /** @throws PassError `cancelled` */
  heartbeat(signal: AbortSignal): Promise<Heartbeat>;
  /** The viewer paused for long: the session ends, and the next heartbeat starts a new one. */
  pause(): void;
  /** Playback has ended. Has no effect when no stream is counted. */
  stop(): void;
  /** The running streams of this account, on this and other devices. @throws PassError */
  running(mvpd: string, signal: AbortSignal): Promise<readonly OtherStream[]>;
}

/** Playback continues. */
export interface Continued {
  /** ms until the next heartbeat; null: there is none, the stream is not counted. */
  readonly heartbeatIn: number | null;
  /** Why the stream is not counted at present. */
  readonly error?: PassError;
}

/** A policy has refused the stream. */
export interface Refused {
  readonly conflicts: StreamConflicts;
}

/** Another device has ended the stream. */
export interface Terminated {
  readonly takeover: RemoteTermination;
}

export type StartedStream = Continued | Refused;
export type Heartbeat = Continued | Refused | Terminated;
