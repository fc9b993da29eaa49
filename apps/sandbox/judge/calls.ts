import { type PassErrorSeen, readDecisions, readError } from './answers.ts';
import { once } from './once.ts';
import { type Operation, type OperationName, operationOf } from './operations.ts';
import { type Exchange, field } from './traffic.ts';

/** An exchange as the rules see it. */
export interface Call extends Exchange {
  readonly op: Operation;
  /** ms on a clock that was never moved: the time that the client could read. */
  readonly at: number;
  /**
   * ms on the service's clock, which measures how long people read and decide. A test moves this clock to simulate
   * that time.
   */
  readonly clock: number;
  /** ms on that clock when the answer was complete. */
  readonly end: number;
  /** The error that the whole answer is; its code is '' when only the status shows the failure. */
  readonly error?: PassErrorSeen;
  /** Errors inside an answer with status 200, at most one for each resource. */
  readonly itemErrors: readonly PassErrorSeen[];
  /** Equal for equal requests: method, path, query and body. */
  readonly signature: string;
}

/**
 * ms subtracted from an answer's duration, which is rounded to whole milliseconds. Without this, in tests where
 * the clock stands still, the next request would seem to be sent before the answer.
 */
const ROUNDING = 1;

export const callOf = once((exchange: Exchange): Call => {
  const clock = exchange.time + (exchange.apart ?? 0);
  const at = clock - (exchange.moved ?? 0);
  const failed = exchange.status === 0 || exchange.status >= 400;
  const error = failed ? (readError(exchange.answer) ?? { code: '', action: '' }) : undefined;
  const { method, path, query, body } = exchange;
  return {
    ...exchange,
    op: operationOf(exchange),
    at,
    clock,
    end: at + Math.max(0, (exchange.durationMs ?? 0) - ROUNDING),
    ...(error === undefined ? {} : { error }),
    itemErrors: failed
      ? []
      : readDecisions(exchange.answer).flatMap(({ error }) => (error ? [error] : [])),
    signature: JSON.stringify([method, path, query, body ?? '']),
  };
});

/** Whether a call is one of these operations. */
export interface OperationTest {
  (call: Call): boolean;
  /** The names, so that a search can use an index of calls by operation. */
  readonly names: readonly OperationName[];
}

export function is(...names: readonly OperationName[]): OperationTest {
  return Object.assign((call: Call) => names.includes(call.op.name), { names });
}

export const isOk = (call: Call): boolean => call.status >= 200 && call.status < 300;

/** ms: about as long as apps wait; a slower answer may have come after the app stopped waiting. */
const PATIENCE = 5_000;

/** Whether the call succeeded so quickly that the client certainly received the answer. */
export const isReceived = (call: Call): boolean => isOk(call) && call.end - call.at < PATIENCE;

/** Calls that the app sends to the service itself, not those of its browser or to the programmer's backend. */
export const isApi = ({ op: { api } }: Call): boolean =>
  api === 'dcr' || api === 'v2' || api === 'v1';

/** Concurrency Monitoring: a separate service with its own rules. */
export const isOfStreams = ({ op: { api } }: Call): boolean => api === 'streams';

export const isV2 = ({ op: { api } }: Call): boolean => api === 'v2';
export const isV1 = ({ op: { api } }: Call): boolean => api === 'v1';

/** Every error of an answer: the top-level one, or those inside its decisions. */
export function errorsOf(call: Call): readonly PassErrorSeen[] {
  return call.error ? [call.error, ...call.itemErrors] : call.itemErrors;
}

export function hasError(call: Call, ...codes: readonly string[]): boolean {
  return errorsOf(call).some(({ code }) => codes.includes(code));
}

/** The bearer token, '' without one. */
export function bearerOf(call: Exchange): string {
  return /^Bearer\s+(\S+)\s*$/i.exec(call.headers.authorization ?? '')?.[1] ?? '';
}

export const deviceIdOf = (call: Exchange): string => call.headers['ap-device-identifier'] ?? '';

/** A field of the query or the form: V1 clients send the same names in either of them. */
export function parameter(call: Exchange, name: string): string {
  return field(call.query, name) || field(call.body, name);
}

/** The address that a server gives in `X-Forwarded-For`, else that of the connection. */
export function deviceAddressOf(call: Exchange): string {
  return call.headers['x-forwarded-for']?.split(',')[0]?.trim() || call.address;
}

export function resourcesAsked(call: Call): string[] {
  const list = (call.body as { resources?: unknown } | undefined)?.resources;
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}

/**
 * ms that a person had to read an answer and press a button, by the service's clock; negative when the
 * second request was sent before the answer to the first one was there.
 */
export const timeToDecide = (earlier: Call, later: Call): number =>
  later.clock - earlier.clock - (earlier.end - earlier.at);

/** ms: a shorter time than a person needs to read and react. */
export const AT_ONCE = 1_000;

/** Whether an app in a browser sent the call: browsers may leave `X-Device-Info` out. */
export function isFromBrowser(call: Exchange): boolean {
  return /^Mozilla\//.test(call.headers['user-agent'] ?? '');
}

export function mediaTypeOf(call: Exchange): string {
  return (call.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
