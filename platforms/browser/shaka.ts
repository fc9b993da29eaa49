import type { StreamSource } from '../platform.ts';

/** Plays a stream into a video element by Media Source Extensions. */
export interface StreamEngine {
  readonly live: boolean;
  load(url: string): Promise<void>;
  /** Frees buffers and keys; the element can be used again after it. */
  destroy(): Promise<void>;
}

/** @param failed a short code for support, when the stream breaks later */
export type OpenEngine = (
  video: HTMLVideoElement,
  failed: (code: string) => void,
) => Promise<StreamEngine>;

/** The part of shaka-player that is used; its own types describe the whole world. */
interface ShakaPlayer {
  attach(video: HTMLVideoElement): Promise<void>;
  load(url: string): Promise<void>;
  isLive(): boolean;
  destroy(): Promise<void>;
  addEventListener(type: 'error', listener: (event: { detail?: unknown }) => void): void;
}

interface ShakaLibrary {
  readonly polyfill: { installAll(): void };
  readonly Player: { new (): ShakaPlayer; isBrowserSupported(): boolean };
}

const critical = 2;

/** Fetches the library when something first needs it: it weighs more than the rest of the app. */
export const openShaka: OpenEngine = async (video, failed) => {
  const library = (await import('shaka-player')).default as unknown as ShakaLibrary;
  library.polyfill.installAll();
  if (!library.Player.isBrowserSupported()) throw new StreamFailure('unsupported');
  const player = new library.Player();
  await player.attach(video);
  player.addEventListener('error', ({ detail }) => {
    if (severityOf(detail) === critical) failed(codeOf(detail));
  });
  return {
    get live() {
      return player.isLive();
    },
    load: async (url) => {
      try {
        await player.load(url);
      } catch (error) {
        throw new StreamFailure(codeOf(error));
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

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'number' ? `shaka_${code}` : 'shaka';
}

function severityOf(error: unknown): unknown {
  return (error as { severity?: unknown } | null)?.severity;
}
