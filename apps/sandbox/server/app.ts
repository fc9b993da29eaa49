import { Hono } from 'hono';
import { getPathNoStrict } from 'hono/utils/url';
import { concurrencyRoutes, crossOriginOfStreams } from '../concurrency/routes.ts';
import type { Control } from '../control/control.ts';
import { faultMiddleware } from '../control/faultMiddleware.ts';
import { guard } from '../control/guard.ts';
import { controlRoutes } from '../control/routes.ts';
import { logoRoutes } from '../mvpd/logoRoutes.ts';
import { mvpdRoutes, serviceLogout } from '../mvpd/routes.ts';
import { dcrRoutes } from '../pass/dcr.ts';
import { errorInformation, PassFault, uncataloguedFault } from '../pass/enhancedErrors.ts';
import { resetTempPassRoutes } from '../pass/resetTempPass.ts';
import { v1Routes } from '../pass/v1/routes.ts';
import { v2Routes } from '../pass/v2/routes.ts';
import { programmerRoutes } from '../programmer/index.ts';
import type { Env, PassContext, Service } from '../service.ts';
import {
  crossOrigin,
  ownHost,
  readBody,
  record,
  refuseOversized,
  sealed,
  throttled,
} from './middleware.ts';

/** Paths that web apps of any origin may call: the service, the feed, the playback endpoint, pictures. */
const CALLED_BY_PAGES = [
  '/o/*',
  '/api/*',
  '/reggie/*',
  '/adobe-services/config/*',
  '/programmer/*',
  '/logos/*',
];

/** All routes: Adobe Pass, the providers, the programmer's services, and the control API. */
export function createApp(service: Service, control: Control, closing: AbortSignal): Hono<Env> {
  const app = new Hono<Env>({ getPath: pathOf });
  app.onError((error, c) => answerError(error, c, service));
  app.notFound((c) => {
    service.warn(`nothing at ${c.req.method} ${printable(c.req.path)}`);
    return answerFault(
      c,
      uncataloguedFault(
        404,
        'unknown_path',
        `The sandbox has nothing at ${c.req.method} ${c.req.path}.`,
      ),
    );
  });

  app.use(sealed, ownHost(service), readBody);
  app.route('/_sandbox', controlRoutes(service, control, closing));
  app.all('/_sandbox/*', (c) =>
    c.json({ error: `The controls have nothing at ${c.req.method} ${c.req.path}.` }, 404),
  );
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.get('/', (c) => c.redirect('/_sandbox/', 302));

  // The log of playbacks is available only to users of the controls, not to other pages.
  app.use('/programmer/plays', guard(service));
  app.use(record(service));
  for (const path of CALLED_BY_PAGES) app.use(path, crossOrigin(service));
  app.use('/v2/*', crossOriginOfStreams(service));
  app.use(faultMiddleware(service));
  for (const path of ['/o/client/*', '/api/v2/*']) app.use(path, throttled(service));
  app.use(refuseOversized);

  app.route('/o', dcrRoutes(service));
  app.route('/api/v2', v2Routes(service));
  app.route('/v2', concurrencyRoutes(service));
  app.route('/', v1Routes(service));
  app.route('/reset-tempass', resetTempPassRoutes(service));
  app.get('/adobe-services/logout', (c) => serviceLogout(c, service));
  app.route('/mvpd', mvpdRoutes(service));
  app.route('/logos', logoRoutes(service));
  app.route(
    '/programmer',
    programmerRoutes({
      clock: service.clock,
      publicUrl: () => service.publicUrl(),
      verifyMediaToken: (token, resource) => service.mediaTokens.verify(token, resource),
    }),
  );
  return app;
}

/**
 * The path for routing, without a slash at its end: a sample of the documentation (configuration) has one. A
 * star is encoded: Hono would treat it as a wildcard too, and run all middleware twice.
 */
function pathOf(request: Request): string {
  const path = getPathNoStrict(request);
  return path.includes('*') ? path.replaceAll('*', '%2A') : path;
}

function answerError(error: Error, c: PassContext, service: Service): Response {
  if (error instanceof PassFault) return answerFault(c, error);
  service.warn(
    `failed at ${c.req.method} ${printable(c.req.path)}: ${error.stack ?? error.message}`,
  );
  return answerFault(c, new PassFault(errorInformation('internal_server_error')));
}

function answerFault(c: PassContext, fault: PassFault): Response {
  return c.json(fault.body, fault.httpStatus, { 'cache-control': 'no-store' });
}

/** Replaces control characters, because a client's path is printed on a terminal. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 300);
}
