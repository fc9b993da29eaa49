/** Whatever lives from then on still ends in a year of four digits. */
const FARTHEST = Date.UTC(9999, 0);

/**
 * The sandbox's own time, in ms since the epoch. Everything that lives or expires reads it, so a test
 * runs half an hour by asking for it. It goes on at the pace of real time from wherever it was put.
 */
export class MovableClock {
  private readonly source: () => number;
  private offset = 0;

  /** `source`: where real time comes from; a test may hand in a clock that stands still. */
  constructor(source: () => number = () => Date.now()) {
    this.source = source;
  }

  /** ms since the epoch. */
  now(): number {
    return this.source() + this.offset;
  }

  /** ms by which it was moved away from its source; devices know nothing of these. */
  get moved(): number {
    return this.offset;
  }

  /** Moves time by `ms`; negative values go back. @throws RangeError where dates end */
  advance(ms: number): void {
    if (!Number.isFinite(ms)) throw new RangeError('advance: a finite number of ms is needed');
    const then = this.now() + ms;
    if (then < 0 || then > FARTHEST) throw new RangeError('the clock goes from 1970 to 9998');
    this.offset += ms;
  }

  /** Puts the clock to `ms` since the epoch. */
  set(ms: number): void {
    this.advance(ms - this.now());
  }

  /** Back to real time. */
  reset(): void {
    this.offset = 0;
  }
}
