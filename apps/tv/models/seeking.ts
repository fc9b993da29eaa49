/** How far one press of an arrow goes. s */
export const seekStep = 10;

/** Presses that follow each other within this are one journey. ms */
const together = 1_500;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Seconds of the stream that pass in a second of holding, by how long the key is held (ms). */
const speeds = [
  { after: 0, speed: 25 },
  { after: 1_500, speed: 60 },
  { after: 3_500, speed: 150 },
] as const;

/** However fast, the whole of a short stream does not fly by. s */
const shortestFlight = 8;

/**
 * Where seeking by arrows leads: a press goes ten seconds, holding goes faster the longer it lasts. By
 * time rather than by the number of key events, because televisions repeat keys at any pace.
 */
export class Seeking {
  /** s; null when nobody is seeking. */
  target: number | null = null;
  private heldSince = 0;
  private lastAt = Number.NEGATIVE_INFINITY;

  /**
   * @param position where the stream is, s
   * @param held the key repeats itself
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
    // A pause between two repeats is not flown through.
    return Math.min(speed, most) * (Math.min(passed, 250) / 1000);
  }
}
