import type { IncomingMessage } from 'node:http';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { uncataloguedFault } from '../pass/enhancedErrors.ts';
import { THROTTLED_PAGE, throttleKey } from '../pass/throttle.ts';
import {
  claimedClientId,
  connectionOf,
  type Env,
  type PassContext,
  type Service,
} from '../service.ts';
import { CLIENT_HEADER } from '../state/clientNames.ts';

export const MAX_BODY_BYTES = 65_536;

/**
 * Reads the body once, for the journal and the endpoints alike, and no more of it than any of Adobe's
 * requests needs. What is too long is answered 413 by `refuseOversized`, after it was recorded.
 */
export const readBody = createMiddleware<Env>(async (c, next) => {
  c.set('body', '');
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const body = await bodyOf(c.env.incoming);
  c.set('body', body);
  // For routes that read the request in Hono's own way: the stream is used up.
  Object.assign(c.req.bodyCache, { text: Promise.resolve(body) });
  return next();
});

const OVERSIZED = '\u0000oversized';

/** From the connection itself, by its events: a web stream or an iterator of it costs more than most answers. */
function bodyOf(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) return chunks.push(chunk);
      incoming.pause();
      resolve(OVERSIZED);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.on('error', reject);
    incoming.on('close', () =>
      reject(new Error('The connection was closed in the middle of a body.')),
    );
  });
}

export const refuseOversized = createMiddleware<Env>(async (c, next) => {
  if (c.get('body') === OVERSIZED) {
    c.header('connection', 'close');
    throw uncataloguedFault(
      413,
      'request_too_large',
      `The body is longer than ${MAX_BODY_BYTES} bytes.`,
    );
  }
  return next();
});

/** Records every request to the stand-in; the control side under /_sandbox is not part of the play. */
export function record(service: Service) {
  return createMiddleware<Env>(async (c, next) => {
    const seq = service.journal.next();
    const time = service.clock.now();
    const startedAt = performance.now();
    const clientId = claimedClientId(c, service);
    const client = service.names.of(c.req.header(CLIENT_HEADER), clientId);
    const { moved } = service.clock;
    keepAnswer(c);
    await next();
    // Where a test holds time still, an answer takes none of it, however busy the machine is.
    const passed = service.clock.now() - service.clock.moved - (time - moved);
    const durationMs = Math.min(performance.now() - startedAt, Math.max(0, passed) + 1);
    const answer = ANSWERS_WORTH_KEEPING.test(c.req.path) ? c.get('answer') : undefined;
    const answerType = c.res.headers.get('content-type')?.split(';')[0]?.toLowerCase();
    const sent = !c.res.headers.has('x-hono-already-sent');
    service.journal.add({
      seq,
      time,
      method: c.req.method,
      url: c.req.url,
      rawHeaders: c.env.incoming.rawHeaders,
      body: c.get('body'),
      status: sent ? c.res.status : 0,
      durationMs: Math.round(durationMs * 10) / 10,
      address: connectionOf(c).address,
      ...(clientId === undefined ? {} : { clientId }),
      ...(client === undefined ? {} : { client }),
      ...(answer === undefined ? {} : { answer }),
      ...(answerType === undefined ? {} : { answerType }),
      ...(moved === 0 ? {} : { moved }),
    });
  });
}

/** The service's answers and the playback endpoint's; feeds and streams are long and always the same. */
const ANSWERS_WORTH_KEEPING = /^\/(o|api|reggie|adobe-services|programmer\/play)(\/|$)/;

/** Keeps what an endpoint answers as JSON on its way out, so that no answer has to be read again. */
function keepAnswer(c: PassContext): void {
  const send = c.body as (text: string, ...rest: unknown[]) => Response;
  c.json = ((value: unknown, status?: number, headers?: Readonly<Record<string, string>>) => {
    const answer = JSON.stringify(value);
    c.set('answer', answer);
    return send(answer, status, { 'content-type': 'application/json', ...headers });
  }) as typeof c.json;
}

/** Every request header that the V2 pages name, and what browsers ask for on their own. */
export const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'Accept',
  'AP-Device-Identifier',
  'X-Device-Info',
  'X-Forwarded-For',
  'Adobe-Subject-Token',
  'AD-Service-Token',
  'X-Roku-Reserved-Roku-Connect-Token',
  'AP-Partner-Framework-Status',
  'AP-TempPass-Identity',
  'AP-Visitor-Identifier',
  'AP-Session-Identifier',
  'AP-SDK-Identifier',
  'User-Agent',
  'Range',
  CLIENT_HEADER,
];

const EXPOSED_HEADERS = [
  'Authzf-Error-Code',
  'Authzf-Sub-Error-Code',
  'Authzf-Error-Details',
  'Content-Length',
  'Content-Range',
];

const preflight = cors({
  origin: (origin) => origin || '*',
  credentials: true,
  allowMethods: ['POST', 'GET', 'OPTIONS', 'DELETE'],
  allowHeaders: ALLOWED_HEADERS,
  exposeHeaders: EXPOSED_HEADERS,
  maxAge: 600,
});

/**
 * Adobe does not describe CORS for V2; TV apps in a browser engine depend on it. Any origin may call,
 * as with the real service, and every documented header passes the preflight. Other answers get their
 * headers when they are there: what Hono prepares before costs more than most endpoints.
 */
export const crossOrigin = createMiddleware<Env>(async (c, next) => {
  if (c.req.method === 'OPTIONS') return preflight(c, next);
  await next();
  const { headers } = c.res;
  // One answer for all: that of a connection that was broken off.
  if (headers.has('x-hono-already-sent')) return;
  headers.set('Access-Control-Allow-Origin', c.req.header('origin') || '*');
  headers.set('Access-Control-Allow-Credentials', 'true');
  headers.set('Access-Control-Expose-Headers', EXPOSED_HEADERS.join(','));
  headers.append('Vary', 'Origin');
});

/** 429 as documented: HTML, no `Retry-After`. Preflights are not counted: the browser sends them. */
export function throttled(service: Service) {
  return createMiddleware<Env>(async (c, next) => {
    if (!service.rules.throttle || c.req.method === 'OPTIONS') return next();
    const key = throttleKey({
      address: connectionOf(c).address,
      forwardedFor: c.req.header('x-forwarded-for'),
      clientId: claimedClientId(c, service),
      userAgent: c.req.header('user-agent') ?? '',
    });
    if (service.throttle.admit(key, service.clock.now())) return next();
    return c.html(THROTTLED_PAGE, 429);
  });
}
