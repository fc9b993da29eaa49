import type { CaptionFile } from '@couchpass/core';
import type { PlayerState, StreamSource, Thumbnail } from '../platform.ts';
import { kindOf } from './failures.ts';
import { isGStreamerWebKit, keepInitialization } from './gstreamer.ts';
import type { TrackSource } from './nativeTracks.ts';
import type { drmCodeOf, ShakaDrm } from './shakaDrm.ts';
import { type ShakaTracks, shakaTracks } from './shakaTracks.ts';

/** Plays a stream into a video element by Media Source Extensions. */
export interface StreamEngine extends Partial<TrackSource> {
  readonly live: boolean;
  /** s; the seekable range, null while unknown. */
  readonly range?: PlayerState['range'] | null;
  thumbnail?(position: number): Promise<Thumbnail | null>;
  /** Sets the audio language before anything is fetched, as a later change discards the buffer. */
  load(source: StreamSource): Promise<void>;
  /** Requests again what could not be fetched. */
  retry?(): void;
  /** Adds captions that are not in the stream; files that cannot be fetched are left out. */
  addCaptions?(files: readonly CaptionFile[]): Promise<void>;
  /** Frees buffers and keys; the element can be used again after it. */
  destroy(): Promise<void>;
}

/** Called by an engine. */
export interface EngineListener {
  /** The stream failed. @param code a short one for support */
  failed(code: string): void;
  /** Something could not be fetched during playback; nothing more is fetched until `retry`. */
  faltered?(code: string): void;
  /** The tracks have changed, or another one was chosen. */
  tracksChanged(): void;
}

export type OpenEngine = (
  video: HTMLVideoElement,
  listener: EngineListener,
) => Promise<StreamEngine>;

interface ShakaThumbnail {
  readonly uris: readonly string[];
  readonly positionX: number;
  readonly positionY: number;
  readonly width: number;
  readonly height: number;
}

/** The part of shaka-player that is used; its own types are much larger. */
interface ShakaPlayer extends ShakaTracks, ShakaDrm {
  /** @param initialize open a media source at once, and wait for it */
  attach(video: HTMLVideoElement, initialize: boolean): Promise<void>;
  load(url: string, startAt?: number, mimeType?: string): Promise<void>;
  retryStreaming(delay: number): boolean;
  isLive(): boolean;
  seekRange(): { readonly start: number; readonly end: number };
  addTextTrackAsync(url: string, language: string, kind: string, type?: string): Promise<unknown>;
  getImageTracks(): readonly { readonly id: number }[];
  getThumbnails(trackId: number, time: number): Promise<ShakaThumbnail | null>;
  destroy(): Promise<void>;
  addEventListener(type: string, listener: (event: { detail?: unknown }) => void): void;
}

interface ShakaLibrary {
  readonly polyfill: { installAll(): void };
  readonly Player: { new (): ShakaPlayer; isBrowserSupported(): boolean };
}

const critical = 2;
/** shaka.util.Error.Code.BAD_HTTP_STATUS; the status is the second of its data. */
const badHttpStatus = 1001;

/** Limits of the library's own retries; after these `Outage` retries. */
const tries = {
  ...{ maxAttempts: 2, baseDelay: 500, backoffFactor: 2, fuzzFactor: 0.5 },
  ...{ timeout: 15_000, stallTimeout: 6_000, connectionTimeout: 8_000 },
};

const changes = ['trackschanged', 'textchanged', 'audiotrackschanged', 'audiotrackchanged'];

let mended = false;
/** Maps errors of keys to codes; set when a protected stream is first loaded. */
let codeOfKeys: typeof drmCodeOf = () => undefined;

