import type { Player, PlayerState, StreamSource, Thumbnail, TrackKind } from '../platform.ts';
import { nativeTracks, type TrackSource } from './nativeTracks.ts';
import { Outage } from './Outage.ts';
import {
  isAdaptive,
  type OpenEngine,
  openShaka,
  type StreamEngine,
  StreamFailure,
} from './shaka.ts';

const idle: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };

export interface VideoPlayerOptions {
  /**
   * Play HLS by the browser itself where `canPlayType` accepts it. For engines with reliable HLS (Apple's,
   * televisions'); Chromium answers "maybe" too, and stops when the quality changes.
   */
  readonly nativeHls?: boolean;
  readonly openEngine?: OpenEngine;
  /** Whether the device is online; `navigator.onLine` when absent. */
  readonly isOnline?: () => boolean;
}

/**
 * HTML5 video on one element: files by the browser itself, HLS and DASH by shaka-player, which is
 * fetched then, or by the browser where its HLS is reliable or where Media Source Extensions are missing. `load` and
 * `stop` may be called before an earlier call has ended: each waits for the cleaning up of the one before, and a
 * replaced call changes nothing any more.
 */
export function createVideoPlayer(
  video: HTMLVideoElement,
  options: VideoPlayerOptions = {},
): Player {
  return new VideoPlayer(video, options);
}

class VideoPlayer implements Player {
  private readonly video: HTMLVideoElement;
  private readonly openEngine: OpenEngine;
  private readonly nativeHls: boolean;
  private readonly isOnline: () => boolean;
  private readonly native: TrackSource;
  private readonly listeners = new Set<(state: PlayerState) => void>();
  private current: PlayerState = idle;
  private engine: StreamEngine | null = null;
  /** Counts loads and stops; results of an older round are ignored. */
  private round = 0;
  /** False after `pause`, which may be called before there is anything to pause. */
  private wanted = true;
  /** The stream is being opened and cannot be started yet. */
  private opening = false;
  private cleaning: Promise<void> = Promise.resolve();
  private unlisten: () => void = () => {};
  private outage: Outage | null = null;
  private forgetOnline: () => void = () => {};

  constructor(video: HTMLVideoElement, options: VideoPlayerOptions) {
    this.video = video;
    this.openEngine = options.openEngine ?? openShaka;
    this.nativeHls = options.nativeHls ?? false;
    this.isOnline = options.isOnline ?? (() => navigator.onLine !== false);
    this.native = nativeTracks(video);
  }

  get state(): PlayerState {
    return this.current;
  }

  async load(source: StreamSource): Promise<void> {
    const round = this.begin();
    this.wanted = true;
    this.opening = true;
    this.set({ ...idle, status: 'loading' });
    await this.cleaning;
    if (round !== this.round) return;
    this.listen(round);
    this.video.classList.add('on');
    try {
      if (this.playsItself(source)) this.open(source);
      else await this.loadByEngine(source, round);
      if (round !== this.round) return;
      this.opening = false;
      // Earlier the tracks are listed, but cannot be selected yet.
      if (this.engine) this.listTracks(round);
      await this.start(round);
    } catch (error) {
      this.fail(round, error instanceof StreamFailure ? error.code : 'load');
    }
  }

  play(): void {
    if (!this.isActive()) return;
    this.wanted = true;
    const { round } = this;
    // A stream that is being opened starts by itself.
    if (!this.opening) this.start(round).catch(() => this.fail(round, 'play'));
  }

  pause(): void {
    if (!this.isActive()) return;
    this.wanted = false;
    this.video.pause();
  }

  seek(position: number): void {
    if (!this.isActive()) return;
    const { from, to } = this.range();
    if (!Number.isFinite(to)) return;
    this.video.currentTime = Math.max(from, Math.min(position, to));
    this.update({});
  }

  select(kind: TrackKind, id: string | null): void {
    if (!this.isActive()) return;
    this.source().select(kind, id);
    this.update({ tracks: this.source().list() });
  }

  async thumbnail(position: number): Promise<Thumbnail | null> {
    return (await this.engine?.thumbnail?.(position).catch(() => null)) ?? null;
  }

  liftCaptions(on: boolean): void {
    this.video.classList[on ? 'add' : 'remove']('lifted');
  }

  stop(): Promise<void> {
    this.begin();
    this.set(idle);
    return this.cleaning;
  }

