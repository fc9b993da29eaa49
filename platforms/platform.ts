import type { CaptionFile, CorePorts, Drm, Network } from '@couchpass/core';

export type { Network };

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

/** What a player is given to play. */
export interface StreamSource {
  readonly url: string;
  /** Further addresses of the same: each is for when those before it do not answer. */
  readonly others?: readonly string[];
  /** How the keys are had of a stream that is protected; the preferred way first. */
  readonly drm?: readonly Drm[];
  /** s; where to begin. Absent for the beginning, and for live. */
  readonly startAt?: number;
  /** BCP 47; what to speak from the first moment, where the stream has it. */
  readonly audioLanguage?: string;
  /** Media type: `application/vnd.apple.mpegurl`, `application/dash+xml`, `video/webm`, `video/mp4`. */
  readonly type: string;
  /** Captions in files of their own, for players that can read them. */
  readonly captions?: readonly CaptionFile[];
}

/** Where a player is; `ended` and `failed` stay until the next `load`. */
export type PlayerStatus =
  | 'idle'
  | 'loading'
  | 'playing'
  | 'paused'
  | 'buffering'
  | 'ended'
  | 'failed';

/** One of the captions or languages that a stream comes with. */
export interface Track {
  /** Good while this stream is loaded. */
  readonly id: string;
  readonly kind: TrackKind;
  /** BCP 47, '' when the stream does not say. */
  readonly language: string;
  /** The stream's own name for it, '' when it has none. */
  readonly label: string;
  /** `description` tells the picture to those who do not see it, `hearing` the sounds to those who do not hear. */
  readonly purpose?: 'description' | 'hearing';
  readonly active: boolean;
}

/** What there may be a choice of. */
export type TrackKind = 'captions' | 'audio';

/** A part of a picture that shows what is to be seen at some time of the stream. */
export interface Thumbnail {
  readonly url: string;
  /** Pixels of the picture: which part of it. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A player at one moment. */
export interface PlayerState {
  readonly status: PlayerStatus;
  /** s */
  readonly position: number;
  /** s; 0 while unknown, Infinity for live. */
  readonly duration: number;
  readonly live: boolean;
  /** s; what can be sought in. Its end is the live edge. Absent while unknown. */
  readonly range?: { readonly from: number; readonly to: number };
  /** Captions and languages; absent while unknown. Replaced when one is chosen. */
  readonly tracks?: readonly Track[];
  /** When `buffering` or `loading`: nothing more comes. It is asked for again, and goes on by itself. */
  readonly waiting?: 'network';
  /** A language that was wanted cannot be had; another one is spoken. */
  readonly otherLanguage?: true;
  /** When `failed`: a short code for support, never a URL. */
  readonly failure?: string;
}

/** Video. One at a time; it renders below the app's own picture. */
export interface Player {
  readonly state: PlayerState;
  /** Starts playing; failures arrive as the state `failed`, never as a rejection. */
  load(source: StreamSource): Promise<void>;
  /** Goes on after `pause`. */
  play(): void;
  /** Holds; a live stream may have moved on when it goes on. */
  pause(): void;
  /** s, clamped to what can be played. */
  seek(position: number): void;
  /** Shows these captions, or speaks this language; null takes captions away. */
  select?(kind: TrackKind, id: string | null): void;
  /** What is to be seen at `position` (s); null where the stream brings no pictures of it. */
  thumbnail?(position: number): Promise<Thumbnail | null>;
  /** Makes room below captions, for controls. */
  liftCaptions?(on: boolean): void;
  /** Ends playback and frees the decoder. */
  stop(): Promise<void>;
  /** Called at every change of state or position; returns the unsubscriber. */
  subscribe(listener: (state: PlayerState) => void): () => void;
}

/** Whether the viewer has the app in front of them. */
export interface Lifecycle {
  /** Now. */
  readonly visible: boolean;
  /** `visible` false when the viewer left the app without closing it. */
  subscribe(listener: (visible: boolean) => void): () => void;
}

/** What the app was opened for, by the television's own search or launcher. */
export type DeepLink =
  | { readonly kind: 'title'; readonly id: string }
  | { readonly kind: 'signIn' };

/** Launches that want something. */
export interface DeepLinkSource {
  /** The launch itself comes first, later ones as they happen; returns the unsubscriber. */
  subscribe(listener: (link: DeepLink) => void): () => void;
}

/** What a device can spare. */
export interface MemoryLimits {
  /** Pixels of all textures together, as LightningJS counts them. */
  readonly texturePixels: number;
  /** Called each time the device runs short; returns the unsubscriber. Absent where it never says so. */
  subscribeShort?(listener: () => void): () => void;
}

/** The contract that every shell keeps. What a shell cannot do is absent, and callers look first. */
export interface Platform extends CorePorts {
  readonly name: 'browser' | 'node' | 'tizen' | 'webos' | 'lightning';
  /** BCP 47, as the device is set. */
  readonly language: string;
  readonly network: Network;
  readonly lifecycle: Lifecycle;
  /** DOM `keyCode` to remote key, as LightningJS wants it. */
  readonly keys?: Readonly<Record<number, RemoteKey>>;
  /** The one player; absent where nothing can be played. */
  createPlayer?(): Player;
  /** While true, no screensaver comes up. */
  keepAwake?(on: boolean): void;
  /**
   * The television's own voice guide, where it does not read the page's mirror; absent where it does.
   * `urgent` cuts off what is being said.
   */
  speak?(words: string, urgent: boolean): void;
  /** The viewer asked the device for less movement. */
  readonly reducedMotion?: boolean;
  /** The viewer asked the device for captions; absent where the device does not say. */
  readonly captionsWanted?: boolean;
  /** A voice guide is on: what fades by itself should stay. Absent where the device does not say. */
  readonly voiceGuide?: boolean;
  /** Absent where nothing opens the app for a reason. */
  readonly deepLinks?: DeepLinkSource;
  /** Absent where the engine's own limits are right. */
  readonly memory?: MemoryLimits;
  /** What this device turned out not to have, for the support view: names of the vendor's interfaces. */
  missing?(): readonly string[];
}
