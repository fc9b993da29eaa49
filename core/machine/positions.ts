import { getOwn } from '../getOwn.ts';

/** How far something was watched, s. */
export interface Position {
  readonly position: number;
  readonly duration: number;
  /**
   * Which was watched after which: objects sort keys that are whole numbers by themselves. Absent in what
   * older versions kept: older than all that have one.
   */
  readonly order?: number;
}

/** By item id. */
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
  const order = Math.max(0, ...Object.values(positions).map((known) => known.order ?? 0)) + 1;
  const entries = kept ? [...others, [item, { position, duration, order }] as const] : others;
  return Object.fromEntries(byAge(entries).slice(-most));
}

/** Ids of what was watched, the newest last. */
export function idsByAge(positions: Positions): string[] {
  return byAge(Object.entries(positions)).map(([id]) => id);
}

function byAge<T extends readonly [string, Position]>(entries: readonly T[]): T[] {
  return [...entries].sort(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0));
}

/**
 * Whether what was watched belongs to somebody else: with another provider, another viewer may be here. The one
 * rule for what is remembered and for what is on the screens.
 * @param before with whom it was watched
 */
export function areOfAnother(before: string | undefined, mvpd: string): boolean {
  return before !== undefined && before !== mvpd;
}

/** Where to begin, s: a little before the place, so that the scene is understood. */
export function startOf(positions: Positions, item: string): number {
  const known = getOwn(positions, item);
  return known ? Math.max(0, known.position - 3) : 0;
}