  subscribe(listener: (state: PlayerState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private watchOutage(engine: StreamEngine, round: number, hurries: boolean): Outage {
    const outage = new Outage(
      {
        ahead: () => aheadOf(this.video),
        retry: () => engine.retry?.(),
        waits: (on) => this.update(on ? { waiting: 'network' } : {}),
        failed: (code) => this.fail(round, code),
      },
      this.isOnline,
      hurries,
    );
    const back = () => outage.hurry();
    globalThis.addEventListener?.('online', back);
    this.forgetOnline = () => globalThis.removeEventListener?.('online', back);
    return outage;
  }

  /** Starts a new round and cleans up after the last one. */
  private begin(): number {
    this.round += 1;
    this.unlisten();
    this.unlisten = () => {};
    this.outage?.end();
    this.outage = null;
    this.forgetOnline();
    this.video.classList.remove('on');
    this.video.classList.remove('lifted');
    const { engine } = this;
    this.engine = null;
    this.cleaning = this.cleaning.then(() => this.clean(engine));
    return this.round;
  }

  private async clean(engine: StreamEngine | null): Promise<void> {
    this.video.pause();
    if (engine) await engine.destroy().catch(() => {});
    // Removing the source and calling `load` frees the decoder and the buffers.
    this.video.removeAttribute('src');
    this.video.load();
  }

  private async loadByEngine(source: StreamSource, round: number): Promise<void> {
    const engine = await this.openEngine(this.video, {
      failed: (code) => this.fail(round, code),
      faltered: (code) => {
        if (round === this.round && this.isActive()) this.outage?.began(code);
      },
      tracksChanged: () => this.listTracks(round),
    });
    if (round !== this.round) {
      // Replaced: the next load must wait for this engine too, or two engines would use the element.
      this.cleaning = this.cleaning.then(() => engine.destroy().catch(() => {}));
      return;
    }
    this.engine = engine;
    this.outage = this.watchOutage(engine, round, (source.others ?? []).length > 0);
    await engine.load(source);
    // Not awaited: playback does not need the captions.
    if (source.captions && round === this.round) void engine.addCaptions?.(source.captions);
  }

  private open({ url, startAt }: StreamSource): void {
    // Set before the media has loaded, browsers use it as the start position.
    this.video.src = url;
    if (startAt !== undefined) this.video.currentTime = startAt;
  }

  private playsItself(source: StreamSource): boolean {
    // The element alone cannot load captions from other servers.
    const isPlain = !isAdaptive(source);
    if (isPlain && (!source.captions || typeof MediaSource === 'undefined')) return true;
    if (isPlain) return false;
    const alone = typeof MediaSource === 'undefined';
    return (this.nativeHls || alone) && this.video.canPlayType(source.type) !== '';
  }

  private async start(round: number): Promise<void> {
    if (!this.wanted) return this.update({ status: 'paused' });
    try {
      await this.video.play();
    } catch (error) {
      const name = (error as { name?: string } | null)?.name;
      // A pause or another load interrupted it: not an error.
      if (name === 'AbortError' || round !== this.round) return;
      // Browsers require a user gesture before sound; OK then starts playback.
      if (name === 'NotAllowedError') return this.update({ status: 'paused' });
      // The element's own `error` event has more details.
      if (this.video.error) return;
      throw new StreamFailure(name === 'NotSupportedError' ? 'media_4' : 'play');
    }
  }

  private listen(round: number): void {
    const { video } = this;
    let played = false;
    const handlers: Readonly<Record<string, () => void>> = {
      playing: () => {
        played = true;
        this.update({ status: 'playing' });
      },
      pause: () => {
        if (!video.ended) this.update({ status: 'paused' });
      },
      waiting: () => {
        if (this.current.status === 'playing') this.update({ status: 'buffering' });
      },
      seeked: () => this.update({ status: video.paused ? 'paused' : 'playing' }),
      timeupdate: () => this.update({}),
      loadeddata: () => this.listTracks(round),
      durationchange: () => this.update({}),
      // A stream that never played is reported as failed; otherwise the viewer would go back without an explanation.
      ended: () => (played ? this.update({ status: 'ended' }) : this.fail(round, 'never_played')),
      error: () => this.fail(round, `media_${video.error?.code ?? 0}`),
    };
    for (const [type, handler] of Object.entries(handlers)) video.addEventListener(type, handler);
    this.unlisten = () => {
      for (const [type, handler] of Object.entries(handlers)) {
        video.removeEventListener(type, handler);
      }
    };
  }

  private fail(round: number, failure: string): void {
    if (round !== this.round || this.current.status === 'failed') return;
    this.begin();
    this.set({ ...this.current, status: 'failed', failure });
  }

  private source(): TrackSource {
    const { engine } = this;
    return engine?.list && engine.select ? (engine as TrackSource) : this.native;
  }

  private listTracks(round: number): void {
    if (round === this.round && this.isActive() && !this.opening)
      this.update({ tracks: this.source().list() });
  }

  private range(): NonNullable<PlayerState['range']> {
    const known = this.engine?.range;
    if (known) return known;
    const { seekable } = this.video;
    const last = seekable.length - 1;
    return last >= 0
      ? { from: seekable.start(0), to: seekable.end(last) }
      : { from: 0, to: this.current.duration };
  }

  private update(change: Partial<PlayerState>): void {
    const { video } = this;
    const { from, to } = this.range();
    const tracks = change.tracks ?? this.current.tracks;
    const live = this.engine?.live === true || video.duration === Number.POSITIVE_INFINITY;
    const known = Number.isFinite(video.duration) ? video.duration : 0;
    this.set({
      status: change.status ?? this.current.status,
      position: video.currentTime,
      duration: live ? Number.POSITIVE_INFINITY : known,
      live,
      ...(to > from && Number.isFinite(to) ? { range: { from, to } } : {}),
      ...(tracks ? { tracks } : {}),
      ...(change.waiting && !video.paused ? { waiting: change.waiting, status: 'buffering' } : {}),
    });
  }

  private set(state: PlayerState): void {
    const before = this.current;
    const same =
      before.status === state.status &&
      before.position === state.position &&
      before.duration === state.duration &&
      before.live === state.live &&
      before.tracks === state.tracks &&
      before.waiting === state.waiting &&
      before.range?.to === state.range?.to;
    if (same) return;
    this.current = state;
    for (const listener of [...this.listeners]) listener(state);
  }

  /** Whether a stream is loaded or loading. */
  private isActive(): boolean {
    const { status } = this.current;
    return status !== 'idle' && status !== 'failed' && status !== 'ended';
  }
}

/** s of buffered media after the current position. */
function aheadOf({ buffered, currentTime }: HTMLVideoElement): number {
  for (let index = 0; index < buffered.length; index++) {
    const from = buffered.start(index) - 0.1;
    if (currentTime >= from && currentTime <= buffered.end(index)) {
      return buffered.end(index) - currentTime;
    }
  }
  return 0;
}
