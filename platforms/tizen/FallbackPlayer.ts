import type { Player, PlayerState, StreamSource, Thumbnail, TrackKind } from '../platform.ts';

/** ms of loading after which the first is given up: some streams neither start nor fail on some engines. */
const patience = 20_000;
/** ms for a player to clean up; one that hangs may hang there too. */
const cleaning = 3_000;

export interface Choice {
  readonly first: Player;
  readonly second: Player;
  /** False sends a source to the second player at once. */
  readonly firstCan: (source: StreamSource) => boolean;
}

/**
 * Two players as one. What the first cannot start, or does not within a time, is given to the second, once;
 * what broke later, or was refused by a server, would be refused again and is told as it is.
 */
export class FallbackPlayer implements Player {
  private readonly choice: Choice;
  private readonly listeners = new Set<(state: PlayerState) => void>();
  private active: Player;
  private source: StreamSource | null = null;
  private started = false;
  /** Told to pause, maybe before there was anything to pause. */
  private held = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(choice: Choice) {
    this.choice = choice;
    this.active = choice.first;
    for (const player of [choice.first, choice.second]) {
      player.subscribe((state) => this.heard(player, state));
    }
  }

  get state(): PlayerState {
    return this.active.state;
  }

  async load(source: StreamSource): Promise<void> {
    const { first, second, firstCan } = this.choice;
    await Promise.race([this.stop(), after(cleaning)]);
    this.source = source;
    this.started = false;
    this.held = false;
    this.active = firstCan(source) ? first : second;
    this.wait();
    await this.active.load(source);
  }

  play(): void {
    this.held = false;
    this.active.play();
    this.wait();
  }

  /** A hidden app is paused too: the time that it is hidden is not the player's fault. */
  pause(): void {
    this.held = true;
    clearTimeout(this.timer);
    this.active.pause();
  }

  seek(position: number): void {
    this.active.seek(position);
  }

  select(kind: TrackKind, id: string | null): void {
    this.active.select?.(kind, id);
  }

  async thumbnail(position: number): Promise<Thumbnail | null> {
    return (await this.active.thumbnail?.(position)) ?? null;
  }

  liftCaptions(on: boolean): void {
    this.active.liftCaptions?.(on);
  }

  async stop(): Promise<void> {
    this.source = null;
    clearTimeout(this.timer);
    await this.active.stop();
  }

  subscribe(listener: (state: PlayerState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** From now on, as long as the first is loading. */
  private wait(): void {
    clearTimeout(this.timer);
    const { source } = this;
    if (source === null || this.started || this.active !== this.choice.first) return;
    this.timer = setTimeout(() => this.fallBack(source), patience);
  }

  private heard(player: Player, state: PlayerState): void {
    if (player !== this.active) return;
    if (state.status !== 'loading') clearTimeout(this.timer);
    if (state.status === 'playing') this.started = true;
    const { source } = this;
    if (state.status === 'failed' && source && this.mayHelp(state)) this.fallBack(source);
    else for (const listener of [...this.listeners]) listener(state);
  }

  private fallBack(source: StreamSource): void {
    const { first, second } = this.choice;
    this.active = second;
    const go = () => {
      // Stopped or given something else meanwhile.
      if (this.source !== source) return;
      void second.load(source);
      if (this.held) second.pause();
    };
    void Promise.race([first.stop(), after(cleaning)]).then(go, go);
  }

  private mayHelp({ failure }: PlayerState): boolean {
    // A licence that one of them is refused is refused to the other.
    const refused = /^(http_|drm_(?!unsupported))/.test(failure ?? '');
    return this.active === this.choice.first && !this.started && !refused;
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
