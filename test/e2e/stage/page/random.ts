/** Pseudo-random numbers: the same seed gives the same numbers. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.imul(seed, 2_654_435_761) ^ 0x5bd1e995) | 0;
  }

  /** From 0 up to, but not including, 1. */
  share(): number {
    // xorshift32
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) / 0x1_0000_0000;
  }

  of<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.share() * choices.length)] as T;
  }
}
