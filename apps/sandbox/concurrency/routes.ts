import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Env, PassContext, Service } from '../service.ts';
import { badMetadata, nameList, type Policy, termination, violation } from './answers.ts';
import { type Application, applicationOf } from './policies.ts';
import { type Household, isRunning, type Session } from './Streams.ts';

/** Metadata that a heartbeat cannot change: it keeps its first value. */
const IMMUTABLE = [
  ...['package', 'channel', 'platform', 'assetId', 'idp'],
  ...['mvpd', 'hba_status', 'hba', 'mobileDevice'],
];

/**
 * Concurrency Monitoring's API, version 2, under `/v2`: HTTP Basic with an application's id and no password.
 * It does not use Adobe Pass tokens.
 */
export function concurrencyRoutes(service: Service): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/metadata', (c) =>
    withApplication(c, service, ({ required }) =>
      c.json(nameList(required, service.rules.concurrency.metadataShape) as object, 200),
    ),
  );
  app.get('/runningStreams/:idp/:subject', (c) =>
    withApplication(c, service, (application) => running(c, service, application)),
  );
  app.post('/sessions/:idp/:subject', (c) =>
    withApplication(c, service, (application) => start(c, service, application)),
  );
  app.post('/sessions/:idp/:subject/:session', (c) =>
    withSession(c, service, (session) => beat(c, service, session)),
  );
  app.delete('/sessions/:idp/:subject/:session', (c) =>
    withSession(c, service, (session) => stop(c, service, session)),
  );
  return app;
}

