/**
 * The next event of each of a fixed number of things; each has at most one appointment. A ring of short
 * days, each with a chain of the things that are due. Virtual time, ms.
 */
export class Calendar {
  private readonly due: Float64Array;
  private readonly next: Int32Array;
  private readonly days: Int32Array;
  private readonly dayMs: number;

  constructor(things: number, endMs: number, dayMs = 50) {
    this.due = new Float64Array(things);
    this.next = new Int32Array(things).fill(none);
    this.days = new Int32Array(Math.ceil(endMs / dayMs) + 1).fill(none);
    this.dayMs = dayMs;
  }

  /** Appointments after the end are ignored. */
  make(thing: number, at: number): void {
    const day = Math.floor(at / this.dayMs);
    if (day >= this.days.length) return;
    this.due[thing] = at;
    this.next[thing] = this.days[day] ?? none;
    this.days[day] = thing;
  }

  /** Calls `visit` for every appointment, day by day, including those that are made meanwhile. */
  run(visit: (thing: number, at: number) => void): void {
    for (let day = 0; day < this.days.length; day++) {
      for (let thing = this.days[day] ?? none; thing !== none; thing = this.days[day] ?? none) {
        this.days[day] = this.next[thing] ?? none;
        visit(thing, this.due[thing] ?? 0);
      }
    }
  }
}

const none = -1;

/** Pseudo-random numbers that are the same in every run: 0 <= n < 1. Mulberry32. */
export function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
