import type { Clock, CorePorts, HttpRequest, HttpResponse } from '../ports.ts';
import { PassError } from './errors.ts';

/** How long one exchange may take, ms. */
export const exchangeTimeout = 10_000;
/** Adobe, "Throttling mechanism": at least 1 s of silence after any 429. The rest is margin, ms. */
export const throttlePause = 1_100;

/** Waits on the injected clock; rejects with a `cancelled` PassError when `signal` aborts. */
export function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(cancelled());
    const onAbort = () => {
      clock.clearTimeout(timer);
      reject(cancelled());
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** The one gate that every request to the service goes through: after a 429 nobody speaks for a while. */
export class Gate {
  private readonly clock: Clock;
  private opensAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Closes the gate for `ms` from now; never shortens a pause that is longer. */
  pause(ms: number): void {
    this.opensAt = Math.max(this.opensAt, this.clock.monotonic() + ms);
  }

  async pass(signal: AbortSignal): Promise<void> {
    for (;;) {
      const left = this.opensAt - this.clock.monotonic();
      if (!(left > 0)) return;
      await wait(this.clock, left, signal);
    }
  }
}

/**
 * One exchange with a limit. Resolves for every HTTP status.
 * @throws PassError `network_timeout`, `network_unreachable` or `cancelled`
 */
export async function exchange(
  ports: Pick<CorePorts, 'clock' | 'send'>,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse> {
  if (signal.aborted) throw cancelled();
  const own = new AbortController();
  const abort = () => own.abort();
  signal.addEventListener('abort', abort, { once: true });
  let timedOut = false;
  const timer = ports.clock.setTimeout(() => {
    timedOut = true;
    own.abort();
  }, exchangeTimeout);
  try {
    return await untilAborted(ports.send(request, own.signal), own.signal);
  } catch (cause) {
    if (signal.aborted) throw cancelled();
    if (timedOut) throw new PassError({ code: 'network_timeout', action: 'retry' });
    throw new PassError({ code: 'network_unreachable', action: 'retry', cause });
  } finally {
    ports.clock.clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** Some engines ignore the signal while a body is read; the limit holds all the same. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    promise.then(resolve, reject);
  });
}

export function cancelled(): PassError {
  return new PassError({ code: 'cancelled' });
}
