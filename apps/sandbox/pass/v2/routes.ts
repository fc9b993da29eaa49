import { type Handler, Hono } from 'hono';
import type { Env, PassContext, Service } from '../../service.ts';
import { uncataloguedFault } from '../enhancedErrors.ts';
import { authenticate, authenticateMethodNotAllowed } from './authenticate.ts';
import { configuration } from './configuration.ts';
import { authorize, preauthorize } from './decisions.ts';
import { logout, logoutEverywhere } from './logout.ts';
import { partnerProfile, partnerSession } from './partner.ts';
import { allProfiles, profilesOfCode, profilesOfMvpd } from './profilesEndpoints.ts';
import { createSession, inspectSession, resumeSession } from './sessions.ts';

type Endpoint = (c: PassContext, service: Service) => Response | Promise<Response>;

/**
 * The thirteen operations of REST API V2. Order matters: `authenticate` stands before the service
 * provider, and `/profiles/code/…` and `…/sso/…` share their prefix with a path parameter.
 */
const endpoints: ReadonlyArray<readonly [path: string, Readonly<Record<string, Endpoint>>]> = [
  ['/:serviceProvider/configuration', { GET: configuration }],
  ['/:serviceProvider/sessions', { POST: createSession }],
  ['/:serviceProvider/sessions/sso/:partner', { POST: partnerSession }],
  ['/:serviceProvider/sessions/:code', { POST: resumeSession, GET: inspectSession }],
  ['/:serviceProvider/profiles', { GET: allProfiles }],
  ['/:serviceProvider/profiles/code/:code', { GET: profilesOfCode }],
  ['/:serviceProvider/profiles/sso/:partner', { POST: partnerProfile }],
  ['/:serviceProvider/profiles/:mvpd', { GET: profilesOfMvpd }],
  ['/:serviceProvider/decisions/authorize/:mvpd', { POST: authorize }],
  ['/:serviceProvider/decisions/preauthorize/:mvpd', { POST: preauthorize }],
  ['/:serviceProvider/logout/:mvpd', { GET: logout }],
];

/**
 * Paths that samples and prose of the documentation have by mistake. Clients that were written by those
 * are served when lenient; strict knows nothing there.
 */
const mistaken: typeof endpoints = [
  ['/sessions/:serviceProvider/:code', { POST: resumeSession, GET: inspectSession }],
  ['/logout/:serviceProvider/:mvpd', { GET: logout }],
  ['/:serviceProvider/decision/authorize/:mvpd', { POST: authorize }],
  ['/:serviceProvider/decision/preauthorize/:mvpd', { POST: preauthorize }],
  ['/:serviceProvider/logout', { GET: logoutEverywhere }],
];

export function v2Routes(service: Service): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    if (service.mode === 'strict' && new URL(c.req.url).pathname.endsWith('/')) return c.notFound();
    await next();
    const isJson = c.res.headers.get('content-type') === 'application/json';
    // Of the answer itself: `c.header` would make another one of it, which costs as much again.
    if (isJson) c.res.headers.set('content-type', 'application/json;charset=UTF-8');
  });
  app.get('/authenticate/:serviceProvider/:code', (c) => authenticate(c, service));
  app.all('/authenticate/:serviceProvider/:code', (c) => authenticateMethodNotAllowed(c));
  for (const [path, methods] of service.mode === 'lenient'
    ? [...endpoints, ...mistaken]
    : endpoints) {
    for (const [method, endpoint] of Object.entries(methods))
      app.on(method, path, (c) => endpoint(c, service));
    app.all(path, methodNotAllowed(Object.keys(methods)));
  }
  return app;
}

function methodNotAllowed(methods: readonly string[]): Handler<Env> {
  return (c) => {
    c.header('allow', [...methods, 'OPTIONS'].join(', '));
    throw uncataloguedFault(
      405,
      'method_not_allowed',
      `${c.req.method} is not allowed here; ${methods.join(' or ')} is.`,
    );
  };
}
