import type { Drm } from '@couchpass/core';
import type { AVPlayManager } from 'tizen-tv-webapis';
import type { Lifecycle, Player, PlayerState, StreamSource, TrackKind } from '../platform.ts';
import { AvPlayCalls, codeOf } from './avplayCalls.ts';
import { showAvPlayCaption } from './avplayCaptions.ts';
import { AvPlaySeeks } from './avplaySeeks.ts';
import { applyTrack, listenerOf, streamFacts } from './avplayStream.ts';

const idle: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };

/** The parts other than AVPlay that its player needs. */
export interface AvPlayStage {
  readonly lifecycle: Lifecycle;
  /** Shows the picture behind the app's own, or removes it. */
  show(on: boolean): void;
  /** Draws a caption; '' removes it. */
  caption(text: string): void;
}

/**
 * Samsung's own player, for streams that the engine cannot play. Its picture is below the page and is
 * always positioned on 1920 x 1080. Samsung: "Playback Using AVPlay", "Multitasking".
 */
export class AvPlayer implements Player {
  private readonly calls: AvPlayCalls;
  private readonly seeks: AvPlaySeeks;
  private readonly stage: AvPlayStage;
  private readonly listeners = new Set<(state: PlayerState) => void>();
  private current: PlayerState = idle;
  /** Counts every opening and closing of the decoder; events of an older round are ignored. */
  private round = 0;
  private url = '';
  private drm: readonly Drm[] | undefined;
  private wantsToPlay = true;
  /** State of the decoder since the app was hidden; a closed stream is opened again. */
  private parked: 'no' | 'suspended' | 'closed' = 'no';
  /** Counts how often the app became visible again. */
  private returns = 0;
  /** The stream was opened again, and has not played since. */
  private reopened = false;
  private httpStatus: string | null = null;
  private readonly chosen = new Map<TrackKind, string | null>();
  /** Kinds whose chosen track AVPlay refused before playback; applied again during playback. */
  private readonly refused = new Set<TrackKind>();
  private unlisten: () => void = () => {};

  constructor(avplay: AVPlayManager, stage: AvPlayStage) {
    this.calls = new AvPlayCalls(avplay);
    this.stage = stage;
    this.seeks = new AvPlaySeeks(
      (ms, done, failed) => avplay.seekTo(ms, done, failed),
      (position) => this.change({ position }),
    );
  }

  get state(): PlayerState {
    return this.current;
  }

  async load(source: StreamSource): Promise<void> {
    this.leave();
    this.url = source.url;
    this.drm = source.drm;
    this.wantsToPlay = true;
    this.reopened = false;
    this.chosen.clear();
    this.set({ ...idle, status: 'loading', position: source.startAt ?? 0 });
    const { lifecycle } = this.stage;
    this.unlisten = lifecycle.subscribe((visible) => (visible ? this.unpark() : this.park()));
    // A hidden app opens nothing: it would take the decoder from the app in front.
    if (lifecycle.visible) await this.open();
    else this.parked = 'closed';
  }

  play(): void {
    this.command(true);
  }

  pause(): void {
    this.command(false);
  }

  seek(position: number): void {
    if (!this.isActive()) return;
    const { from = 0, to = this.current.duration } = this.range() ?? {};
    const target = Math.max(from, Math.min(position, to));
    // It continues or starts at this position.
    if (this.isWaiting()) this.change({ position: target });
    else this.seeks.to(target);
  }

  select(kind: TrackKind, id: string | null): void {
    if (!this.isActive()) return;
    if (!this.isWaiting() && !applyTrack(this.calls, kind, id)) return;
    if (kind === 'captions' && id === null) this.stage.caption('');
    this.chosen.set(kind, id);
    const { tracks = [] } = this.current;
    this.change({
      tracks: tracks.map((track) =>
        track.kind === kind ? { ...track, active: track.id === id } : track,
      ),
    });
  }

  async stop(): Promise<void> {
    this.leave();
    this.set(idle);
  }

