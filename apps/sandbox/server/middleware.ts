import type { IncomingMessage } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import type { Taken } from '../control/entry.ts';
import { uncataloguedFault } from '../pass/enhancedErrors.ts';
import { THROTTLED_HEADERS, THROTTLED_PAGE, throttleKey } from '../pass/throttle.ts';
import {
  claimedClientId,
  connectionOf,
  type Env,
  type PassContext,
  type Service,
} from '../service.ts';
import { CLIENT_HEADER } from '../state/clientNames.ts';
import { isLoopbackHost } from '../world/redirectKey.ts';
import { hostNameOf } from './hosts.ts';

export const MAX_BODY_BYTES = 65_536;

/**
 * No browser may take an answer for something else than its type says (a record for a script, say), and no
 * page, that of an error neither, runs or loads anything that it was not meant to.
 */
export const sealed = createMiddleware<Env>(async (c, next) => {
  await next();
  const { headers } = c.res;
  if (headers.has('x-hono-already-sent')) return;
  headers.set('x-content-type-options', 'nosniff');
  const isDocument = /^(text\/html|image\/svg\+xml)/.test(headers.get('content-type') ?? '');
  if (isDocument && !headers.has('content-security-policy'))
    headers.set('content-security-policy', NOTHING_RUNS);
});

const NOTHING_RUNS =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Answers only to its own names (see hosts.ts). 403 for others, which are not recorded. */
export function ownHost(service: Service) {
  return createMiddleware<Env>(async (c, next) => {
    const host = c.env.incoming.headers.host ?? '';
    if (service.access.isOwnHost(host)) return next();
    const name = hostNameOf(host);
    const advice = name === undefined ? '' : ` Start it with "--allow-host ${name}" if it should.`;
    return c.json({ error: `This sandbox does not answer to this host name.${advice}` }, 403);
  });
}

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
    const taken = c.get('taken');
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
      ...(taken === undefined ? {} : { taken }),
      ...(answer === undefined ? {} : { answer }),
      ...(answerType === undefined ? {} : { answerType }),
      ...(moved === 0 ? {} : { moved }),
      ...answerHeadersOf(c),
    });
  });
}

/** The service's answers and the playback endpoint's; feeds and streams are long and always the same. */
const ANSWERS_WORTH_KEEPING = /^\/(o|api|v2|reggie|adobe-services|programmer\/play)(\/|$)/;

/** Concurrency Monitoring says in headers which session it is, and how long it lives. */
function answerHeadersOf(c: PassContext): Pick<Taken, 'answerHeaders'> {
  if (!c.req.path.startsWith('/v2/')) return {};
  const told = ['location', 'date', 'expires'].flatMap((name) => {
    const value = c.res.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return told.length === 0 ? {} : { answerHeaders: Object.fromEntries(told) };
}

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
  // Of the same sample; clients made with the SDKs send them.
  ...['ap_11', 'ap_42', 'ap_z', 'ap_19', 'ap_21', 'ap_23', 'pass_sfp'],
];

/** The first four as in the sample of the page "Throttling mechanism". */
const EXPOSED_HEADERS = [
  'pass_sfp',
  'Authzf-Error-Code',
  'Authzf-Sub-Error-Code',
  'Authzf-Error-Details',
  'Content-Length',
  'Content-Range',
];

const [preflight, preflightWithCredentials] = [false, true].map((credentials) =>
  cors({
    origin: (origin) => origin || '*',
    credentials,
    allowMethods: ['POST', 'GET', 'OPTIONS', 'DELETE'],
    allowHeaders: ALLOWED_HEADERS,
    exposeHeaders: EXPOSED_HEADERS,
    maxAge: 600,
  }),
) as [MiddlewareHandler<Env>, MiddlewareHandler<Env>];

/**
 * Adobe does not describe CORS for V2; TV apps in a browser engine depend on it. Any origin may call,
 * as with the real service, and every documented header passes the preflight; with credentials only the
 * pages of this machine and of the origins that were named, because the console's cookie is one. Other
 * answers get their headers when they are there: what Hono prepares before costs more than most endpoints.
 */
export function crossOrigin(service: Service) {
  return createMiddleware<Env>(async (c, next) => {
    if (c.req.path === '/programmer/plays') return next();
    const origin = c.req.header('origin');
    const isTrusted = origin !== undefined && mayBringCredentials(origin, service);
    if (c.req.method === 'OPTIONS')
      return (isTrusted ? preflightWithCredentials : preflight)(c, next);
    await next();
    const { headers } = c.res;
    // One answer for all: that of a connection that was broken off.
    if (headers.has('x-hono-already-sent')) return;
    headers.set('Access-Control-Allow-Origin', origin || '*');
    if (isTrusted) headers.set('Access-Control-Allow-Credentials', 'true');
    headers.set('Access-Control-Expose-Headers', EXPOSED_HEADERS.join(','));
    headers.append('Vary', 'Origin');
  });
}

function mayBringCredentials(origin: string, { activateOrigins }: Service): boolean {
  if (activateOrigins.includes(origin)) return true;
  return URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname);
}

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
    return c.html(THROTTLED_PAGE, 429, THROTTLED_HEADERS);
  });
}
