import type { Drm } from '@couchpass/core';
import type { AVPlayManager } from 'tizen-tv-webapis';
import { answerAvPlayDrm, askForLicence, setAvPlayDrm } from './avplayDrm.ts';

/** ms that AVPlay may take: some calls never answer on some firmware, and after a standby. */
const patience = { prepare: 30_000, restore: 10_000 } as const;

type Asynchronous = (done: () => void, failed: (error: unknown) => void) => void;

/** AVPlay's calls: each may throw, and asynchronous ones may answer late or never. */
export class AvPlayCalls {
  private readonly avplay: AVPlayManager;

  constructor(avplay: AVPlayManager) {
    this.avplay = avplay;
  }

  /** undefined when the call throws: nearly every call does in the wrong state. */
  attempt<T>(call: (avplay: AVPlayManager) => T): T | undefined {
    try {
      return call(this.avplay);
    } catch {
      return undefined;
    }
  }

  /** Whether the call succeeded. */
  done(call: (avplay: AVPlayManager) => void): boolean {
    const through = this.attempt((avplay) => {
      call(avplay);
      return true;
    });
    return through === true;
  }

  /** @throws what AVPlay throws */
  open(url: string): void {
    this.avplay.open(url);
  }

  /** Call it before `prepare`. null when AVPlay supports none of these ways. */
  protect(ways: readonly Drm[]): Drm | null {
    return setAvPlayDrm(this.avplay, ways);
  }

  answerKeys(way: Drm, data: unknown, failed: (code: string) => void): void {
    answerAvPlayDrm(this.avplay, way, data, askForLicence, failed);
  }

  /** Rejects with AVPlay's error, or with a `Timeout`. */
  prepare(): Promise<void> {
    return within(patience.prepare, (done, failed) => this.avplay.prepareAsync(done, failed));
  }

  /**
   * Restores a suspended stream. Uses the asynchronous call where it exists (Tizen 4.0): the synchronous one
   * blocks the page.
   * @param ms never 0, which would mean the position that AVPlay itself stored
   */
  restore(url: string, ms: number): Promise<void> {
    const { avplay } = this;
    return within(patience.restore, (done, failed) => {
      if (typeof avplay.restoreAsync === 'function') {
        avplay.restoreAsync(url, ms, false, done, failed);
      } else {
        avplay.restore(url, ms, false);
        done();
      }
    });
  }

  /** Frees the decoder: a television has only one. */
  free(): void {
    this.attempt((avplay) => avplay.stop());
    this.attempt((avplay) => avplay.close());
  }

  get isLive(): boolean {
    return this.attempt((avplay) => avplay.getStreamingProperty('IS_LIVE')) === '1';
  }

  /** s; the current seekable range of a live stream. undefined while unknown. */
  get liveWindow(): { readonly from: number; readonly to: number } | undefined {
    const told = this.attempt((avplay) => avplay.getStreamingProperty('GET_LIVE_DURATION'));
    // "start|end", both in ms.
    const [from = 0, to = 0] = String(told ?? '')
      .split('|')
      .map((ms) => Number(ms) / 1000);
    return to > from ? { from, to } : undefined;
  }

  /** s */
  get duration(): number {
    return (this.attempt((avplay) => avplay.getDuration()) ?? 0) / 1000;
  }
}

function within(ms: number, start: Asynchronous): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject({ name: 'Timeout' }), ms);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const failed = (error: unknown) => {
      clearTimeout(timer);
      reject(error);
    };
    try {
      start(done, failed);
    } catch (error) {
      failed(error);
    }
  });
}

/** `avplay_connection_failed`: short, and without the address. */
export function codeOf(error: unknown): string {
  const name = String((error as { name?: unknown } | null)?.name ?? error);
  const word = /^PLAYER_ERROR_(\w+)$/.exec(name)?.[1] ?? /^(\w+?)(Error)?$/.exec(name)?.[1];
  return `avplay_${(word ?? 'unknown').toLowerCase()}`;
}
