import type { Clock, CorePorts, HttpRequest, HttpResponse } from '../ports.ts';
import { AnswerKept, PassError } from './errors.ts';
import { initialRateLimit, nextSendTime } from './throttling.ts';

/** Longest duration of one exchange or, with the limit `silence`, of a time without data, ms. */
export const requestTimeout = 10_000;
/** Longest duration of an exchange with the limit `silence`, ms. */
const longestTransfer = 300_000;

/** What the timeout limits: `whole` exchanges with short answers, or the `silence` of feeds, which may be long. */
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
 * The rate limiter for every request to the service: our own rate is below the documented one, and after a 429
 * all requests pause.
 */
export class RateLimiter {
  private readonly clock: Clock;
  private pausedUntil = Number.NEGATIVE_INFINITY;
  private rateLimit = initialRateLimit;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Lets no request pass for `ms` from now; never shortens a longer pause. */
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

/** Rejects on abort also in engines that ignore the signal while they read a body. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    promise.then(resolve, reject);
  });
}

export function cancelled(): PassError {
  return new PassError({ code: 'cancelled' });
}