  subscribe(listener: (state: PlayerState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Closes the stream and removes the listener. */
  private leave(): void {
    this.close();
    this.unlisten();
    this.unlisten = () => {};
    this.parked = 'no';
  }

  private close(): void {
    this.round += 1;
    this.seeks.forget();
    this.refused.clear();
    this.httpStatus = null;
    this.stage.caption('');
    this.stage.show(false);
    this.calls.free();
  }

  /** Opens the stream at its current or start position. */
  private async open(): Promise<void> {
    this.close();
    this.parked = 'no';
    this.change({ status: 'loading' });
    const { round, calls } = this;
    try {
      calls.open(this.url);
      const way = this.drm && calls.protect(this.drm);
      if (way === null) {
        this.fail(round, 'drm_unsupported');
        return;
      }
      this.listen(round, way);
      this.stage.show(true);
      calls.attempt((avplay) => avplay.setDisplayRect(0, 0, 1920, 1080));
      await calls.prepare();
      if (round === this.round) this.prepared();
    } catch (error) {
      this.fail(round, codeOf(error));
    }
  }

  /** Opens the stream once more at its position: after a standby AVPlay may fail to restore it. */
  private reopen(): void {
    const again = this.reopened;
    this.reopened = true;
    if (again) this.fail(this.round, 'avplay_lost');
    else void this.open();
  }

  private listen(round: number, way: Drm | undefined): void {
    const listener = listenerOf({
      holds: () => round === this.round,
      buffering: (on) => this.buffering(on),
      progress: (position) => this.progress(position),
      ended: () => this.change({ status: 'ended' }),
      refused: (status) => {
        this.httpStatus = status;
      },
      failed: (code) => this.fail(round, code),
      keys: (data) => {
        if (way) this.calls.answerKeys(way, data, (code) => this.fail(round, code));
      },
      caption: (text, ms) => {
        const on = this.chosen.get('captions') ?? null;
        if (on !== null) showAvPlayCaption(this.stage, text, ms);
      },
    });
    this.calls.attempt((avplay) => avplay.setListener(listener));
  }

  private prepared(): void {
    const { calls, chosen, refused } = this;
    this.change(streamFacts(calls, chosen));
    for (const kind of ['captions', 'audio'] as const) {
      const id = chosen.get(kind);
      // Captions are off until the viewer turns them on.
      if (id === undefined && kind === 'audio') continue;
      if (!applyTrack(calls, kind, id ?? null)) refused.add(kind);
    }
    const { position, live } = this.current;
    if (position > 0 && !live) this.seeks.to(position);
    this.begin();
  }

  /** Plays or pauses, as last requested. */
  private begin(): void {
    const { wantsToPlay, calls } = this;
    if (!wantsToPlay) {
      calls.attempt((avplay) => avplay.pause());
      this.change({ status: 'paused' });
    } else if (calls.done((avplay) => avplay.play())) {
      this.change({ status: 'playing' });
    } else {
      this.reopen();
    }
  }

  private buffering(on: boolean): void {
    if (this.current.status !== (on ? 'playing' : 'buffering')) return;
    this.change({ status: on ? 'buffering' : 'playing' });
  }

  private progress(position: number): void {
    this.reopened = false;
    // The earlier refusal of a server did not stop playback.
    this.httpStatus = null;
    for (const kind of this.refused) applyTrack(this.calls, kind, this.chosen.get(kind) ?? null);
    this.refused.clear();
    if (this.seeks.busy) return;
    const { status } = this.current;
    const range = this.range();
    this.change({
      position,
      status: status === 'loading' ? 'playing' : status,
      ...(range ? { range } : {}),
    });
  }

  /** s; the range of a live stream moves. */
  private range(): PlayerState['range'] {
    const { live, range } = this.current;
    return (live && this.parked === 'no' ? this.calls.liveWindow : undefined) ?? range;
  }

  private command(play: boolean): void {
    if (!this.isActive()) return;
    const waiting = this.isWaiting();
    if (!waiting && !play && !this.calls.done((avplay) => avplay.pause())) return;
    this.wantsToPlay = play;
    if (!waiting && play) this.begin();
    else if (this.current.status !== 'loading')
      this.change({ status: play ? 'playing' : 'paused' });
  }

  /** A hidden app must free the decoder. */
  private park(): void {
    if (!this.isActive() || this.parked !== 'no') return;
    const { live, status } = this.current;
    // A stream that is being prepared cannot be suspended, and a suspended live stream would be behind on return.
    // The keys of a protected stream are lost when it is suspended, and can only be set while it is opened.
    const mayHold = status !== 'loading' && !live && this.drm === undefined;
    const held = mayHold && this.calls.done((avplay) => avplay.suspend());
    this.parked = held ? 'suspended' : 'closed';
    if (!held) this.close();
  }

  /** Restores or reopens the stream at its position. */
  private unpark(): void {
    const { parked, round } = this;
    if (parked === 'closed') void this.open();
    if (parked !== 'suspended') return;
    this.parked = 'no';
    this.returns += 1;
    const { returns } = this;
    const now = (run: () => void) => () => {
      if (round === this.round && returns === this.returns && this.parked === 'no') run();
    };
    const ms = Math.max(1, Math.round(this.current.position * 1000));
    this.calls.restore(this.url, ms).then(
      now(() => this.begin()),
      now(() => this.reopen()),
    );
  }

  private fail(round: number, code: string): void {
    if (round !== this.round || !this.isActive()) return;
    if (this.parked !== 'no') {
      // The app is hidden: the stream is opened again when the app is visible.
      this.parked = 'closed';
      this.close();
      return;
    }
    const { current, httpStatus } = this;
    this.leave();
    this.set({
      ...current,
      status: 'failed',
      failure: httpStatus === null ? code : `http_${httpStatus}`,
    });
  }

  private change(change: Partial<PlayerState>): void {
    this.set({ ...this.current, ...change });
  }

  private set(state: PlayerState): void {
    this.current = state;
    for (const listener of [...this.listeners]) listener(state);
  }

  private isActive(): boolean {
    const { status } = this.current;
    return status !== 'idle' && status !== 'failed' && status !== 'ended';
  }

  /** The decoder accepts no commands: the stream is loading, or the app is hidden. */
  private isWaiting(): boolean {
    return this.current.status === 'loading' || this.parked !== 'no';
  }
}
