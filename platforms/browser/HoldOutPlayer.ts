import type { Network } from '@couchpass/core';
import type { Player, PlayerState, StreamSource, Thumbnail, TrackKind } from '../platform.ts';
import { gapOf, kindOf } from './failures.ts';

/** Maximum number of retries of a stream that has never played, while the device is online. */
const beginnings = 4;
/** ms; how long a stream that has played is requested from a failing server, while the device is online. */
const longest = 300_000;

/**
 * A player that does not stop at the first failure, but opens the stream again at the same position: first in another
 * language if the wanted one was refused, then from its other addresses, then after a pause, as long as the servers
 * do not answer. Failures that a retry cannot repair are reported at once.
 */
export class HoldOutPlayer implements Player {
  private readonly inner: Player;
  private readonly network: Network;
  private readonly listeners = new Set<(state: PlayerState) => void>();
  private current: PlayerState;
  private source: StreamSource | null = null;
  /** Index of the current address. */
  private address = 0;
  /** Number of addresses that have failed since the stream last played. */
  private failedAddresses = 0;
  private tries = 0;
  private failingSince: number | null = null;
  private played = false;
  private wanted = true;
  /** s; the position to continue from, while the stream is opened again. */
  private place: number | null = null;
  private languageFailed = false;
  /** The language before the viewer's change and the position of the change, until the new language is heard. */
  private unheard: { readonly before: string; readonly at: number } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(inner: Player, network: Network) {
    this.inner = inner;
    this.network = network;
    this.current = inner.state;
    inner.subscribe((state) => this.heard(state));
    network.subscribe((online) => {
      if (online && this.timer !== undefined) this.again();
    });
  }

  get state(): PlayerState {
    return this.current;
  }

  load(source: StreamSource): Promise<void> {
    this.forget();
    this.source = source;
    this.wanted = true;
    this.played = false;
    this.languageFailed = false;
    this.place = null;
    return this.inner.load(source);
  }

  play(): void {
    this.wanted = true;
    if (this.timer === undefined) this.inner.play();
    else this.set({ ...this.current, status: 'buffering' });
  }

  pause(): void {
    this.wanted = false;
    if (this.timer === undefined) this.inner.pause();
    else this.set({ ...this.current, status: 'paused' });
  }

  seek(position: number): void {
    if (this.place === null) {
      this.inner.seek(position);
    } else {
      this.place = position;
      this.set({ ...this.current, position });
    }
  }

  select(kind: TrackKind, id: string | null): void {
    if (this.place !== null) return;
    const before = (this.current.tracks ?? []).find((each) => each.kind === 'audio' && each.active);
    if (kind === 'audio') {
      this.unheard = { before: before?.language ?? '', at: this.current.position };
    }
    this.inner.select?.(kind, id);
  }

  async thumbnail(position: number): Promise<Thumbnail | null> {
    return (await this.inner.thumbnail?.(position)) ?? null;
  }

  liftCaptions(on: boolean): void {
    this.inner.liftCaptions?.(on);
  }

  stop(): Promise<void> {
    this.forget();
    this.source = null;
    return this.inner.stop();
  }

  subscribe(listener: (state: PlayerState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.address = 0;
    this.failedAddresses = 0;
    this.tries = 0;
    this.failingSince = null;
    this.place = null;
    this.unheard = null;
  }

  private heard(state: PlayerState): void {
    if (state.status === 'failed' && this.source) {
      if (this.goesOn(state)) return;
      // A stream that could not be opened again failed at its last position.
      this.set({ ...state, position: state.position || this.place || 0 });
      return;
    }
    if (state.status === 'playing' && !state.waiting) this.plays(state);
    const isOpening = state.status === 'loading' && this.place !== null;
    if (state.status === 'paused' || state.status === 'playing') this.place = null;
    this.set(isOpening ? this.stillAt(this.place ?? 0, {}) : this.withLanguage(state));
  }

  private plays({ position }: PlayerState): void {
    this.played = true;
    this.tries = 0;
    this.failedAddresses = 0;
    this.failingSince = null;
    // The audio before the change may still be buffered and heard first.
    if (this.unheard && Math.abs(position - this.unheard.at) > 1) this.unheard = null;
  }

  /** @returns whether another attempt is made */
  private goesOn(state: PlayerState): boolean {
    const { source } = this;
    const code = state.failure ?? '';
    const kind = kindOf(code);
    if (!source || kind === 'other') return false;
    const place = state.live ? 0 : state.position || this.place || source.startAt || 0;
    this.failingSince ??= performance.now();
    if (this.mayChangeLanguage(kind)) {
      this.languageFailed = true;
      this.open(place);
      return true;
    }
    const { others = [] } = source;
    if (this.failedAddresses < others.length && this.network.online) {
      this.failedAddresses += 1;
      this.address = (this.address + 1) % (others.length + 1);
      this.open(place);
      return true;
    }
    if (kind !== 'outage' || this.isEnough()) return false;
    this.place = place;
    this.timer = setTimeout(() => this.again(), gapOf(this.tries));
    this.tries += 1;
    this.failedAddresses = 0;
    this.set(this.stillAt(place, { waiting: 'network' }));
    return true;
  }

  private mayChangeLanguage(kind: string): boolean {
    if (this.languageFailed || kind !== 'refused') return false;
    return this.unheard !== null || (!this.played && this.source?.audioLanguage !== undefined);
  }

  private isEnough(): boolean {
    if (!this.network.online) return false;
    if (!this.played) return this.tries >= beginnings;
    return performance.now() - (this.failingSince ?? 0) > longest;
  }

  private again(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.open(this.place ?? 0);
  }

  private open(place: number): void {
    const { source, languageFailed, unheard } = this;
    if (!source) return;
    this.place = place;
    const { audioLanguage, startAt: _, ...rest } = source;
    const language = languageFailed ? (unheard?.before ?? undefined) : audioLanguage;
    this.unheard = null;
    void this.inner.load({
      ...rest,
      url: [source.url, ...(source.others ?? [])][this.address] ?? source.url,
      ...(place > 0 ? { startAt: place } : {}),
      ...(language ? { audioLanguage: language } : {}),
    });
    if (!this.wanted) this.inner.pause();
  }

  /** The state while the stream is opened again, at the viewer's position. */
  private stillAt(position: number, more: Partial<PlayerState>): PlayerState {
    const { current } = this;
    const { failure: _, waiting, ...rest } = current;
    return this.withLanguage({
      ...rest,
      ...(waiting ? { waiting } : {}),
      status: this.wanted ? (this.played ? 'buffering' : 'loading') : 'paused',
      position,
      ...more,
    });
  }

  private withLanguage(state: PlayerState): PlayerState {
    return this.languageFailed ? { ...state, otherLanguage: true } : state;
  }

  private set(state: PlayerState): void {
    this.current = state;
    for (const listener of [...this.listeners]) listener(state);
  }
}