function withApplication(
  c: PassContext,
  service: Service,
  answer: (application: Application) => Response,
): Response {
  const [, encoded = ''] = /^Basic\s+(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  const [id = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  const application = applicationOf(id, service.rules.concurrency);
  return application ? answer(application) : bare(c, service, 401);
}

function withSession(
  c: PassContext,
  service: Service,
  answer: (session: Session) => Response,
): Response {
  return withApplication(c, service, (application) => {
    const id = c.req.param('session') ?? '';
    const over = throttled(c, service, `session ${id}`);
    if (over) return over;
    const session = service.streams.get(id);
    const home = householdOf(c, application);
    const isTheirs =
      session?.idp === home.idp &&
      session.subject === home.subject &&
      session.policy === home.policy;
    if (!isTheirs) return bare(c, service, 404);
    // When the rules forbid ending other streams, those that an order started are not found.
    if (!service.rules.concurrency.deleteOthers && session.applicationId === FOREIGN)
      return bare(c, service, 404);
    return answer(session);
  });
}

/** Application id of streams that an order started. */
export const FOREIGN = 'elsewhere';

function start(c: PassContext, service: Service, application: Application): Response {
  const { streams, clock, rules } = service;
  const home = householdOf(c, application);
  const over = throttled(c, service, `start ${home.idp} ${home.subject}`);
  if (over) return over;
  const { policy, required, strategy } = application;
  const { obligation, conflictShape, codeLifeS, terminateHeader } = rules.concurrency;
  const metadata = metadataOf(c);
  const missing = required.filter((name) => !metadata[name]);
  if (missing.length > 0) return c.json(badMetadata(missing, obligation), 400, NO_STORE);
  const now = clock.now();
  const codes = (c.req.header(terminateHeader) ?? '')
    .split(/[\s,;]+/)
    .filter((code) => code !== '');
  const ended = streams
    .of(home, now)
    .filter(({ code }) => codes.includes(code) && streams.isCodeGood(code, now, codeLifeS * 1_000));
  const counted = streams.of(home, now).filter((one) => !ended.includes(one));
  const isCounted = (one: Session) =>
    policy.attribute === undefined || one.metadata[policy.attribute] === metadata[policy.attribute];
  const conflicts = counted.filter(isCounted);
  if (conflicts.length >= policy.limit && strategy === 'lifo') {
    for (const { code } of conflicts) streams.tellCode(code, now);
    return refuse(c, 409, violation(policy, conflicts, conflictShape));
  }
  const superseded: Record<string, string> = ended.length > 0 ? { superseded: 'true' } : {};
  const session = streams.add(home, application.id, { ...metadata, ...superseded }, now, 0);
  for (const one of ended) one.endedBy = session;
  makeRoom(conflicts, policy);
  prolong(service, session);
  const address = `${service.publicUrl()}${c.req.path}/${session.id}`;
  const location = rules.concurrency.location === 'id' ? session.id : address;
  return success(c, service, { ...times(service), location });
}

/** Dismisses the oldest sessions, to make room for one more. */
export function makeRoom(conflicts: readonly Session[], { limit }: Policy): void {
  for (const one of conflicts.slice(0, Math.max(0, conflicts.length + 1 - limit)))
    one.dismissed = true;
}

function beat(c: PassContext, service: Service, session: Session): Response {
  const { clock, rules, streams } = service;
  const { conflictShape, immutable } = rules.concurrency;
  const now = clock.now();
  if (session.endedBy) return refuse(c, 410, termination(session.endedBy, conflictShape));
  const application = applicationOf(session.applicationId, rules.concurrency);
  if (session.dismissed && application)
    return refuse(c, 409, violation(application.policy, streams.of(session, now), conflictShape));
  if (!isRunning(session, now)) return bare(c, service, 410);
  const metadata = metadataOf(c);
  const changed = IMMUTABLE.filter(
    (name) => name in metadata && session.metadata[name] !== metadata[name],
  );
  if (changed.length > 0 && immutable === 'refused')
    return c.json(badMetadata(changed, 'none'), 400, NO_STORE);
  for (const name of IMMUTABLE) if (session.metadata[name] !== undefined) delete metadata[name];
  session.metadata = { ...session.metadata, ...metadata };
  prolong(service, session);
  return success(c, service, times(service));
}

function stop(c: PassContext, service: Service, session: Session): Response {
  const { conflictShape } = service.rules.concurrency;
  const now = service.clock.now();
  if (session.endedBy) return refuse(c, 410, termination(session.endedBy, conflictShape));
  if (!isRunning(session, now)) return bare(c, service, 410);
  session.endsAt = now;
  return success(c, service);
}

function running(c: PassContext, service: Service, application: Application): Response {
  const { clock, streams } = service;
  const found = streams.of(householdOf(c, application), clock.now());
  const first = Math.min(...found.map(({ endsAt }) => endsAt));
  const expires: Record<string, string> = Number.isFinite(first)
    ? { expires: new Date(first).toUTCString() }
    : {};
  const runningStreams = found.map(({ id, startedAt, applicationId, code, metadata }) => ({
    sessionId: id,
    startTime: startedAt,
    applicationId,
    applicationName: metadata.applicationName ?? applicationId,
    terminationCode: code,
    metadata,
  }));
  const body = found.length === 0 ? { runningStreams, otherStreams: 0 } : { runningStreams };
  return c.json(body, 200, { ...NO_STORE, ...dateOf(service), ...expires });
}

function prolong({ clock, rules: { concurrency } }: Service, session: Session): void {
  session.endsAt = clock.now() + (concurrency.beatS + concurrency.graceS) * 1_000;
}

/** Metadata comes in a form or in the query. */
function metadataOf(c: PassContext): Record<string, string> {
  return Object.fromEntries([
    ...new URL(c.req.url).searchParams,
    ...new URLSearchParams(c.get('body')),
  ]);
}

function householdOf(c: PassContext, { policy }: Application): Household {
  const { idp = '', subject = '' } = c.req.param() as { idp?: string; subject?: string };
  return { policy: policy.name, idp, subject };
}

const NO_STORE = { 'cache-control': 'no-store' };

function dateOf({ clock }: Service): { date: string } {
  return { date: new Date(clock.now()).toUTCString() };
}

function times(service: Service): Record<string, string> {
  const { clock, rules } = service;
  const end = clock.now() + rules.concurrency.beatS * 1_000;
  return { expires: new Date(end).toUTCString() };
}

function success(c: PassContext, service: Service, headers: Record<string, string> = {}): Response {
  const all = { ...NO_STORE, ...dateOf(service), ...headers };
  if (!service.rules.concurrency.successBody) return c.body(null, 202, all);
  const body = { status: 'success', data: {}, timestamp: service.clock.now() };
  return c.json(body, 200, all);
}

function refuse(c: PassContext, status: ContentfulStatusCode, body: object | undefined): Response {
  return body === undefined ? c.body(null, status, NO_STORE) : c.json(body, status, NO_STORE);
}

function bare(
  c: PassContext,
  service: Service,
  status: ContentfulStatusCode,
  headers: Record<string, string> = {},
): Response {
  return c.body(null, status, { ...NO_STORE, ...dateOf(service), ...headers });
}

/** 429 without a body; `Expires` contains the end of the minute. */
function throttled(c: PassContext, service: Service, key: string): Response | undefined {
  const { streams, clock, rules } = service;
  const left = rules.throttle ? streams.overLimit(key, clock.now()) : undefined;
  if (left === undefined) return undefined;
  const expires = new Date(clock.now() + left).toUTCString();
  return bare(c, service, 429, { expires, vary: 'Origin' });
}

const ALLOWED_HEADERS =
  'Authorization, Content-Type, Accept, X-Terminate, X-Terminator, X-Client-Version, X-Couchpass-Client';

/** Any origin may call. Adobe does not document which answer headers a page may read. */
export function crossOriginOfStreams({ rules }: Service) {
  return createMiddleware<Env>(async (c, next) => {
    const origin = c.req.header('origin') ?? '*';
    const allowed = { 'access-control-allow-origin': origin, vary: 'Origin' };
    if (c.req.method === 'OPTIONS')
      return c.body(null, 204, {
        ...allowed,
        'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
        'access-control-allow-headers': ALLOWED_HEADERS,
        'access-control-max-age': '600',
      });
    await next();
    if (c.res.headers.has('x-hono-already-sent')) return;
    for (const [name, value] of Object.entries(allowed)) c.res.headers.set(name, value);
    const { exposeLocation, exposeDate } = rules.concurrency;
    const exposed = [...(exposeLocation ? ['Location'] : []), ...(exposeDate ? ['Date'] : [])];
    c.res.headers.set('access-control-expose-headers', [...exposed, 'Expires'].join(', '));
  });
}
