import { gapOf, kindOf } from './failures.ts';

/** What `Outage` asks of the player that it is part of. */
export interface OutageHost {
  /** s of the stream that can be played without anything more coming. */
  ahead(): number;
  /** Fetches on. */
  retry(): void;
  /** What was buffered is played, and nothing more comes: said to the viewer. */
  waits(on: boolean): void;
  /** It is not worth waiting for. */
  failed(code: string): void;
}

/** Less than this is nothing to play, s. */
const nothing = 0.3;
/** How often it is looked at how much is left, ms. */
const glance = 250;
/** How long a server that refuses is asked after everything was played, ms. */
const refusedFor = 2_000;
/** How long is waited for a server that does not answer as it should while the device is online, ms. */
const longest = 300_000;

/**
 * Nothing more of a stream comes while it plays. What is buffered is played, and meanwhile the rest is asked for
 * again and again; after that it is waited for, or given up.
 */
export class Outage {
  private readonly host: OutageHost;
  private readonly online: () => boolean;
  /** A stream with further addresses does not wait for one of them. */
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

  /** Something could not be had. */
  began(code: string): void {
    const first = this.code === null;
    this.code = code;
    if (!first) return;
    this.tries = 0;
    this.before = this.host.ahead();
    this.retryLater();
    this.glanceTimer = setInterval(() => this.look(), glance);
  }

  /** The device has a network again: nothing is waited for. */
  hurry(): void {
    if (this.code === null) return;
    clearTimeout(this.retryTimer);
    this.tries = 0;
    this.host.retry();
    this.retryLater();
  }

  /** Also when nothing is the matter. */
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
    // What comes is more than what is played.
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
