import { randomUUID } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PassContext, Service } from '../../service.ts';
import { type ErrorInformation, HELP_URL, PassFault } from '../enhancedErrors.ts';
import { formatOf, reply } from './call.ts';
import { messageOf, type V1Code, v1Catalogue } from './errorCatalogue.ts';
import type { PlainObject } from './xml.ts';

export interface V1FaultParts {
  readonly status: ContentfulStatusCode;
  /** The text of the basic body. */
  readonly message: string;
  /** The details of the basic body; null where the page's JSON sample shows a null. */
  readonly details?: string | null;
  /** Replaces the basic body when Enhanced Errors are switched on; absent when no code fits. */
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

/** "Required '<name>' is not present", the documented 400; the page omits the name. */
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

/** A denial, with the provider's message if there is one. */
export function denied({ code, action, details }: ErrorInformation): V1Fault {
  return new V1Fault({
    status: 403,
    message: 'User not authorized',
    ...(details === undefined ? {} : { details }),
    enhanced: { code, action },
  });
}

/** Turns any error that an endpoint threw into an answer in V1's shape. */
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
  const body = service.rules.v1Errors === 'enhanced' ? topLevelBody(parts) : undefined;
  return reply(c, { name: 'error' }, body ?? basicBody(parts, c), parts.status);
}

function basicBody({ status, message, details }: V1FaultParts, c: PassContext): PlainObject {
  // The pages capitalise this text differently in XML.
  const text = message === 'Not Found' && formatOf(c) === 'xml' ? 'Not found' : message;
  return { status, message: text, ...(details === undefined ? {} : { details }) };
}

/** The whole answer, with the message from the page's table. */
function topLevelBody(parts: V1FaultParts): PlainObject | undefined {
  const body = enhancedBody(parts);
  return body && { ...body, message: messageOf(String(body.code)) ?? parts.message };
}

/** Also the `error` of one preauthorized resource: in its samples the message is the basic body's text. */
export function enhancedBody({
  status,
  message,
  details,
  enhanced,
}: V1FaultParts): PlainObject | undefined {
  if (enhanced === undefined) return undefined;
  const known =
    typeof enhanced === 'string'
      ? { code: enhanced, action: v1Catalogue[enhanced].action }
      : enhanced;
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
