import type { AVPlayManager } from 'tizen-tv-webapis';
import type { Lifecycle, Player, PlayerState, StreamSource, TrackKind } from '../platform.ts';
import { showAvPlayCaption } from './avplayCaptions.ts';
import { avPlayTracks } from './avplayTracks.ts';

const idle: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };

/** Everything else but the AVPlay object that its player needs. */
export interface AvPlayStage {
  readonly lifecycle: Lifecycle;
  /** Puts the picture behind the app's own, or takes it away. */
  show(on: boolean): void;
  /** Draws a line of captions; '' takes it away. */
  caption(text: string): void;
}

/**
 * Samsung's own player, which plays what the engine cannot. Its picture lies below the page and is
 * always laid out on 1920 x 1080. Samsung: "Playback Using AVPlay", "Multitasking".
 */
export class AvPlayer implements Player {
  private readonly avplay: AVPlayManager;
  private readonly stage: AvPlayStage;
  private readonly listeners = new Set<(state: PlayerState) => void>();
  private current: PlayerState = idle;
  /** Counts loads and stops; what is told of an older one is void. */
  private round = 0;
  private url = '';
  private wantsToPlay = true;
  private suspended = false;
  private httpStatus: string | null = null;
  private captionsOn = true;
  private unlisten: () => void = () => {};

  constructor(avplay: AVPlayManager, stage: AvPlayStage) {
    this.avplay = avplay;
    this.stage = stage;
  }

  get state(): PlayerState {
    return this.current;
  }

  async load(source: StreamSource): Promise<void> {
    const round = this.begin();
    this.url = source.url;
    this.wantsToPlay = true;
    this.set({ ...idle, status: 'loading' });
    this.unlisten = this.stage.lifecycle.subscribe((visible) => this.seen(visible));
    try {
      this.avplay.open(source.url);
      this.listen(round);
      this.stage.show(true);
      this.avplay.setDisplayRect(0, 0, 1920, 1080);
      await new Promise<void>((resolve, reject) => this.avplay.prepareAsync(resolve, reject));
      if (round !== this.round) return;
      this.prepared();
      const { startAt = 0 } = source;
      if (startAt > 0 && !this.current.live) this.seek(startAt);
      if (this.wantsToPlay && !this.suspended) this.avplay.play();
      this.set({ ...this.current, status: this.wantsToPlay ? 'playing' : 'paused' });
    } catch (error) {
      this.fail(round, codeOf(error));
    }
  }

  play(): void {
    this.command(true);
  }

  pause(): void {
    this.command(false);
  }

  seek(position: number): void {
    const { range, duration } = this.current;
    if (!this.isActive() || this.suspended) return;
    const to = range?.to ?? duration;
    const target = Math.max(range?.from ?? 0, Math.min(position, to));
    const { round } = this;
    const moved = () => {
      if (round === this.round) this.set({ ...this.current, position: target });
    };
    // One seek at a time: a refused one leaves the picture where it is.
    this.attempt(() => this.avplay.seekTo(Math.round(target * 1000), moved, () => {}));
  }

  select(kind: TrackKind, id: string | null): void {
    if (!this.isActive()) return;
    if (kind === 'captions') {
      this.captionsOn = id !== null;
      if (id === null) this.stage.caption('');
    }
    const index = Number(id?.split('-')[1]);
    if (id !== null) {
      const type = kind === 'captions' ? 'TEXT' : 'AUDIO';
      this.attempt(() => this.avplay.setSelectTrack(type, index));
    }
    const tracks = (this.current.tracks ?? []).map((track) =>
      track.kind === kind ? { ...track, active: track.id === id } : track,
    );
    this.set({ ...this.current, tracks });
  }

  async stop(): Promise<void> {
    this.begin();
    this.set(idle);
  }

