import { toLogin } from '../../mvpd/loginRedirect.ts';
import { problemPage } from '../../mvpd/pages.ts';
import type { PassContext, Service } from '../../service.ts';
import { integrationIsActive } from '../../state/rules.ts';
import type { Mvpd } from '../../world/providers.ts';
import { enterDomain, enterMvpd, enterRedirect } from '../../world/undeclaredInput.ts';
import { degradedProfile, isAuthNAll } from '../degradation.ts';
import { isTempPass } from '../tempPass.ts';
import { pathPart, reply, replyEmpty, type V1Call } from './call.ts';
import { readRequestor } from './device.ts';
import { notFound, V1Fault } from './faults.ts';
import { findRegistered, type Registered } from './regcode.ts';
import { authnBody } from './tokenEndpoints.ts';
import { forgetTokens, type Login, ownLoginOf } from './tokens.ts';
import { endOfLogin } from './trial.ts';

/**
 * "Initiate Authentication": redirects the second screen's browser to the provider. The page requires every
 * parameter, but its own example omits one: lenient requires four of them.
 */
export function authenticate({ c, service, inputs }: V1Call): Response | Promise<Response> {
  const given = (name: string) => inputs.get(name) ?? '';
  const serviceProvider = service.world.serviceProvider(given('requestor_id'));
  const session = findRegistered(c, service, given('reg_code'));
  if (
    !serviceProvider ||
    !session ||
    session.completed ||
    session.owner.serviceProvider !== serviceProvider.id
  )
    return refuse(
      c,
      'This code cannot be used',
      'It may have been mistyped, used already, or run out. Ask your TV for a new code and try again.',
    );
  const mvpd = enterMvpd(c, service, given('mso_id'));
  const target = given('redirect_url');
  const domain = given('domain_name');
  const isNamed =
    domain === '' ? service.mode === 'lenient' : enterDomain(c, service, serviceProvider, domain);
  const isComplete =
    service.mode === 'lenient' || (given('noflash') === 'true' && given('no_iframe') === 'true');
  const mayReturn = enterRedirect(c, service, serviceProvider, target);
  if (!mvpd || isTempPass(mvpd) || !isNamed || !isComplete || !mayReturn)
    return refuse(
      c,
      'Something is missing',
      'The page that sent you here did not say which TV provider, or where to go back to.',
    );
  if (!integrationIsActive(service.rules, serviceProvider.id, mvpd))
    return refuse(
      c,
      `${mvpd.displayName} is not available`,
      'This TV provider cannot be used here at the moment. Go back and choose another one.',
    );
  session.mvpd = mvpd.id;
  session.domainName = domain;
  session.redirectUrl = target;
  // "The temporary bypassing of MVPD authentication endpoints": the viewer is not sent to the provider.
  if (isAuthNAll(service, serviceProvider.id, mvpd)) {
    completeDegraded(service, session, mvpd);
    return c.redirect(target, 302);
  }
  const login = service.store.addLogin(session, mvpd.id, service.clock.now());
  return toLogin(c, service, mvpd, login);
}

/** A login without an account. The life of its token is not documented; here it is that of a decision. */
function completeDegraded(service: Service, session: Registered, mvpd: Mvpd): void {
  const { owner } = session;
  const { notBefore, attributes } = degradedProfile(service, owner);
  forgetTokens(service, owner);
  service.store.setProfile(owner, {
    mvpd: mvpd.id,
    user: '',
    issuer: 'Adobe',
    type: 'regular',
    notBefore,
    notAfter: notBefore + service.rules.decisionLifeS * 1_000,
    attributes,
    invalidated: false,
  });
  session.completed = true;
}

/** "Check Authentication Flow by Second Screen Web App": 200 or 403. */
export function checkAuthnByCode(call: V1Call): Response {
  const session = sessionOfPage(call);
  if (session && loginByCode(call.service, session).state === 'live')
    return replyEmpty(call.c, 200);
  throw new V1Fault({
    status: 403,
    message: 'Forbidden',
    enhanced: 'authentication_session_missing',
  });
}

/** Not documented, but polled by old clients on the TV: 404 until the login for this code is done. */
export function loginOfCode(call: V1Call): Response {
  const session = call.service.mode === 'strict' ? undefined : sessionOfPage(call);
  const login = session && loginByCode(call.service, session);
  if (!session || login?.state !== 'live') throw notFound();
  const { owner } = session;
  const expires = endOfLogin(call.service, owner, login.profile);
  const body = authnBody(login.profile, owner.serviceProvider, expires);
  return reply(call.c, { name: 'authentication' }, body);
}

/** The session of the code from the second screen; in lenient mode `requestor` is optional. */
export function sessionOfPage(call: V1Call): Registered | undefined {
  const requestor = call.inputs.get('requestor') ?? '';
  const { codeProfileS } = call.service.rules;
  const session = findRegistered(call.c, call.service, pathPart(call.c, 'code'), codeProfileS);
  if (requestor === '' && call.service.mode === 'lenient') return session;
  const { id } = readRequestor(call, requestor, 'requestor');
  return session?.owner.serviceProvider === id ? session : undefined;
}

/** The login that was made with this code; an earlier login does not count. */
export function loginByCode(service: Service, session: Registered): Login {
  if (!session.completed) return { state: 'missing' };
  return ownLoginOf(service, session.owner);
}

function refuse(c: PassContext, title: string, text: string): Response | Promise<Response> {
  return c.html(problemPage(title, text), 400);
}
