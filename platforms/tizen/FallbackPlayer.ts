import type { Player, PlayerState, StreamSource, Thumbnail, TrackKind } from '../platform.ts';

/** ms of loading after which the second player is used: on some engines some streams neither start nor fail. */
const patience = 20_000;
/** ms that a player may take to stop; a player that hangs may hang there too. */
const cleaning = 3_000;

export interface Choice {
  readonly first: Player;
  readonly second: Player;
  /** When false, a source is given to the second player at once. */
  readonly firstCan: (source: StreamSource) => boolean;
}

/**
 * Two players as one. A stream that the first cannot start, or does not start in time, is given to the second, once;
 * a later failure, or a refusal by a server, would happen again, and is reported as it is.
 */
export class FallbackPlayer implements Player {
  private readonly choice: Choice;
  private readonly listeners = new Set<(state: PlayerState) => void>();
  private active: Player;
  private source: StreamSource | null = null;
  private started = false;
  /** `pause` was called, possibly before there was anything to pause. */
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

  /** Also called when the app is hidden: hidden time does not count as loading time. */
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

  /** Starts the timer again, as long as the first player is loading. */
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
      // The player was stopped or given another source meanwhile.
      if (this.source !== source) return;
      void second.load(source);
      if (this.held) second.pause();
    };
    void Promise.race([first.stop(), after(cleaning)]).then(go, go);
  }

  private mayHelp({ failure }: PlayerState): boolean {
    // A licence server that refuses one player also refuses the other.
    const refused = /^(http_|drm_(?!unsupported))/.test(failure ?? '');
    return this.active === this.choice.first && !this.started && !refused;
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