  subscribe(listener: (state: PlayerState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Opens a round and frees the decoder of the last one: a set has one. */
  private begin(): number {
    this.round += 1;
    this.unlisten();
    this.unlisten = () => {};
    this.suspended = false;
    this.httpStatus = null;
    this.captionsOn = true;
    this.stage.caption('');
    this.stage.show(false);
    this.attempt(() => this.avplay.stop());
    this.attempt(() => this.avplay.close());
    return this.round;
  }

  private listen(round: number): void {
    const when = (run: () => void) => () => {
      if (round === this.round) run();
    };
    this.avplay.setListener({
      onbufferingstart: when(() => {
        if (this.current.status === 'playing') this.set({ ...this.current, status: 'buffering' });
      }),
      onbufferingcomplete: when(() => {
        if (this.current.status === 'buffering') this.set({ ...this.current, status: 'playing' });
      }),
      oncurrentplaytime: (ms) => when(() => this.progress(ms / 1000))(),
      onstreamcompleted: when(() => this.set({ ...this.current, status: 'ended' })),
      onevent: (event, data) => {
        if (event === 'PLAYER_MSG_HTTP_ERROR_CODE') {
          when(() => {
            this.httpStatus = /\b[45]\d\d\b/.exec(String(data))?.[0] ?? null;
          })();
        }
      },
      onerror: (error) => this.fail(round, codeOf({ name: error })),
      onsubtitlechange: (duration, text) => {
        when(() => {
          if (this.captionsOn) showAvPlayCaption(this.stage, text, Number(duration));
        })();
      },
    });
  }

  private prepared(): void {
    const live = this.attempt(() => this.avplay.getStreamingProperty('IS_LIVE')) === '1';
    const seconds = (this.attempt(() => this.avplay.getDuration()) ?? 0) / 1000;
    const window = live
      ? this.attempt(() => this.avplay.getStreamingProperty('GET_LIVE_DURATION'))
      : undefined;
    // "start|end", both in ms.
    const [from = 0, to = 0] = (window ?? '').split('|').map((ms) => Number(ms) / 1000);
    this.set({
      ...this.current,
      live,
      duration: live ? Number.POSITIVE_INFINITY : seconds,
      ...(live ? (to > from ? { range: { from, to } } : {}) : { range: { from: 0, to: seconds } }),
      tracks: avPlayTracks(this.attempt(() => this.avplay.getTotalTrackInfo()) ?? []),
    });
  }

  private progress(position: number): void {
    const { status } = this.current;
    this.set({ ...this.current, position, status: status === 'loading' ? 'playing' : status });
  }

  private command(play: boolean): void {
    if (!this.isActive()) return;
    this.wantsToPlay = play;
    if (this.current.status === 'loading') return;
    if (!this.suspended) {
      const done = this.attempt(() => {
        if (play) this.avplay.play();
        else this.avplay.pause();
        return true;
      });
      if (!done) return;
    }
    this.set({ ...this.current, status: play ? 'playing' : 'paused' });
  }

  /** Hidden apps must let go of the decoder, and get it back where they were. */
  private seen(visible: boolean): void {
    const { round } = this;
    if (!visible && !this.suspended && this.isActive()) {
      this.suspended = this.attempt(() => this.avplay.suspend()) !== null;
    } else if (visible && this.suspended) {
      this.suspended = false;
      try {
        this.avplay.restore(this.url, Math.round(this.current.position * 1000), true);
        if (this.wantsToPlay) this.avplay.play();
        else this.avplay.pause();
      } catch (error) {
        this.fail(round, codeOf(error));
      }
    }
  }

  private fail(round: number, code: string): void {
    if (round !== this.round || this.current.status === 'failed') return;
    const failure = this.httpStatus === null ? code : `http_${this.httpStatus}`;
    const { current } = this;
    this.begin();
    this.set({ ...current, status: 'failed', failure });
  }

  private set(state: PlayerState): void {
    this.current = state;
    for (const listener of [...this.listeners]) listener(state);
  }

  /** null when the call was refused: nearly each is, in the wrong state. */
  private attempt<T>(call: () => T): T | null {
    try {
      return call();
    } catch {
      return null;
    }
  }

  private isActive(): boolean {
    const { status } = this.current;
    return status !== 'idle' && status !== 'failed' && status !== 'ended';
  }
}

/** `avplay_connection_failed`: short, and nothing of the address. */
function codeOf(error: unknown): string {
  const name = String((error as { name?: unknown } | null)?.name ?? error);
  const word = /^PLAYER_ERROR_(\w+)$/.exec(name)?.[1] ?? /^(\w+?)(Error)?$/.exec(name)?.[1];
  return `avplay_${(word ?? 'unknown').toLowerCase()}`;
}
