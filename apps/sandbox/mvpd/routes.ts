import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { completeSession } from '../pass/profiles.ts';
import { PAGE_HEADERS } from '../server/page.ts';
import type { Env, PassContext, Service } from '../service.ts';
import type { LoginRequest, Session } from '../state/types.ts';
import { accounts, findAccount } from '../world/accounts.ts';
import type { Mvpd } from '../world/providers.ts';
import { mayReturnTo } from '../world/undeclaredInput.ts';
import { loginPage, problemPage } from './pages.ts';

/**
 * The providers' part of a login, after `/api/v2/authenticate`; Adobe's pages call it internal to the
 * service and the MVPD. Login pages, and the redirect back to the app.
 */
export function mvpdRoutes(service: Service): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value);
  });
  app.get('/:mvpd/login', (c) => {
    const login = findLogin(c, service);
    if (!login) return tooLate(c, service);
    return begin(c, service, login);
  });
  // Sent by the page that submits itself, see loginRedirect.ts.
  app.post('/:mvpd/relay', (c) => {
    const relayed = new URLSearchParams(c.get('body')).get('RelayState') ?? '';
    const login = findLogin(c, service, relayed);
    return login ? begin(c, service, login) : tooLate(c, service);
  });
  app.post('/:mvpd/login', (c) => {
    const login = findLogin(c, service);
    return login ? signIn(c, service, login) : tooLate(c, service);
  });
  app.get('/:mvpd/cancel', (c) => {
    const login = findLogin(c, service);
    return login ? goBack(c, service, login.session) : tooLate(c, service);
  });
  app.get('/:mvpd/logout', (c) => endLogout(c, service));
  return app;
}

/** The service's part of a browser logout, the `url` of a logout answer: a redirect to the provider. */
export function serviceLogout(c: PassContext, service: Service): Response | Promise<Response> {
  const mvpd = service.world.mvpd(c.req.query('mso_id') ?? '');
  if (!mvpd)
    return problem(c, service, 'Nothing to sign out of', 'No such TV provider is known here.');
  const query = new URL(c.req.url).search;
  return c.redirect(`/mvpd/${mvpd.id}/logout${query}`, 302);
}

function endLogout(c: PassContext, service: Service): Response | Promise<Response> {
  const mvpd = service.world.mvpd(c.req.param('mvpd') ?? '');
  const serviceProvider = service.world.serviceProvider(c.req.query('requestor_id') ?? '');
  const target = c.req.query('redirect_url') ?? '';
  if (mvpd && serviceProvider && mayReturnTo(service, serviceProvider, target))
    return c.redirect(target, 302);
  const name = mvpd?.displayName ?? 'your TV provider';
  return c.html(problemPage('You are signed out', `You are signed out of ${name}.`, mvpd));
}

interface Login {
  readonly mvpd: Mvpd;
  readonly session: Session;
  readonly request: LoginRequest;
}

/** The login that this page belongs to; undefined when its code can no longer be used. */
function findLogin(
  c: PassContext,
  service: Service,
  id = c.req.query('request') ?? '',
): Login | undefined {
  const request = service.store.logins.get(id);
  const session = request && service.store.liveSession(request.code, service.clock.now());
  const mvpd = service.world.mvpd(c.req.param('mvpd') ?? '');
  if (!mvpd || !session || session.completed || request.mvpd !== mvpd.id) return undefined;
  return { mvpd, session, request };
}

function showLogin(
  c: PassContext,
  service: Service,
  { mvpd, session, request }: Login,
  failedUser?: string,
) {
  const { serviceProvider } = session.owner;
  const body = loginPage({
    mvpd,
    serviceProviderName: service.world.serviceProvider(serviceProvider)?.name ?? serviceProvider,
    requestId: request.id,
    ...(failedUser === undefined ? {} : { failedUser }),
  });
  return c.html(body, failedUser === undefined ? 200 : 401);
}

/** Shows the provider's login page, or signs in at once where home-based authentication applies. */
function begin(c: PassContext, service: Service, login: Login): Response | Promise<Response> {
  return isRecognised(service, login.mvpd)
    ? enter(c, service, login)
    : showLogin(c, service, login);
}

/** Home-based authentication: in the home network the provider signs the household in without a form. */
function isRecognised({ rules }: Service, mvpd: Mvpd): boolean {
  return mvpd.recognisesHome === true && rules.atHome;
}

function enter(c: PassContext, service: Service, login: Login): Response | Promise<Response> {
  const [household] = accounts;
  if (!household) return showLogin(c, service, login);
  completeSession(service, login.session, login.mvpd, household, { isHome: true });
  service.store.logins.delete(login.request.id);
  return goBack(c, service, login.session);
}

async function signIn(c: PassContext, service: Service, login: Login): Promise<Response> {
  const form = new URLSearchParams(c.get('body'));
  const user = (form.get('username') ?? '').slice(0, 100);
  const account = findAccount(user);
  if (!account || account.password !== form.get('password'))
    return showLogin(c, service, login, user);
  if (login.mvpd.isSlow) await wait(service.rules.slowLoginMs, undefined, { ref: false });
  // The login may have been completed elsewhere meanwhile, or the code may have expired.
  if (!findLogin(c, service)) return tooLate(c, service);
  if (!login.mvpd.failsAfterLogin) completeSession(service, login.session, login.mvpd, account);
  service.store.logins.delete(login.request.id);
  return goBack(c, service, login.session);
}

/** Redirects only to the session's `redirectUrl`; the app reads the outcome of the login from the service. */
function goBack(c: PassContext, service: Service, session: Session): Response | Promise<Response> {
  const target = session.redirectUrl ?? '';
  const serviceProvider = service.world.serviceProvider(session.owner.serviceProvider);
  if (!serviceProvider || !mayReturnTo(service, serviceProvider, target))
    return problem(c, service, 'Go back to your TV', 'This page has nowhere else to lead to.');
  return c.redirect(target, 303);
}

function tooLate(c: PassContext, service: Service): Response | Promise<Response> {
  return problem(
    c,
    service,
    'This sign-in has ended',
    'Its code was used already, was replaced, or ran out. Ask your TV for a new code and try again.',
  );
}

function problem(
  c: PassContext,
  service: Service,
  title: string,
  text: string,
): Response | Promise<Response> {
  return c.html(problemPage(title, text, service.world.mvpd(c.req.param('mvpd') ?? '')), 400);
}
