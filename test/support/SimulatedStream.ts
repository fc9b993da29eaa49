import { vi } from 'vitest';
import {
  type EngineListener,
  type StreamEngine,
  StreamFailure,
} from '../../platforms/browser/shaka.ts';

/** How a stream fails. */
export type Fault = '503' | 'cut' | 'no network' | '404' | '403';

const codes: Readonly<Record<Fault, string>> = {
  '503': 'http_503',
  cut: 'shaka_1002',
  'no network': 'shaka_1002',
  '404': 'http_404',
  '403': 'http_403',
};

/** s */
const tick = 0.1;
/** How far back a live stream reaches, s. */
const window = 32;

/**
 * A stream, the library that fetches it, and the video element that plays it, on the test's own clock.
 * Segments arrive while the server sends them, and the video plays while segments are buffered.
 */
export class SimulatedStream {
  static readonly segment = 3.2;
  /** s that are fetched ahead of the position. */
  static readonly goal = 10;
  /** s of the stream that were skipped. */
  skipped = 0;
  /** s for which the video stood still. */
  still = 0;
  /** s that were played. */
  watched = 0;
  readonly video: HTMLVideoElement;
  readonly network: { online: boolean; subscribe(listener: (online: boolean) => void): () => void };
  private readonly live: boolean;
  private readonly events = new EventTarget();
  private readonly onlineListeners = new Set<(online: boolean) => void>();
  private fault: Fault | null = null;
  /** Only the old address is refused. */
  private oldOnly = false;
  private isOld = true;
  private listener: EngineListener | null = null;
  private stopped = true;
  private now = 100;
  private position = 0;
  private from = 0;
  private end = 0;
  private playing = false;
  private paused = true;
  private moved = false;

  constructor({ live }: { live: boolean }) {
    this.live = live;
    const stream = this;
    this.video = Object.assign(this.events, {
      classList: { add() {}, remove() {} },
      textTracks: [],
      src: '',
      ended: false,
      error: null,
      duration: live ? Number.POSITIVE_INFINITY : 600,
      canPlayType: () => '',
      async play() {
        stream.paused = false;
      },
      pause() {
        stream.paused = true;
      },
      load() {},
      removeAttribute() {},
    }) as unknown as HTMLVideoElement;
    Object.defineProperties(this.video, {
      paused: { get: () => this.paused },
      currentTime: { get: () => this.position },
      buffered: {
        get: () => ({
          length: this.end > this.from ? 1 : 0,
          start: () => this.from,
          end: () => this.end,
        }),
      },
      seekable: { get: () => ({ length: 0 }) },
    });
    this.network = {
      online: true,
      subscribe: (listener) => {
        this.onlineListeners.add(listener);
        return () => this.onlineListeners.delete(listener);
      },
    };
  }

  get playsAtEnd(): boolean {
    return this.moved;
  }

  /** The streaming library, as the player uses it. */
  engine(listener: EngineListener): StreamEngine {
    this.listener = listener;
    const { live } = this;
    return {
      live,
      load: async ({ startAt }) => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        const code = this.codeNow();
        if (code) throw new StreamFailure(code);
        const begin = startAt ?? (live ? this.now - 3 * SimulatedStream.segment : 0);
        if (this.watched > 0) this.skipped += Math.max(0, begin - this.position);
        this.position = begin;
        this.from = begin;
        this.end = begin;
        this.stopped = false;
      },
      retry: () => {
        this.stopped = false;
      },
      destroy: async () => {
        this.stopped = true;
        this.end = this.from;
        this.playing = false;
        this.listener = null;
      },
    };
  }

  fails(fault: Fault, oldOnly = false): void {
    this.fault = fault;
    this.oldOnly = oldOnly;
    if (fault === 'no network') this.online(false);
  }

  recovers(): void {
    const wasOffline = this.fault === 'no network';
    if (!this.oldOnly) this.fault = null;
    if (wasOffline) this.online(true);
  }

  newAddress(): void {
    this.isOld = false;
  }

  /** @param seconds of the test's clock */
  async run(seconds: number): Promise<void> {
    for (let left = Math.round(seconds / tick); left > 0; left--) {
      await vi.advanceTimersByTimeAsync(tick * 1_000);
      this.now += tick;
      this.fetch();
      this.play();
    }
  }

  private online(online: boolean): void {
    this.network.online = online;
    for (const listener of this.onlineListeners) listener(online);
  }

  private codeNow(): string | null {
    if (this.fault === null || (this.oldOnly && !this.isOld)) return null;
    return codes[this.fault];
  }

  private fetch(): void {
    if (this.stopped || this.listener === null) return;
    const whole = this.end + SimulatedStream.segment;
    if (this.live && whole > this.now) return;
    if (this.end - this.position > SimulatedStream.goal - SimulatedStream.segment) return;
    const code = this.codeNow();
    if (code) {
      this.stopped = true;
      this.listener.faltered?.(code);
      return;
    }
    const oldest = this.now - window;
    if (this.live && this.end < oldest) {
      // Segments that have left the window are no longer available.
      this.skipped += oldest - this.position;
      this.position = oldest;
      this.from = oldest;
      this.end = oldest;
    }
    this.end += SimulatedStream.segment;
  }

  private play(): void {
    this.moved = false;
    if (this.paused) return;
    if (this.end - this.position > tick) {
      this.position += tick;
      this.watched += tick;
      this.moved = true;
      if (!this.playing) this.tell('playing');
      this.playing = true;
      this.tell('timeupdate');
      return;
    }
    if (this.watched > 0) this.still += tick;
    if (this.playing) this.tell('waiting');
    this.playing = false;
  }

  private tell(type: string): void {
    this.events.dispatchEvent(new Event(type));
  }
}