/** Loads the library when it is first needed: it is larger than the rest of the app. */
export const openShaka: OpenEngine = async (video, listener) => {
  const library = (await import('shaka-player')).default as unknown as ShakaLibrary;
  // Once only: another call would wrap the wrappers of the last call, and keep them for ever.
  if (!mended) {
    library.polyfill.installAll();
    if (isGStreamerWebKit(navigator)) keepInitialization(window);
  }
  mended = true;
  if (!library.Player.isBrowserSupported()) throw new StreamFailure('unsupported');
  const player = new library.Player();
  let loaded = false;
  player.configure({
    streaming: { retryParameters: tries, failureCallback: (_error: unknown) => {} },
    manifest: { retryParameters: tries },
  });
  // On these engines the library takes the window's size for the largest picture that can be decoded.
  if (isGStreamerWebKit(navigator)) player.configure({ ignoreHardwareResolution: true });
  // With a media source opened here, a viewer who has already left would have to wait for it.
  await player.attach(video, false);
  player.addEventListener('error', ({ detail }) => {
    const code = codeOf(detail);
    // The library does not report a failed refresh of a live playlist as critical.
    const isKey = code.startsWith('drm_');
    if (loaded && !isKey && kindOf(code) !== 'other') listener.faltered?.(code);
    else if (severityOf(detail) === critical) listener.failed(code);
  });
  for (const type of changes) player.addEventListener(type, () => listener.tracksChanged());
  return {
    ...shakaTracks(player),
    get live() {
      return player.isLive();
    },
    get range() {
      const { start: from, end: to } = player.seekRange();
      return to > from ? { from, to } : null;
    },
    async thumbnail(position) {
      const [track] = player.getImageTracks();
      const found = track ? await player.getThumbnails(track.id, position) : null;
      const [url] = found?.uris ?? [];
      if (!found || url === undefined) return null;
      const { positionX: x, positionY: y, width: w, height: h } = found;
      return { url, x, y, w, h };
    },
    retry: () => void player.retryStreaming(0.1),
    load: async ({ url, type, startAt, audioLanguage, drm }) => {
      if (drm) {
        // Only protected streams need this module.
        const keys = await import('./shakaDrm.ts');
        codeOfKeys = keys.drmCodeOf;
        if (!(await keys.protect(player, drm))) throw new StreamFailure('drm_unsupported');
      }
      if (audioLanguage !== undefined)
        player.configure({ preferredAudio: [{ language: audioLanguage }] });
      try {
        // The type is passed because the address may have any ending.
        await player.load(url, startAt, type === '' ? undefined : type);
        loaded = true;
      } catch (error) {
        throw new StreamFailure(codeOf(error));
      }
    },
    async addCaptions(files) {
      for (const { url, language, closed } of files) {
        const type = /\.srt([?#]|$)/i.test(url) ? 'text/srt' : 'text/vtt';
        const kind = closed ? 'captions' : 'subtitles';
        await player.addTextTrackAsync(url, language || 'und', kind, type).catch(() => {});
      }
    },
    destroy: () => player.destroy(),
  };
};

/** Contains only a short code: the address of a stream must not appear in reports. */
export class StreamFailure extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Whether a stream is adaptive: these are played by the library unless the browser plays them itself. */
export function isAdaptive(source: StreamSource): boolean {
  return (
    /mpegurl|dash\+xml/i.test(source.type) ||
    /\.(m3u8|mpd)$/i.test(source.url.split(/[?#]/)[0] ?? '')
  );
}

/** `http_403` when a server refused, so that an expired right differs from a lost connection. */
function codeOf(error: unknown): string {
  const { code, data } = (error ?? {}) as { code?: unknown; data?: unknown };
  const ofKeys = codeOfKeys({ code, data });
  if (ofKeys) return ofKeys;
  const status = code === badHttpStatus && Array.isArray(data) ? data[1] : undefined;
  if (typeof status === 'number') return `http_${status}`;
  return typeof code === 'number' ? `shaka_${code}` : 'shaka';
}

function severityOf(error: unknown): unknown {
  return (error as { severity?: unknown } | null)?.severity;
}
