import type { HttpResponse } from '../ports.ts';
import { enhancedCodes } from './errorPolicy.ts';
import { PassError } from './errors.ts';
import { isObject, parseObject } from './parse.ts';
import { isFailure, isThrottled, isTokenRefused, needsNetworkLogin } from './statuses.ts';
import { unexpectedResponse } from './unexpectedResponse.ts';

/**
 * The error that an answer of REST API V2 carries: an Enhanced Error at top level (bare or under
 * `error`), HTML for a 429, nothing for a 401. Whatever else is not the service's own word
 * (`captive_portal`, `not_the_service`, `service_failed`).
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

/** The access token was refused, and nothing was said about it. */
export function unauthorized(status: number): PassError {
  return new PassError({ code: 'unauthorized', status });
}

/** The Enhanced Error of a body: the body itself, or what stands under `error`. */
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
 * Other software answers with a `code`, too. A code of Adobe's list is enough; one that may have been
 * added to it since must have the form of the others, and an action of the list or what only Adobe adds.
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
