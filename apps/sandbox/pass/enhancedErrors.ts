import { randomUUID } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ErrorCode, errorCatalogue } from './errorCatalogue.ts';

export const HELP_URL =
  'https://experienceleague.adobe.com/docs/pass/authentication/integration-guide-programmers/standard-features/error-reporting/enhanced-error-codes.html';

/** An Enhanced Error: the whole body of an answer, or the `error` of one decision. */
export interface ErrorInformation {
  readonly action: string;
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The partner's own message. */
  readonly details?: string;
  readonly helpUrl: string;
  readonly trace: string;
}

export function errorInformation(
  code: ErrorCode,
  more: { details?: string; message?: string } = {},
): ErrorInformation {
  const { action, status, message } = errorCatalogue[code];
  return {
    action,
    status,
    code,
    message: more.message ?? message,
    ...(more.details === undefined ? {} : { details: more.details }),
    helpUrl: HELP_URL,
    trace: randomUUID(),
  };
}

/** Thrown by an endpoint to answer with a top-level Enhanced Error. */
export class PassFault extends Error {
  readonly body: ErrorInformation;
  readonly httpStatus: ContentfulStatusCode;

  constructor(body: ErrorInformation) {
    super(body.code);
    this.body = body;
    this.httpStatus = body.status as ContentfulStatusCode;
  }
}

/** `throw fault('invalid_integration')` */
export function fault(code: ErrorCode, more: { details?: string } = {}): PassFault {
  return new PassFault(errorInformation(code, more));
}

/**
 * Errors for which Adobe's catalogue has no code (an unusable bearer token, a wrong method, an unknown
 * path, an oversized body). They have the documented shape; clients decide by the status.
 */
export function uncataloguedFault(
  status: 401 | 403 | 404 | 405 | 413,
  code: string,
  message: string,
): PassFault {
  return new PassFault({
    action: 'none',
    status,
    code,
    message,
    helpUrl: HELP_URL,
    trace: randomUUID(),
  });
}
