import type { Clock, CorePorts, HttpRequest, HttpResponse } from '../ports.ts';
import { AnswerKept, PassError } from './errors.ts';
import { initialRateLimit, nextSendTime } from './throttling.ts';

/** How long one exchange may take, ms; or how long nothing may come of it, where that is the limit. */
export const requestTimeout = 10_000;
/** How long one may take of which something comes all the time, ms. */
const longestTransfer = 300_000;

/** What an exchange may not take: `whole` for short answers, `silence` for feeds, which may be long. */
export type TimeoutKind = 'whole' | 'silence';

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

/**
 * The one rate limiter that every request to the service goes through: our own rate, below the documented one,
 * and after a 429 all requests pause.
 */
export class RateLimiter {
  private readonly clock: Clock;
  private pausedUntil = Number.NEGATIVE_INFINITY;
  private rateLimit = initialRateLimit;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Nobody passes for `ms` from now; never shortens a pause that is longer. */
  pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.clock.monotonic() + ms);
  }

  async pass(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.until(this.pausedUntil, signal);
      const { at, rateLimit } = nextSendTime(this.rateLimit, this.clock.monotonic());
      this.rateLimit = rateLimit;
      await this.until(at, signal);
      if (!(this.pausedUntil > this.clock.monotonic())) return;
    }
  }

  private async until(at: number, signal: AbortSignal): Promise<void> {
    const left = at - this.clock.monotonic();
    if (left > 0) await wait(this.clock, left, signal);
  }
}

/**
 * One exchange with a limit. Resolves for every HTTP status.
 * @throws PassError `network_timeout`, `network_unreachable`, `answer_kept` or `cancelled`
 */
export async function sendWithTimeout(
  ports: Pick<CorePorts, 'clock' | 'send'>,
  request: HttpRequest,
  signal: AbortSignal,
  limit: TimeoutKind = 'whole',
): Promise<HttpResponse> {
  if (signal.aborted) throw cancelled();
  const own = new AbortController();
  const abort = () => own.abort();
  signal.addEventListener('abort', abort, { once: true });
  let timedOut = false;
  const { clock } = ports;
  const giveUp = () => {
    timedOut = true;
    own.abort();
  };
  const latest = clock.monotonic() + longestTransfer;
  let timer = clock.setTimeout(giveUp, requestTimeout);
  const onProgress = () => {
    if (timer === null) return;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(giveUp, Math.min(requestTimeout, latest - clock.monotonic()));
  };
  try {
    const sent =
      limit === 'silence'
        ? ports.send(request, own.signal, onProgress)
        : ports.send(request, own.signal);
    return await untilAborted(sent, own.signal);
  } catch (cause) {
    if (signal.aborted) throw cancelled();
    if (timedOut) throw new PassError({ code: 'network_timeout', action: 'retry' });
    const code = cause instanceof AnswerKept ? 'answer_kept' : 'network_unreachable';
    throw new PassError({ code, action: 'retry', cause });
  } finally {
    clock.clearTimeout(timer);
    timer = null;
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
