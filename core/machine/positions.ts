import { getOwn } from '../getOwn.ts';

/** How far something was watched, s. */
export interface Position {
  readonly position: number;
  readonly duration: number;
  /**
   * Order of watching: an object puts keys that are whole numbers first, so the order of the keys is not enough.
   * Absent in positions that older versions stored; these count as the oldest.
   */
  readonly order?: number;
}

/** By item id. */
export type Positions = Readonly<Record<string, Position>>;

/** An item watched for less than this counts as not started, s. */
const started = 15;
/** Length of the credits, as a share of the duration. */
const credits = 0.05;
/** Most positions that are kept: storage on televisions is small. */
const most = 60;

/** The positions after `item` was watched up to `at`. Live streams and unknown durations are not kept. */
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

/** Ids of the watched items, the newest last. */
export function idsByAge(positions: Positions): string[] {
  return byAge(Object.entries(positions)).map(([id]) => id);
}

function byAge<T extends readonly [string, Position]>(entries: readonly T[]): T[] {
  return [...entries].sort(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0));
}

/**
 * Whether positions belong to another viewer: with another provider, another viewer may use the device. The same
 * rule for stored positions and for those on the screens.
 * @param before MVPD with which the items were watched
 */
export function areOfAnother(before: string | undefined, mvpd: string): boolean {
  return before !== undefined && before !== mvpd;
}

/** Where to begin, s: 3 s before the stored position, so that the viewer understands the scene. */
export function startOf(positions: Positions, item: string): number {
  const known = getOwn(positions, item);
  return known ? Math.max(0, known.position - 3) : 0;
}
