import type { CaptionFile, CorePorts, Drm, Network } from '@couchpass/core';

export type { Network };

/** Remote keys, named like LightningJS handlers (`_handleLeft`, `_handleEnter`, …). */
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

/** A stream for a player. */
export interface StreamSource {
  readonly url: string;
  /** Further addresses of the same stream: each is used when those before it fail. */
  readonly others?: readonly string[];
  /** Ways to get the keys of a protected stream; the preferred way first. */
  readonly drm?: readonly Drm[];
  /** s; the start position. Absent for the beginning, and for live. */
  readonly startAt?: number;
  /** BCP 47; audio language from the start, where the stream has it. */
  readonly audioLanguage?: string;
  /** Media type: `application/vnd.apple.mpegurl`, `application/dash+xml`, `video/webm`, `video/mp4`. */
  readonly type: string;
  /** Captions in separate files, for players that can read them. */
  readonly captions?: readonly CaptionFile[];
}

/** State of a player; `ended` and `failed` stay until the next `load`. */
export type PlayerStatus =
  | 'idle'
  | 'loading'
  | 'playing'
  | 'paused'
  | 'buffering'
  | 'ended'
  | 'failed';

/** A caption or audio track of a stream. */
export interface Track {
  /** Valid while this stream is loaded. */
  readonly id: string;
  readonly kind: TrackKind;
  /** BCP 47, '' when the stream does not contain it. */
  readonly language: string;
  /** The stream's own label, '' when it has none. */
  readonly label: string;
  /** `description`: audio that describes the picture; `hearing`: captions that also describe the sounds. */
  readonly purpose?: 'description' | 'hearing';
  readonly active: boolean;
}

/** Kinds of tracks that can be selected. */
export type TrackKind = 'captions' | 'audio';

/** A part of a picture that shows the stream at one position. */
export interface Thumbnail {
  readonly url: string;
  /** The part, in pixels of the picture. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The state of a player at one moment. */
export interface PlayerState {
  readonly status: PlayerStatus;
  /** s */
  readonly position: number;
  /** s; 0 while unknown, Infinity for live. */
  readonly duration: number;
  readonly live: boolean;
  /** s; the seekable range. Its end is the live edge. Absent while unknown. */
  readonly range?: { readonly from: number; readonly to: number };
  /** Caption and audio tracks; absent while unknown. Replaced when one is selected. */
  readonly tracks?: readonly Track[];
  /** During `buffering` or `loading`: nothing can be fetched. The player retries and continues by itself. */
  readonly waiting?: 'network';
  /** The wanted language is not available; another one is played. */
  readonly otherLanguage?: true;
  /** When `failed`: a short code for support, never a URL. */
  readonly failure?: string;
}

/** The video player. One at a time; it renders below the app's own picture. */
export interface Player {
  readonly state: PlayerState;
  /** Starts playing; failures arrive as the state `failed`, never as a rejection. */
  load(source: StreamSource): Promise<void>;
  /** Continues after `pause`. */
  play(): void;
  /** Pauses; a live stream may continue at a later position. */
  pause(): void;
  /** s, limited to the seekable range. */
  seek(position: number): void;
  /** Selects a caption or audio track; null turns captions off. */
  select?(kind: TrackKind, id: string | null): void;
  /** The picture at `position` (s); null where the stream has none. */
  thumbnail?(position: number): Promise<Thumbnail | null>;
  /** Moves captions up, above the controls. */
  liftCaptions?(on: boolean): void;
  /** Ends playback and frees the decoder. */
  stop(): Promise<void>;
  /** Called at every change of state or position; returns the unsubscriber. */
  subscribe(listener: (state: PlayerState) => void): () => void;
}

/** Whether the app is visible to the viewer. */
export interface Lifecycle {
  /** The current value. */
  readonly visible: boolean;
  /** Called with false when the viewer left the app without closing it. */
  subscribe(listener: (visible: boolean) => void): () => void;
}

/** The target for which the television's own search or launcher opened the app. */
export type DeepLink =
  | { readonly kind: 'title'; readonly id: string }
  | { readonly kind: 'signIn' };

/** Launches with a target. */
export interface DeepLinkSource {
  /** Calls the listener first for the launch itself, then for later ones; returns the unsubscriber. */
  subscribe(listener: (link: DeepLink) => void): () => void;
}

/** The memory that a device allows. */
export interface MemoryLimits {
  /** Pixels of all textures together, as LightningJS counts them. */
  readonly texturePixels: number;
  /** Called each time memory runs short; returns the unsubscriber. Absent where the device never reports it. */
  subscribeShort?(listener: () => void): () => void;
}

/** The interface of every shell. Functions that a shell does not support are absent, and callers check first. */
export interface Platform extends CorePorts {
  readonly name: 'browser' | 'node' | 'tizen' | 'webos' | 'lightning';
  /** BCP 47; the device's language. */
  readonly language: string;
  readonly network: Network;
  readonly lifecycle: Lifecycle;
  /** DOM `keyCode` to remote key, as LightningJS requires it. */
  readonly keys?: Readonly<Record<number, RemoteKey>>;
  /** Returns the one player; absent where nothing can be played. */
  createPlayer?(): Player;
  /** While true, no screensaver appears. */
  keepAwake?(on: boolean): void;
  /**
   * Speaks by the television's own voice guide, where it does not read the page's mirror; absent where it does.
   * `urgent` interrupts the current speech.
   */
  speak?(words: string, urgent: boolean): void;
  /** The viewer set the device to less motion. */
  readonly reducedMotion?: boolean;
  /** The viewer set the device to show captions; absent where the device does not report it. */
  readonly captionsWanted?: boolean;
  /** A voice guide is on: nothing should be hidden by a timer. Absent where the device does not report it. */
  readonly voiceGuide?: boolean;
  /** Absent where the app is never opened with a target. */
  readonly deepLinks?: DeepLinkSource;
  /** Absent where the engine's own limits are suitable. */
  readonly memory?: MemoryLimits;
  /** Interfaces that this device lacks, for the support view: names of the vendor's interfaces. */
  missing?(): readonly string[];
}
