import type { HttpResponse } from '../ports.ts';
import { enhancedCodes } from './errorPolicy.ts';
import { PassError } from './errors.ts';
import { isObject, parseObject } from './parse.ts';
import { isFailure, isThrottled, isTokenRefused, needsNetworkLogin } from './statuses.ts';
import { unexpectedResponse } from './unexpectedResponse.ts';

/**
 * The error in an answer of REST API V2: an Enhanced Error at top level (bare or under `error`), HTML for a
 * 429, an empty body for a 401. Any other answer is not from the service itself (`captive_portal`,
 * `not_the_service`, `service_failed`).
 * Adobe: "Enhanced Error Codes", "Throttling mechanism".
 */
export function readError(response: HttpResponse): PassError {
  const { status } = response;
  if (isThrottled(response)) return new PassError({ code: 'throttled', action: 'retry', status });
  const error = needsNetworkLogin(response) ? undefined : enhancedIn(response);
  if (error) return enhancedError(error, status);
  if (isTokenRefused(response) && response.text.trim() === '') return unauthorized(status);
  return unexpectedResponse(response);
}

/** The access token was refused, without a reason. */
export function unauthorized(status: number): PassError {
  return new PassError({ code: 'unauthorized', status });
}

/** The Enhanced Error of a body: the body itself, or the object under `error`. */
function enhancedIn(response: HttpResponse): Record<string, unknown> | undefined {
  if (!isFailure(response)) return undefined;
  const body = parseObject(response.text);
  return [body?.error, body].filter(isObject).find(isEnhanced);
}

/** Adobe: "Enhanced Error Codes", the values of `action`. */
const actions = [
  'none',
  'configuration',
  'application-registration',
  'authentication',
  'authorization',
  'retry',
];

/**
 * Other software also answers with a `code`. A code of Adobe's list is enough; a code that Adobe may have added
 * later must have the form of the others, and the error must have an action of the list, a `trace` or a `helpUrl`.
 */
export function isEnhanced(error: Record<string, unknown>): boolean {
  const { code, action, status, trace, helpUrl } = error;
  if (typeof code !== 'string') return false;
  if (Object.hasOwn(enhancedCodes, code)) return true;
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(code) || typeof status !== 'number') return false;
  if (typeof action !== 'string') return false;
  return actions.includes(action) || typeof trace === 'string' || typeof helpUrl === 'string';
}

/** An Enhanced Error object, from top level or from inside an item. */
export function enhancedError(error: Record<string, unknown>, httpStatus: number): PassError {
  const text = (key: string) =>
    typeof error[key] === 'string' ? (error[key] as string) : undefined;
  return new PassError({
    code: text('code') ?? 'unknown',
    action: text('action') ?? 'none',
    status: typeof error.status === 'number' ? error.status : httpStatus,
    message: text('message'),
    details: text('details'),
    trace: text('trace'),
  });
}
