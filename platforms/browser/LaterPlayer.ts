import type { Player, PlayerState, StreamSource, Thumbnail, TrackKind } from '../platform.ts';

const idle: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };

/** A player whose script is fetched at the first `load`. */
export class LaterPlayer implements Player {
  private readonly fetch: () => Promise<Player>;
  private readonly listeners = new Set<(state: PlayerState) => void>();
  private inner: Player | null = null;
  private coming: PlayerState = idle;
  /** Counts loads and stops. */
  private round = 0;
  /** `pause` was called, possibly before the player existed. */
  private held = false;

  constructor(fetch: () => Promise<Player>) {
    this.fetch = fetch;
  }

  get state(): PlayerState {
    return this.inner?.state ?? this.coming;
  }

  async load(source: StreamSource): Promise<void> {
    this.round += 1;
    const { round } = this;
    this.held = false;
    if (!this.inner) {
      this.set({ ...idle, status: 'loading' });
      const player = await this.fetch().catch(() => null);
      if (player && !this.inner) {
        this.inner = player;
        player.subscribe((state) => this.tell(state));
      }
      if (round !== this.round) return;
      if (!this.inner) {
        this.set({ ...idle, status: 'failed', failure: 'script' });
        return;
      }
    }
    const loading = this.inner.load(source);
    if (this.held) this.inner.pause();
    await loading;
  }

  play(): void {
    this.held = false;
    this.inner?.play();
  }

  pause(): void {
    this.held = true;
    this.inner?.pause();
  }

  seek(position: number): void {
    this.inner?.seek(position);
  }

  select(kind: TrackKind, id: string | null): void {
    this.inner?.select?.(kind, id);
  }

  async thumbnail(position: number): Promise<Thumbnail | null> {
    return (await this.inner?.thumbnail?.(position)) ?? null;
  }

  liftCaptions(on: boolean): void {
    this.inner?.liftCaptions?.(on);
  }

  async stop(): Promise<void> {
    this.round += 1;
    if (this.inner) await this.inner.stop();
    else this.set(idle);
  }

  subscribe(listener: (state: PlayerState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private set(state: PlayerState): void {
    this.coming = state;
    this.tell(state);
  }

  private tell(state: PlayerState): void {
    for (const listener of [...this.listeners]) listener(state);
  }
}
