import { toLogin } from '../../mvpd/loginRedirect.ts';
import { problemPage } from '../../mvpd/pages.ts';
import type { PassContext, Service } from '../../service.ts';
import { looksLikeCode } from '../../state/code.ts';
import { integrationIsActive } from '../../state/rules.ts';
import { fault, uncataloguedFault } from '../enhancedErrors.ts';
import type { ErrorCode } from '../errorCatalogue.ts';
import { missingFrom } from './sessions.ts';

/**
 * "Perform authentication in user agent": redirects a browser, which sends no Authorization, to the provider's
 * login page. Its errors are HTML for people; a program, which should not call it according to the page, receives
 * the Enhanced Error of Adobe's OpenAPI file.
 */
export function authenticate(c: PassContext, service: Service): Response | Promise<Response> {
  const code = c.req.param('code') ?? '';
  const now = service.clock.now();
  const session = looksLikeCode(code)
    ? service.store.liveSession(service.mode === 'strict' ? code : code.toUpperCase(), now)
    : undefined;
  if (
    !session ||
    session.completed ||
    session.owner.serviceProvider !== c.req.param('serviceProvider')
  )
    return refuse(
      c,
      looksLikeCode(code) ? 'invalid_authentication_session' : 'invalid_parameter_code',
      'This code cannot be used',
      'It may have been mistyped, used already, or run out. Ask your TV for a new code and try again.',
    );
  const mvpd = service.world.mvpd(session.mvpd ?? '');
  if (!mvpd || missingFrom(session).length > 0)
    return refuse(
      c,
      'invalid_parameter_mvpd',
      'Something is missing',
      'No TV provider has been chosen for this code yet. Go back and choose your provider first.',
    );
  if (!integrationIsActive(service.rules, session.owner.serviceProvider, mvpd))
    return refuse(
      c,
      'invalid_integration',
      `${mvpd.displayName} is not available`,
      'This TV provider cannot be used here at the moment. Go back and choose another one.',
    );
  const login = service.store.addLogin(session, mvpd.id, now);
  return toLogin(c, service, mvpd, login);
}

export function authenticateMethodNotAllowed(c: PassContext): Response | Promise<Response> {
  c.header('allow', 'GET');
  if (!isForPeople(c))
    throw uncataloguedFault(
      405,
      'method_not_allowed',
      `${c.req.method} is not allowed here; GET is.`,
    );
  return c.html(
    problemPage('This page is only for opening', 'Open the address in a browser.'),
    405,
  );
}

function refuse(
  c: PassContext,
  code: ErrorCode,
  title: string,
  text: string,
): Response | Promise<Response> {
  if (!isForPeople(c)) throw fault(code);
  return c.html(problemPage(title, text), 400);
}

/** Browsers accept HTML, or accept anything and have `Mozilla/` in the user agent. */
function isForPeople(c: PassContext): boolean {
  const accept = c.req.header('accept') ?? '';
  if (/text\/html|application\/xhtml/i.test(accept)) return true;
  return /^Mozilla\//.test(c.req.header('user-agent') ?? '') && !/application\/json/i.test(accept);
}
