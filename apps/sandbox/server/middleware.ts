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
 * Forbids browsers to treat an answer as another type than its content type (for example a record as a script),
 * and pages, including error pages, to run or load anything that their policy does not allow.
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

/** Accepts only the sandbox's own host names (see hosts.ts). Others get a 403 and are not recorded. */
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
 * Reads the body once, for the journal and the endpoints, up to a size that no valid request exceeds.
 * `refuseOversized` answers a longer one with 413, after the request was recorded.
 */
export const readBody = createMiddleware<Env>(async (c, next) => {
  c.set('body', '');
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const body = await bodyOf(c.env.incoming);
  c.set('body', body);
  // For routes that read the body through Hono: the stream has already been read.
  Object.assign(c.req.bodyCache, { text: Promise.resolve(body) });
  return next();
});

const OVERSIZED = '\u0000oversized';

/** Reads the body through events of the connection: a web stream or an iterator takes longer than most answers. */
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

/** Records every request, except those to the controls under /_sandbox. */
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
    // While a test's clock stands still, the duration is at most 1 ms, however busy the machine is.
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

/** Answers of the service and the playback endpoint are recorded; feeds and streams are long and always the same. */
const ANSWERS_WORTH_KEEPING = /^\/(o|api|v2|reggie|adobe-services|programmer\/play)(\/|$)/;

/** Concurrency Monitoring's answer headers contain the session id and the session's end. */
function answerHeadersOf(c: PassContext): Pick<Taken, 'answerHeaders'> {
  if (!c.req.path.startsWith('/v2/')) return {};
  const told = ['location', 'date', 'expires'].flatMap((name) => {
    const value = c.res.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return told.length === 0 ? {} : { answerHeaders: Object.fromEntries(told) };
}

/** Stores an endpoint's JSON for the journal when it is sent, so that the answer need not be read again. */
function keepAnswer(c: PassContext): void {
  const send = c.body as (text: string, ...rest: unknown[]) => Response;
  c.json = ((value: unknown, status?: number, headers?: Readonly<Record<string, string>>) => {
    const answer = JSON.stringify(value);
    c.set('answer', answer);
    return send(answer, status, { 'content-type': 'application/json', ...headers });
  }) as typeof c.json;
}

/** All request headers that the V2 pages name, and those that browsers add. */
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
  // From the same sample; clients built with the SDKs send them.
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
 * as with the real service, and every documented header passes the preflight; with credentials only pages
 * of this machine and of `activateOrigins`, because the console's cookie is a credential. Except for
 * preflights the headers are set after the answer: Hono's middleware takes longer than most endpoints.
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
    // The shared answer object for broken connections must not be changed.
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

/** 429 as documented: HTML, no `Retry-After`. Preflights are not counted, because browsers send them. */
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
