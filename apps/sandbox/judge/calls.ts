import { type PassErrorSeen, readDecisions, readError } from './answers.ts';
import { once } from './once.ts';
import { type Operation, type OperationName, operationOf } from './operations.ts';
import { type Exchange, field } from './traffic.ts';

/** An exchange as the rules see it. */
export interface Call extends Exchange {
  readonly op: Operation;
  /** ms on a clock that nobody moved: what the client could know. */
  readonly at: number;
  /** ms on that clock when the answer was complete. */
  readonly end: number;
  /** The error that the whole answer is; one without a code when only the status tells. */
  readonly error?: PassErrorSeen;
  /** Errors inside a 200, one for each resource that has one. */
  readonly itemErrors: readonly PassErrorSeen[];
  /** Equal for requests that ask the same: method, path, query and body. */
  readonly signature: string;
}

export const callOf = once((exchange: Exchange): Call => {
  const at = exchange.time - (exchange.moved ?? 0);
  const failed = exchange.status === 0 || exchange.status >= 400;
  const error = failed ? (readError(exchange.answer) ?? { code: '', action: '' }) : undefined;
  const { method, path, query, body } = exchange;
  return {
    ...exchange,
    op: operationOf(exchange),
    at,
    end: at + (exchange.durationMs ?? 0),
    ...(error === undefined ? {} : { error }),
    itemErrors: failed
      ? []
      : readDecisions(exchange.answer).flatMap(({ error }) => (error ? [error] : [])),
    signature: JSON.stringify([method, path, query, body ?? '']),
  };
});

export const is =
  (...names: readonly OperationName[]) =>
  (call: Call): boolean =>
    names.includes(call.op.name);

export const isOk = (call: Call): boolean => call.status >= 200 && call.status < 300;

/** ms: about as long as apps wait; what took longer may have come too late for its asker. */
const PATIENCE = 5_000;

/** Went well, and so quickly that the client certainly heard of it. */
export const isReceived = (call: Call): boolean => isOk(call) && call.end - call.at < PATIENCE;

/** Calls that a client sends itself: not what its browser does, not the programmer's own services. */
export const isApi = ({ op: { api } }: Call): boolean =>
  api === 'dcr' || api === 'v2' || api === 'v1';

export const isV2 = ({ op: { api } }: Call): boolean => api === 'v2';
export const isV1 = ({ op: { api } }: Call): boolean => api === 'v1';

/** Every error of an answer, at the top and inside. */
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

/** A query or form field: V1 clients send the same names in either. */
export function parameter(call: Exchange, name: string): string {
  return field(call.query, name) || field(call.body, name);
}

/** The device's own address behind a server, else the connection's. */
export function deviceAddressOf(call: Exchange): string {
  return call.headers['x-forwarded-for']?.split(',')[0]?.trim() || call.address;
}

export function resourcesAsked(call: Call): string[] {
  const list = (call.body as { resources?: unknown } | undefined)?.resources;
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}

/** Whether an app in a browser sent it: browsers may leave `X-Device-Info` out. */
export function isFromBrowser(call: Exchange): boolean {
  return /^Mozilla\//.test(call.headers['user-agent'] ?? '');
}

export function mediaTypeOf(call: Exchange): string {
  return (call.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Where a call may be sent with another base address: `-ms` until `now` by the client's clock. */
export const gapBetween = (earlier: Call, later: Call): number => later.at - earlier.at;
