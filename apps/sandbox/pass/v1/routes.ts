import { type Handler, Hono } from 'hono';
import { throttled } from '../../server/middleware.ts';
import type { Env, PassContext, Service } from '../../service.ts';
import { exchangeToken, profileRequest } from './apple.ts';
import { authorizeCall } from './authorization.ts';
import { type Endpoint, inputsOf } from './call.ts';
import { config, olderConfig } from './config.ts';
import {
  authorize,
  authzToken,
  mediaToken,
  preauthorize,
  preauthorizeByCode,
} from './decisions.ts';
import { answerFault, V1Fault } from './faults.ts';
import { freePreview } from './freePreview.ts';
import { authenticate, checkAuthnByCode, loginOfCode } from './login.ts';
import { createRegcode, deleteRegcode, readRegcode } from './regcode.ts';
import { authnToken, checkAuthn, logout, userMetadata } from './tokenEndpoints.ts';

/**
 * Which calls need an access token or a signature. "Most of the APIs" need one; the exceptions are not listed.
 * `device`: always. `page`: never, because the pages for the second screen have no header and a browser sends none.
 * `record`: in strict mode only.
 */
type Door = 'device' | 'page' | 'record';

/** Every endpoint of REST API V1, under the two paths that Adobe's hosts serve ("REST API Reference"). */
const endpoints: ReadonlyArray<
  readonly [path: string, door: Door, methods: Readonly<Record<string, Endpoint>>]
> = [
  ['/reggie/v1/:requestor/regcode', 'device', { POST: createRegcode }],
  ['/reggie/v1/:requestor/regcode/:code', 'record', { GET: readRegcode, DELETE: deleteRegcode }],
  ['/api/v1/config/:requestor', 'page', { GET: config }],
  ['/adobe-services/config/:requestor', 'page', { GET: olderConfig }],
  ['/api/v1/authenticate', 'page', { GET: authenticate }],
  ['/api/v1/authenticate/freepreview', 'device', { POST: freePreview }],
  ['/api/v1/authenticate/:code', 'page', { GET: loginOfCode }],
  ['/api/v1/checkauthn', 'device', { GET: checkAuthn }],
  ['/api/v1/checkauthn/:code', 'page', { GET: checkAuthnByCode }],
  ['/api/v1/tokens/authn', 'device', { GET: authnToken, POST: exchangeToken }],
  ['/api/v1/tokens/authz', 'device', { GET: authzToken }],
  ['/api/v1/tokens/media', 'device', { GET: mediaToken }],
  ['/api/v1/mediatoken', 'device', { GET: mediaToken }],
  ['/api/v1/tokens/usermetadata', 'device', { GET: userMetadata }],
  ['/api/v1/authorize', 'device', { GET: authorize }],
  ['/api/v1/preauthorize', 'device', { GET: preauthorize }],
  ['/api/v1/preauthorize/:code', 'page', { GET: preauthorizeByCode }],
  // The migration table of V2's FAQ has GET; the page has DELETE.
  ['/api/v1/logout', 'device', { DELETE: logout, GET: logout }],
  ['/api/v1/:requestor/profile-requests/:mvpd', 'device', { GET: profileRequest }],
];

export function v1Routes(service: Service): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error, c) => answerFault(error, c, service));
  for (const [path, door, methods] of endpoints)
    for (const address of withSuffixes(path)) {
      // The browser's navigation to the login is not throttled.
      if (path !== '/api/v1/authenticate') app.use(address, throttled(service));
      for (const [method, endpoint] of Object.entries(methods))
        app.on(method, address, (c) => answer(c, service, door, endpoint));
      app.all(address, methodNotAllowed(Object.keys(methods)));
    }
  return app;
}

/** `.json` and `.xml` may end the last part of a path; a parameter in that place already includes them. */
function withSuffixes(path: string): string[] {
  const isOpen = /:\w+$/.test(path);
  return isOpen ? [path] : ['', '.json', '.xml'].map((suffix) => path + suffix);
}

function answer(
  c: PassContext,
  service: Service,
  door: Door,
  endpoint: Endpoint,
): Response | Promise<Response> {
  const isLocked = door === 'device' || (door === 'record' && service.mode === 'strict');
  return endpoint({
    c,
    service,
    inputs: inputsOf(c),
    ...(isLocked ? { caller: authorizeCall(c, service) } : {}),
  });
}

function methodNotAllowed(methods: readonly string[]): Handler<Env> {
  return (c) => {
    c.header('allow', [...methods, 'OPTIONS'].join(', '));
    throw new V1Fault({
      status: 405,
      message: 'Method Not Allowed',
      enhanced: 'internal_error',
    });
  };
}
