import type { AppEvent, Clock } from '@couchpass/core';

/** Sends `body` by itself, also while the page goes away; false when it was not taken. */
export type Beacon = (address: string, body: string) => boolean;

/** Where events go, and whether they may. */
export interface AnalyticsOptions {
  /** https; gets batches by POST, as JSON in `text/plain`. */
  readonly address: string;
  /** What the viewer has decided. Asked at each event and before each sending. */
  consent(): boolean;
  /** The one of the ports, so that `sentAt` and the times of events can be compared. */
  readonly clock: Clock;
  /** Sent with each batch, such as the app's version and the platform. No id of a viewer or a device. */
  readonly about?: Readonly<Record<string, string>>;
  /** `navigator.sendBeacon` when absent. */
  readonly beacon?: Beacon;
}

/** What is made of them. */
export interface Analytics {
  /** For `couchpass.on`. */
  readonly add: (event: AppEvent) => void;
  /** Sends what there is, or drops it without consent: when the app goes away, and when the viewer's decision changes. */
  flush(): void;
}

/** One batch as it is sent. */
export interface Batch {
  /** ms, on the clock of the events: when an event happened is the time of arrival less `sentAt - at`. */
  readonly sentAt: number;
  readonly about: Readonly<Record<string, string>>;
  readonly events: readonly AppEvent[];
}

/** So many are sent at once: far below the 64 KB that a beacon may have. */
const batchSize = 50;
/** An event waits at most so long, ms. */
const longestWait = 15_000;
/** While nothing can be sent, so many are kept; the oldest go first. */
const most = 500;

const sendBeacon: Beacon = (address, body) => navigator.sendBeacon(address, body);

/**
 * Collects events and sends them in batches. Without consent nothing leaves, and what waits is dropped.
 * @throws Error when the address is not https
 */
export function createAnalytics(options: AnalyticsOptions): Analytics {
  const { address, consent, clock, about = {}, beacon = sendBeacon } = options;
  if (new URL(address).protocol !== 'https:') throw new Error(`${address} is not https.`);
  let queue: AppEvent[] = [];
  let timer: unknown;

  function wait(): void {
    timer ??= clock.setTimeout(flush, longestWait);
  }

  function flush(): void {
    clock.clearTimeout(timer);
    timer = undefined;
    if (!consent()) queue = [];
    while (queue.length > 0) {
      const events = queue.slice(0, batchSize);
      if (!isTaken({ sentAt: clock.monotonic(), about, events })) {
        wait();
        return;
      }
      queue = queue.slice(batchSize);
    }
  }

  function isTaken(batch: Batch): boolean {
    try {
      return beacon(address, JSON.stringify(batch));
    } catch {
      return false;
    }
  }

  return {
    flush,
    add(event) {
      if (!consent()) {
        flush();
        return;
      }
      queue = [...queue.slice(1 - most), event];
      if (queue.length === batchSize) flush();
      else wait();
    },
  };
}
