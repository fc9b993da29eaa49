import type { CaptionFile } from '../../core/catalogue/types.ts';
import type { PlayerState, StreamSource, Thumbnail, Track } from '../platform.ts';
import { isGStreamerWebKit, keepInitialization } from './gstreamer.ts';
import type { TrackSource } from './nativeTracks.ts';

/** Plays a stream into a video element by Media Source Extensions. */
export interface StreamEngine extends Partial<TrackSource> {
  readonly live: boolean;
  /** s; what can be sought in, null while unknown. */
  readonly range?: PlayerState['range'] | null;
  thumbnail?(position: number): Promise<Thumbnail | null>;
  /**
   * @param startAt s
   * @param audioLanguage BCP 47; chosen before anything is fetched, as a change costs what is buffered
   */
  load(url: string, startAt?: number, audioLanguage?: string): Promise<void>;
  /** Adds captions that are not in the stream; one that cannot be had is left out. */
  addCaptions?(files: readonly CaptionFile[]): Promise<void>;
  /** Frees buffers and keys; the element can be used again after it. */
  destroy(): Promise<void>;
}

/** What an engine tells whoever opened it. */
export interface EngineListener {
  /** @param code a short one for support: the stream broke */
  failed(code: string): void;
  /** There are other tracks, or another one was chosen. */
  tracksChanged(): void;
}

export type OpenEngine = (
  video: HTMLVideoElement,
  listener: EngineListener,
) => Promise<StreamEngine>;

interface ShakaTrack {
  readonly active: boolean;
  readonly language: string;
  readonly label: string | null;
  readonly roles: readonly string[];
  readonly accessibilityPurpose: string | null;
}

interface ShakaThumbnail {
  readonly uris: readonly string[];
  readonly positionX: number;
  readonly positionY: number;
  readonly width: number;
  readonly height: number;
}

/** The part of shaka-player that is used; its own types describe the whole world. */
interface ShakaPlayer {
  /** @param initialize open a media source at once, and wait for it */
  attach(video: HTMLVideoElement, initialize: boolean): Promise<void>;
  configure(options: {
    preferredAudio?: readonly { language: string }[];
    ignoreHardwareResolution?: boolean;
  }): void;
  load(url: string, startAt?: number): Promise<void>;
  isLive(): boolean;
  seekRange(): { readonly start: number; readonly end: number };
  getTextTracks(): ShakaTrack[];
  selectTextTrack(track: ShakaTrack | null): void;
  addTextTrackAsync(url: string, language: string, kind: string, type?: string): Promise<unknown>;
  getAudioTracks(): ShakaTrack[];
  selectAudioTrack(track: ShakaTrack): void;
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

const changes = ['trackschanged', 'textchanged', 'audiotrackschanged', 'audiotrackchanged'];

let mended = false;

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
  // It takes the size of the window for the largest picture that these can decode.
  if (isGStreamerWebKit(navigator)) player.configure({ ignoreHardwareResolution: true });
  // A media source that is opened here would be waited for by a viewer who has left already.
  await player.attach(video, false);
  player.addEventListener('error', ({ detail }) => {
    if (severityOf(detail) === critical) listener.failed(codeOf(detail));
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
    load: async (url, startAt, audioLanguage) => {
      if (audioLanguage !== undefined)
        player.configure({ preferredAudio: [{ language: audioLanguage }] });
      try {
        await player.load(url, startAt);
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

function shakaTracks(player: ShakaPlayer): TrackSource {
  return {
    list: () => [
      ...player.getTextTracks().map((track, index) => trackOf('captions', track, index)),
      ...player.getAudioTracks().map((track, index) => trackOf('audio', track, index)),
    ],
    select(kind, id) {
      const index = Number(id?.split('-')[1]);
      if (kind === 'captions') {
        player.selectTextTrack(id === null ? null : (player.getTextTracks()[index] ?? null));
      } else {
        const track = player.getAudioTracks()[index];
        if (track) player.selectAudioTrack(track);
      }
    },
  };
}

function trackOf(kind: Track['kind'], track: ShakaTrack, index: number): Track {
  const { accessibilityPurpose, roles, active } = track;
  const marks = [accessibilityPurpose ?? '', ...roles].join(' ');
  const purpose = /visually impaired|describes-video|description/.test(marks)
    ? 'description'
    : kind === 'captions' && /hard of hearing|describes-music|caption/.test(marks)
      ? 'hearing'
      : undefined;
  return {
    id: `${kind}-${index}`,
    kind,
    language: track.language === 'und' ? '' : track.language,
    label: track.label ?? '',
    ...(purpose ? { purpose } : {}),
    active,
  };
}

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
  const status = code === badHttpStatus && Array.isArray(data) ? data[1] : undefined;
  if (typeof status === 'number') return `http_${status}`;
  return typeof code === 'number' ? `shaka_${code}` : 'shaka';
}

function severityOf(error: unknown): unknown {
  return (error as { severity?: unknown } | null)?.severity;
}
