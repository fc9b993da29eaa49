import { own } from '../own.ts';

/** How far something was watched, s. */
export interface Position {
  readonly position: number;
  readonly duration: number;
}

/** By item id, the newest last. */
export type Positions = Readonly<Record<string, Position>>;

/** Less than this was a look, not a watching; s. */
const started = 15;
/** What is left when the credits roll, as a share of the whole. */
const credits = 0.05;
/** Television storage is small, and nobody has more open at once. */
const most = 60;

/** What is remembered after `item` was watched up to `at`. Live and unknown lengths are not kept. */
export function withPosition(positions: Positions, item: string, at: Position): Positions {
  const others = Object.entries(positions).filter(([id]) => id !== item);
  const { position, duration } = at;
  const kept =
    Number.isFinite(duration) &&
    duration > 0 &&
    position >= started &&
    position < duration * (1 - credits);
  const entries = kept ? [...others, [item, { position, duration }] as const] : others;
  return Object.fromEntries(entries.slice(-most));
}

/** Where to begin, s: a little before the place, so that the scene is understood. */
export function startOf(positions: Positions, item: string): number {
  const known = own(positions, item);
  return known ? Math.max(0, known.position - 3) : 0;
}
