import type { CorePorts } from '../core/ports.ts';

/** Remote keys by the names that LightningJS handlers use (`_handleLeft`, `_handleEnter`, …). */
export type RemoteKey =
  | 'Up'
  | 'Down'
  | 'Left'
  | 'Right'
  | 'Enter'
  | 'Back'
  | 'Play'
  | 'Pause'
  | 'PlayPause'
  | 'Stop'
  | 'FastForward'
  | 'Rewind';

export interface StreamSource {
  readonly url: string;
  /** Media type: `application/vnd.apple.mpegurl`, `application/dash+xml`, `video/webm`, `video/mp4`. */
  readonly type: string;
}

export type PlayerStatus =
  | 'idle'
  | 'loading'
  | 'playing'
  | 'paused'
  | 'buffering'
  | 'ended'
  | 'failed';

export interface PlayerState {
  readonly status: PlayerStatus;
  /** s */
  readonly position: number;
  /** s; 0 while unknown, Infinity for live. */
  readonly duration: number;
  readonly live: boolean;
  /** When `failed`: a short code for support, never a URL. */
  readonly failure?: string;
}

/** Video. One at a time; it renders below the app's own picture. */
export interface Player {
  readonly state: PlayerState;
  /** Starts playing; failures arrive as the state `failed`, never as a rejection. */
  load(source: StreamSource): Promise<void>;
  play(): void;
  pause(): void;
  /** s, clamped to what can be played. */
  seek(position: number): void;
  /** Ends playback and frees the decoder. */
  stop(): Promise<void>;
  /** Called at every change of state or position; returns the unsubscriber. */
  subscribe(listener: (state: PlayerState) => void): () => void;
}

export interface Network {
  readonly online: boolean;
  subscribe(listener: (online: boolean) => void): () => void;
}

export interface Lifecycle {
  /** `visible` false when the viewer left the app without closing it. */
  subscribe(listener: (visible: boolean) => void): () => void;
}

/** The contract that every shell keeps. What a shell cannot do is absent, and callers look first. */
export interface Platform extends CorePorts {
  readonly name: 'browser' | 'node' | 'tizen' | 'webos';
  /** BCP 47, as the device is set. */
  readonly language: string;
  readonly network: Network;
  readonly lifecycle: Lifecycle;
  /** DOM `keyCode` to remote key, as LightningJS wants it. */
  readonly keys?: Readonly<Record<number, RemoteKey>>;
  createPlayer?(): Player;
  /** Opens a page in a real user agent of this device, when it has one. */
  openUrl?(url: string): Promise<void>;
  /** Leaves the app by the platform's rule. */
  exit?(): void;
}
