import type { View } from '../machine/view.types.ts';
import type { AppEventBody, EndReason, PlaybackState, PlaybackTrack } from './types.ts';

/** A place in the stream is told at most this often, ms. */
const positionEvery = 60_000;

/** What caused a step of the machine, as far as it matters here. */
export interface Cause {
  readonly type: string;
  readonly position?: number;
  readonly duration?: number;
  readonly failure?: string;
}

/** What happens between OK and leaving the player, by the machine's steps and by what the shell tells. */
export class Playback {
  private readonly now: () => number;
  private readonly emit: (body: AppEventBody) => void;
  /** What is on the player; null while it is not up. */
  private item: string | null = null;
  /** ms: when it was asked for. */
  private askedAt = 0;
  /** The picture has moved. */
  private hasStarted = false;
  /** ms: since when the picture stands still for want of data; null while it does not. */
  private stalledAt: number | null = null;
  /** s; where the picture is. */
  private place = 0;
  /** s, and ms: which place was told last, and when. */
  private told = { place: 0, at: 0 };
  /** The ids of those that are active; null for none, absent while unknown. */
  private active: Partial<Record<PlaybackTrack['kind'], string | null>> = {};

  /** @param view what is up when listening begins: what plays then has begun unheard */
  constructor(now: () => number, emit: (body: AppEventBody) => void, view: View) {
    this.now = now;
    this.emit = emit;
    if (view.screen !== 'player') return;
    this.open(view.item.id, view.startAt);
    this.hasStarted = true;
  }

  /** A step of the machine: what was asked for, and what has ended. */
  stepped(before: View, after: View, cause: Cause): void {
    if (cause.type === 'POSITION') this.progress(cause.position ?? 0, cause.duration ?? 0);
    if (before.screen === after.screen) return;
    this.close(after, cause);
    const isRetry = cause.type === 'RETRY' && before.screen === 'notAvailable';
    if ((cause.type === 'PLAY' || isRetry) && 'item' in after && after.item) {
      this.emit({ type: 'playAsked', item: after.item.id, access: after.item.access });
    }
    const leadsToIt = after.screen === 'authorizing' || after.screen === 'player';
    if (leadsToIt && before.screen !== 'authorizing') this.askedAt = this.now();
    if (after.screen === 'player') this.open(after.item.id, after.startAt);
  }

  /** What the shell tells of its player; ignored while nothing plays. */
  heard({ status, position, duration, tracks }: PlaybackState): void {
    const { item } = this;
    if (item === null) return;
    const waits = status === 'buffering' || status === 'loading';
    if (!waits) this.goOn(item);
    else if (this.hasStarted) this.stalledAt ??= this.now();
    if (status === 'playing') {
      if (!this.hasStarted) {
        this.hasStarted = true;
        this.emit({ type: 'playbackStarted', item, took: Math.round(this.now() - this.askedAt) });
      }
      this.progress(position, duration);
    }
    if (tracks) {
      this.compare(item, tracks, 'audio');
      this.compare(item, tracks, 'captions');
    }
  }

  private open(item: string, startAt: number): void {
    this.item = item;
    this.hasStarted = false;
    this.place = startAt;
    this.told = { place: startAt, at: this.now() };
    this.active = {};
  }

  private close(after: View, { type, failure }: Cause): void {
    const { item } = this;
    if (item === null) return;
    this.goOn(item);
    this.item = null;
    if (type === 'STREAM_FAILED') {
      const told = failure === undefined ? {} : { failure };
      this.emit({ type: 'failed', during: 'playback', item, code: 'stream_failed', ...told });
      return;
    }
    const position = Math.round(this.place);
    this.emit({ type: 'ended', item, position, reason: reasonOf(after, type) });
  }

  /** It does not stand still any more, or nobody waits for it. */
  private goOn(item: string): void {
    if (this.stalledAt === null) return;
    this.emit({ type: 'stalled', item, lasted: Math.round(this.now() - this.stalledAt) });
    this.stalledAt = null;
  }

  private progress(place: number, length: number): void {
    const { item, told } = this;
    if (item === null || !Number.isFinite(place)) return;
    this.place = place;
    if (this.now() - told.at < positionEvery || place === told.place) return;
    this.told = { place, at: this.now() };
    const duration = Number.isFinite(length) && length > 0 ? Math.round(length) : null;
    this.emit({ type: 'position', item, position: Math.round(place), duration });
  }

  /** What is active before the picture moves is how it begins. */
  private compare(item: string, tracks: readonly PlaybackTrack[], kind: PlaybackTrack['kind']) {
    const own = tracks.filter((track) => track.kind === kind);
    if (own.length === 0) return;
    const track = own.find(({ active }) => active) ?? null;
    const before = this.active[kind];
    const now = track?.id ?? null;
    this.active[kind] = now;
    if (!this.hasStarted || before === undefined || before === now) return;
    this.emit({ type: 'trackChanged', item, kind, language: track?.language ?? null });
  }
}

function reasonOf(after: View, type: string): EndReason {
  if (type === 'ENDED') return 'end';
  if (type === 'BACK') return 'left';
  return after.screen === 'notAvailable' ? 'previewOver' : 'askedAgain';
}
