/** s that one press of an arrow moves. */
export const seekStep = 10;

/** ms; a press within this time continues from the previous target. */
const together = 1_500;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Stream seconds per second of holding, by how long the key is held (ms). */
const speeds = [
  { after: 0, speed: 25 },
  { after: 1_500, speed: 60 },
  { after: 3_500, speed: 150 },
] as const;

/** s; minimum time in which holding crosses the whole range, so that short streams are not skipped too fast. */
const shortestFlight = 8;

/**
 * Target of seeking by arrows: a press moves ten seconds; holding is faster the longer it lasts. Computed by
 * time, not by the number of key events, because televisions repeat keys at different rates.
 */
export class Seeking {
  /** s; null when the viewer is not seeking. */
  target: number | null = null;
  private heldSince = 0;
  private lastAt = Number.NEGATIVE_INFINITY;

  /**
   * @param position of the stream, s
   * @param held the key is being repeated
   * @param now ms, monotonic
   */
  step(way: 1 | -1, position: number, range: Range, held: boolean, now: number): number {
    const passed = now - this.lastAt;
    const from = this.target !== null && passed < together ? this.target : position;
    if (!held) this.heldSince = now;
    const by = held ? this.flight(passed, now, range) : seekStep;
    this.lastAt = now;
    this.target = Math.max(range.from, Math.min(from + way * by, range.to));
    return this.target;
  }

  end(): void {
    this.target = null;
    this.lastAt = Number.NEGATIVE_INFINITY;
  }

  private flight(passed: number, now: number, { from, to }: Range): number {
    const held = now - this.heldSince;
    const speed = [...speeds].reverse().find(({ after }) => held >= after)?.speed ?? 0;
    const most = Math.max(seekStep, (to - from) / shortestFlight);
    // A long pause between two repeats is not counted in full.
    return Math.min(speed, most) * (Math.min(passed, 250) / 1000);
  }
}
