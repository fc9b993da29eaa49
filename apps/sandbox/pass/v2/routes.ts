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
 * The thirteen operations of REST API V2. The order matters: `authenticate` precedes the service provider, and
 * `/profiles/code/…` and `…/sso/…` share their prefix with a path parameter.
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
 * Wrong paths in the documentation's samples and text. Lenient mode serves clients that were written with them;
 * strict mode does not.
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
    // Sets the header on the existing answer: `c.header` would create another answer, which doubles the cost.
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
