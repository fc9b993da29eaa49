import type { HttpResponse } from '../ports.ts';
import { PassError } from './errors.ts';

/**
 * The error that an answer carries, in any of its shapes: Enhanced Error at top level (bare or under
 * `error`), DCR's `{"error":"code"}`, HTML (429, proxies), or nothing readable at all.
 * Adobe: "Enhanced Error Codes", "Throttling mechanism".
 */
export function readError(response: HttpResponse): PassError {
  const { status } = response;
  if (status === 429) return new PassError({ code: 'throttled', action: 'retry', status });
  const body = parseObject(response.text);
  const enhanced = body && (isObject(body.error) ? body.error : body);
  if (enhanced && typeof enhanced.code === 'string') return enhancedError(enhanced, status);
  if (body && typeof body.error === 'string') return new PassError({ code: body.error, status });
  if (status === 401) return new PassError({ code: 'unauthorized', status });
  if (status >= 500) return new PassError({ code: 'service_failed', status });
  if (status >= 400) return new PassError({ code: 'request_refused', status });
  return unreadable(status);
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

/** The answer was cut off, is not JSON, or lacks what every such answer has. */
export function unreadable(status: number): PassError {
  return new PassError({ code: 'unreadable_answer', action: 'retry', status });
}

/** A JSON object, or undefined: never throws. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
