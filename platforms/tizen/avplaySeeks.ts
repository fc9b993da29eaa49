/** ms that a seek may take; some never end. */
const patience = 8_000;

/** Starts a seek; may throw, and may never call back. */
export type StartSeek = (ms: number, done: () => void, failed: () => void) => void;

/**
 * AVPlay handles one seek at a time, and refuses others meanwhile. The last target that was requested meanwhile is
 * kept, and is used when the current seek has ended. After a refused seek the picture stays where it is.
 */
export class AvPlaySeeks {
  private readonly start: StartSeek;
  private readonly arrived: (seconds: number) => void;
  private pending: object | null = null;
  private next: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(start: StartSeek, arrived: (seconds: number) => void) {
    this.start = start;
    this.arrived = arrived;
  }

  /** A seek is running. */
  get busy(): boolean {
    return this.pending !== null;
  }

  /** @param seconds inside the seekable range */
  to(seconds: number): void {
    if (this.pending !== null) {
      this.next = seconds;
      return;
    }
    const token = {};
    this.pending = token;
    this.timer = setTimeout(() => this.over(token, null), patience);
    try {
      const done = () => this.over(token, seconds);
      this.start(Math.round(seconds * 1000), done, () => this.over(token, null));
    } catch {
      this.over(token, null);
    }
  }

  forget(): void {
    clearTimeout(this.timer);
    this.pending = null;
    this.next = null;
  }

  private over(token: object, reached: number | null): void {
    // A late callback: the seek was given up, or another stream is loaded.
    if (token !== this.pending) return;
    const { next } = this;
    this.forget();
    if (next !== null) this.to(next);
    else if (reached !== null) this.arrived(reached);
  }
}
