import type { PlayerState } from '../../../../platforms/platform.ts';
import { theApp } from './lightning.ts';
import { Random } from './random.ts';

/** Replaces the real player by one without pictures that plays, ends and fails at random. */
export function replacePlayer(seed: number): void {
  const random = new Random(seed);
  const { platform } = theApp().parts;
  const listeners = new Set<(state: PlayerState) => void>();
  let state: PlayerState = { status: 'idle', position: 0, duration: 0, live: false };
  let timer: unknown;
  const set = (change: Partial<PlayerState>) => {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener(state);
  };
  const goOn = () => {
    if (state.status !== 'playing') return;
    const chance = random.share();
    if (chance < 0.04) return set({ status: 'ended' });
    if (chance < 0.08) return set({ status: 'failed', failure: 'media_2' });
    set({ position: Math.min(90, state.position + 5) });
    timer = platform.clock.setTimeout(goOn, 5_000);
  };
  const start = () => {
    set({ status: 'playing', duration: 90, range: { from: 0, to: 90 } });
    platform.clock.clearTimeout(timer);
    timer = platform.clock.setTimeout(goOn, 5_000);
  };
  const player = {
    get state() {
      return state;
    },
    load: async () => {
      set({ status: 'loading', position: 0, duration: 0 });
      platform.clock.clearTimeout(timer);
      timer = platform.clock.setTimeout(start, 400);
    },
    play: start,
    pause: () => set({ status: 'paused' }),
    seek: (position: number) => set({ position }),
    stop: async () => {
      platform.clock.clearTimeout(timer);
      set({ status: 'idle' });
    },
    subscribe(listener: (state: PlayerState) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  Object.assign(platform, { createPlayer: () => player });
}
