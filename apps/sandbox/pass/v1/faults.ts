import { randomUUID } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PassContext, Service } from '../../service.ts';
import { type ErrorInformation, HELP_URL, PassFault } from '../enhancedErrors.ts';
import { formatOf, reply } from './call.ts';
import type { PlainObject } from './xml.ts';

/** "Enhanced Error Codes", the rows that only V1 has, with their actions. */
const actions = {
  invalid_requestor: 'none',
  invalid_device_info: 'none',
  invalid_device_id: 'none',
  missing_resource: 'none',
  malformed_authz_request: 'none',
  internal_error: 'none',
  unknown_integration: 'configuration',
  too_many_resources: 'configuration',
  authentication_session_missing: 'authentication',
  authentication_session_expired: 'authentication',
  authentication_session_invalidated: 'authentication',
  preauthorization_authentication_session_missing: 'authentication',
  preauthorization_authentication_session_expired: 'authentication',
  authorization_not_found: 'authorization',
  authorization_expired: 'authorization',
} as const;

export type V1Code = keyof typeof actions;

export interface V1FaultParts {
  readonly status: ContentfulStatusCode;
  /** The basic body's text. */
  readonly message: string;
  /** Its details; null where the page's JSON sample shows a null. */
  readonly details?: string | null;
  /** What takes the basic body's place when Enhanced Errors are switched on; none fits everything. */
  readonly enhanced?: V1Code | Pick<ErrorInformation, 'code' | 'action'>;
}

/** Thrown by an endpoint: an error in V1's own shape. */
export class V1Fault extends Error {
  readonly parts: V1FaultParts;

  constructor(parts: V1FaultParts) {
    super(parts.message);
    this.parts = parts;
  }
}

/** "Required '<name>' is not present", the documented 400; the page leaves the name blank. */
export function missing(name: string, enhanced?: V1Code): V1Fault {
  return new V1Fault({
    status: 400,
    message: `Required '${name}' is not present`,
    ...(enhanced === undefined ? {} : { enhanced }),
  });
}

export function badRequest(message: string, enhanced?: V1Code): V1Fault {
  return new V1Fault({ status: 400, message, ...(enhanced === undefined ? {} : { enhanced }) });
}

export function notFound(): V1Fault {
  return new V1Fault({ status: 404, message: 'Not Found' });
}

/** A decision against, in the provider's words where there are any. */
export function denied({ code, action, details }: ErrorInformation): V1Fault {
  return new V1Fault({
    status: 403,
    message: 'User not authorized',
    ...(details === undefined ? {} : { details }),
    enhanced: { code, action },
  });
}

/** Whatever an endpoint threw, answered in V1's shape. */
export function answerFault(error: Error, c: PassContext, service: Service): Response {
  if (error instanceof V1Fault) return answer(error.parts, c, service);
  if (error instanceof PassFault) {
    const { code, action, message, details } = error.body;
    return answer(
      {
        status: error.httpStatus,
        message,
        ...(details === undefined ? {} : { details }),
        enhanced: { code, action },
      },
      c,
      service,
    );
  }
  service.warn(`failed at a ${c.req.method} of REST API V1: ${error.stack ?? error.message}`);
  return answer(
    { status: 500, message: 'Internal Server Error', enhanced: 'internal_error' },
    c,
    service,
  );
}

function answer(parts: V1FaultParts, c: PassContext, service: Service): Response {
  const body = service.rules.v1Errors === 'enhanced' ? enhancedBody(parts) : undefined;
  return reply(c, { name: 'error' }, body ?? basicBody(parts, c), parts.status);
}

function basicBody({ status, message, details }: V1FaultParts, c: PassContext): PlainObject {
  // The pages write the same text with another capital in XML.
  const text = message === 'Not Found' && formatOf(c) === 'xml' ? 'Not found' : message;
  return { status, message: text, ...(details === undefined ? {} : { details }) };
}

export function enhancedBody({
  status,
  message,
  details,
  enhanced,
}: V1FaultParts): PlainObject | undefined {
  if (enhanced === undefined) return undefined;
  const known =
    typeof enhanced === 'string' ? { code: enhanced, action: actions[enhanced] } : enhanced;
  return {
    action: known.action,
    status,
    code: known.code,
    message,
    ...(details == null ? {} : { details }),
    helpUrl: HELP_URL,
    trace: randomUUID(),
  };
}
