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
  /** s; what can be sought in, null while unknown. */
  readonly range?: PlayerState['range'] | null;
  thumbnail?(position: number): Promise<Thumbnail | null>;
  /** Its language is chosen before anything is fetched, as a change costs what is buffered. */
  load(source: StreamSource): Promise<void>;
  /** Asks again for what could not be had. */
  retry?(): void;
  /** Adds captions that are not in the stream; one that cannot be had is left out. */
  addCaptions?(files: readonly CaptionFile[]): Promise<void>;
  /** Frees buffers and keys; the element can be used again after it. */
  destroy(): Promise<void>;
}

/** What an engine tells whoever opened it. */
export interface EngineListener {
  /** @param code a short one for support: the stream broke */
  failed(code: string): void;
  /** Something could not be had while it plays; nothing more comes until `retry`. */
  faltered?(code: string): void;
  /** There are other tracks, or another one was chosen. */
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

/** The part of shaka-player that is used; its own types describe the whole world. */
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

/** Of what is asked for by the library itself; after that it is asked for again by `Outage`. */
const tries = {
  ...{ maxAttempts: 2, baseDelay: 500, backoffFactor: 2, fuzzFactor: 0.5 },
  ...{ timeout: 15_000, stallTimeout: 6_000, connectionTimeout: 8_000 },
};

const changes = ['trackschanged', 'textchanged', 'audiotrackschanged', 'audiotrackchanged'];

let mended = false;
/** Of keys, once a stream was protected. */
let codeOfKeys: typeof drmCodeOf = () => undefined;

/** Fetches the library when something first needs it: it weighs more than the rest of the app. */
export const openShaka: OpenEngine = async (video, listener) => {
  const library = (await import('shaka-player')).default as unknown as ShakaLibrary;
  // Once: each time, it would wrap what it wrapped the last time, and hold it for ever.
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
  // It takes the size of the window for the largest picture that these can decode.
  if (isGStreamerWebKit(navigator)) player.configure({ ignoreHardwareResolution: true });
  // A media source that is opened here would be waited for by a viewer who has left already.
  await player.attach(video, false);
  player.addEventListener('error', ({ detail }) => {
    const code = codeOf(detail);
    // A playlist of a live stream that is asked for again counts as no critical matter there.
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
        // Nobody else needs it.
        const keys = await import('./shakaDrm.ts');
        codeOfKeys = keys.drmCodeOf;
        if (!(await keys.protect(player, drm))) throw new StreamFailure('drm_unsupported');
      }
      if (audioLanguage !== undefined)
        player.configure({ preferredAudio: [{ language: audioLanguage }] });
      try {
        // The address may end in anything.
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

/** Carries a short code and nothing else: addresses of streams are no one's business. */
export class StreamFailure extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Adaptive streams go through the library unless the browser plays them itself. */
export function isAdaptive(source: StreamSource): boolean {
  return (
    /mpegurl|dash\+xml/i.test(source.type) ||
    /\.(m3u8|mpd)$/i.test(source.url.split(/[?#]/)[0] ?? '')
  );
}

/** `http_403` where a server refused, so that a right that ran out is told from a broken line. */
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
