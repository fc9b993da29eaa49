/** How long one may take, ms; some never answer. */
const patience = 8_000;

/** Starts a seek; may throw, and may never answer. */
export type StartSeek = (ms: number, done: () => void, failed: () => void) => void;

/**
 * AVPlay takes one seek at a time, and refuses another while it works. Of those that come meanwhile the last
 * is kept, and made when the first is over. A refused one leaves the picture where it is.
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

  /** The picture is on its way somewhere else. */
  get busy(): boolean {
    return this.pending !== null;
  }

  /** @param seconds within what can be played */
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
    // Late: it was given up, or the stream is another.
    if (token !== this.pending) return;
    const { next } = this;
    this.forget();
    if (next !== null) this.to(next);
    else if (reached !== null) this.arrived(reached);
  }
}
