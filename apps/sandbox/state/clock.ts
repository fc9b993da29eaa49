/** Latest time of the clock: everything created until then still ends in a year of four digits. */
const FARTHEST = Date.UTC(9999, 0);

/**
 * The sandbox's time, in ms since the epoch. All expiry dates are compared with it, so a test can move it by
 * half an hour with one call. After a move it continues at the speed of real time.
 */
export class MovableClock {
  private readonly source: () => number;
  private offset = 0;

  /** `source`: the clock for real time; a test may give one that stands still. */
  constructor(source: () => number = () => Date.now()) {
    this.source = source;
  }

  /** ms since the epoch. */
  now(): number {
    return this.source() + this.offset;
  }

  /** ms by which it was moved away from its source; devices do not see this shift. */
  get moved(): number {
    return this.offset;
  }

  /** Moves time by `ms`; negative values move it back. @throws RangeError outside the years 1970 to 9998 */
  advance(ms: number): void {
    if (!Number.isFinite(ms)) throw new RangeError('advance: a finite number of ms is needed');
    const then = this.now() + ms;
    if (then < 0 || then > FARTHEST) throw new RangeError('the clock goes from 1970 to 9998');
    this.offset += ms;
  }

  /** Sets the clock to `ms` since the epoch. */
  set(ms: number): void {
    this.advance(ms - this.now());
  }

  /** Back to real time. */
  reset(): void {
    this.offset = 0;
  }
}
