import { setTimeout as wait } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createMiddleware } from 'hono/factory';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { errorInformation } from '../pass/enhancedErrors.ts';
import { THROTTLED_HEADERS, THROTTLED_PAGE } from '../pass/throttle.ts';
import { claimedClientId, type Env, type PassContext, type Service } from '../service.ts';
import { CLIENT_HEADER } from '../state/clientNames.ts';
import { enhancedCodeOf, type Fault } from './faults.ts';

/** Carries out fault orders, after the request was recorded and before any other middleware handles it. */
export function faultMiddleware(service: Service) {
  return createMiddleware<Env>(async (c, next) => {
    const clientId = claimedClientId(c, service);
    const fault = service.faults.take({
      method: c.req.method,
      path: c.req.path,
      body: c.get('body'),
      clientId,
      client: service.names.of(c.req.header(CLIENT_HEADER), clientId),
    });
    if (!fault) return next();
    if (fault.delayMs) await wait(fault.delayMs, undefined, { ref: false });
    if (fault.reset) {
      c.env.incoming.socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    }
    const made = makeAnswer(c, fault);
    if (!made) await next();
    if (!fault.cut) return made;
    const sent = await cutShort(c, made ?? c.res);
    // Assigned, not returned: Hono ignores a returned answer when there already is one. Set to undefined first:
    // Hono would otherwise merge the two into a new answer that is not recognised as already sent.
    c.res = undefined;
    c.res = sent;
  });
}

function makeAnswer(c: PassContext, fault: Fault): Response | undefined {
  const code = enhancedCodeOf(fault);
  const headers = { ...fault.headers };
  if (fault.error !== undefined && !code)
    return c.json({ error: fault.error }, statusOf(fault, 400), headers);
  if (code && c.req.path.startsWith('/o/'))
    return c.json({ error: code }, statusOf(fault, 400), headers);
  if (code && fault.shape === 'item') {
    const { details, resources } = fault;
    c.set('itemError', {
      error: () => errorInformation(code, details === undefined ? {} : { details }),
      ...(resources ? { resources } : {}),
    });
    return undefined;
  }
  if (code) {
    const body = errorInformation(
      code,
      fault.details === undefined ? {} : { details: fault.details },
    );
    return c.json(body, statusOf(fault, body.status), headers);
  }
  if (fault.status === undefined && fault.body === undefined) return undefined;
  const status = statusOf(fault, 200);
  if (fault.body === undefined && status === 429)
    return c.html(THROTTLED_PAGE, 429, { ...THROTTLED_HEADERS, ...headers });
  if (typeof fault.body === 'string') return c.body(fault.body, status, headers);
  return fault.body === undefined
    ? c.body(null, status, headers)
    : c.json(fault.body as object, status, headers);
}

function statusOf(fault: Fault, otherwise: number): ContentfulStatusCode {
  return (fault.status ?? otherwise) as ContentfulStatusCode;
}

/** Announces the whole length, sends the first half, and drops the connection. */
async function cutShort(c: PassContext, response: Response): Promise<Response> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const { outgoing } = c.env;
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  outgoing.writeHead(response.status, { ...headers, 'content-length': Math.max(bytes.length, 2) });
  outgoing.write(bytes.subarray(0, Math.max(1, Math.floor(bytes.length / 2))), () =>
    outgoing.destroy(),
  );
  return RESPONSE_ALREADY_SENT;
}
