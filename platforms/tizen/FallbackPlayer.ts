import type { Player, PlayerState, StreamSource, Thumbnail, TrackKind } from '../platform.ts';

export interface Choice {
  readonly first: Player;
  readonly second: Player;
  /** False sends a source to the second player at once. */
  readonly firstCan: (source: StreamSource) => boolean;
}

/**
 * Two players as one. What the first cannot start is given to the second, once; what broke later, or was
 * refused by a server, would be refused again and is told as it is.
 */
export class FallbackPlayer implements Player {
  private readonly choice: Choice;
  private readonly listeners = new Set<(state: PlayerState) => void>();
  private active: Player;
  private source: StreamSource | null = null;
  private started = false;

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
    await this.stop();
    this.source = source;
    this.started = false;
    this.active = firstCan(source) ? first : second;
    await this.active.load(source);
  }

  play(): void {
    this.active.play();
  }

  pause(): void {
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
    await this.active.stop();
  }

  subscribe(listener: (state: PlayerState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private heard(player: Player, state: PlayerState): void {
    if (player !== this.active) return;
    if (state.status === 'playing') this.started = true;
    const { source } = this;
    if (state.status === 'failed' && source && this.mayHelp(state)) {
      this.active = this.choice.second;
      void this.choice.first.stop().then(() => {
        // Stopped or given something else meanwhile.
        if (this.source === source) void this.choice.second.load(source);
      });
      return;
    }
    for (const listener of [...this.listeners]) listener(state);
  }

  private mayHelp({ failure }: PlayerState): boolean {
    const refused = failure?.startsWith('http_') === true;
    return this.active === this.choice.first && !this.started && !refused;
  }
}
