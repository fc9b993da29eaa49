import { gapOf, kindOf } from './failures.ts';

/** The functions of the player that `Outage` uses. */
export interface OutageHost {
  /** s of the stream that are buffered. */
  ahead(): number;
  /** Fetches again. */
  retry(): void;
  /** true when the buffer is empty and nothing can be fetched, which the viewer must see; false at the end. */
  waits(on: boolean): void;
  /** Waiting has been given up. */
  failed(code: string): void;
}

/** s; a smaller buffer counts as empty. */
const nothing = 0.3;
/** ms between two checks of the buffer. */
const glance = 250;
/** ms; how long a refusing server is retried after the buffer is empty. */
const refusedFor = 2_000;
/** ms; how long a failing server is retried after the buffer is empty, while the device is online. */
const longest = 300_000;

/**
 * Handles a stream whose next segments cannot be fetched during playback. The buffer is played while the rest is
 * requested again and again; when the buffer is empty, the player waits for a limited time, then fails.
 */
export class Outage {
  private readonly host: OutageHost;
  private readonly online: () => boolean;
  /** A stream with further addresses does not wait long for one of them. */
  private readonly hurries: boolean;
  private code: string | null = null;
  private tries = 0;
  private before = 0;
  private waitedSince: number | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private glanceTimer: ReturnType<typeof setInterval> | undefined;

  constructor(host: OutageHost, online: () => boolean, hurries: boolean) {
    this.host = host;
    this.online = online;
    this.hurries = hurries;
  }

  /** A segment or playlist could not be fetched. */
  began(code: string): void {
    const first = this.code === null;
    this.code = code;
    if (!first) return;
    this.tries = 0;
    this.before = this.host.ahead();
    this.retryLater();
    this.glanceTimer = setInterval(() => this.look(), glance);
  }

  /** The device is online again: retries at once. */
  hurry(): void {
    if (this.code === null) return;
    clearTimeout(this.retryTimer);
    this.tries = 0;
    this.host.retry();
    this.retryLater();
  }

  /** Ends the outage; may also be called without one. */
  end(): void {
    if (this.waitedSince !== null) this.host.waits(false);
    this.code = null;
    this.waitedSince = null;
    clearTimeout(this.retryTimer);
    clearInterval(this.glanceTimer);
  }

  private retryLater(): void {
    this.retryTimer = setTimeout(() => {
      this.tries += 1;
      this.host.retry();
      this.retryLater();
    }, gapOf(this.tries));
  }

  private look(): void {
    const ahead = this.host.ahead();
    // The buffer grows, so segments arrive again.
    if (ahead > this.before + nothing) {
      this.end();
      return;
    }
    this.before = Math.min(this.before, ahead);
    if (ahead > nothing) return;
    if (this.waitedSince === null) {
      this.waitedSince = performance.now();
      this.host.waits(true);
    }
    const { code } = this;
    const waited = performance.now() - this.waitedSince;
    if (code !== null && waited >= this.patience(code)) {
      this.end();
      this.host.failed(code);
    }
  }

  private patience(code: string): number {
    if (!this.online()) return Number.POSITIVE_INFINITY;
    return this.hurries || kindOf(code) !== 'outage' ? refusedFor : longest;
  }
}
