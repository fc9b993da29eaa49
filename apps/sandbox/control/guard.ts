import { createMiddleware } from 'hono/factory';
import { html } from 'hono/html';
import { PAGE_HEADERS, page } from '../server/page.ts';
import { bearerOf, type Env, type PassContext, type Service } from '../service.ts';

const CONSOLE = '/_sandbox';
const ENTER = '/_sandbox/enter';

/**
 * Allows only programs and the console to use the controls. Any web page can send requests to this machine,
 * so a browser's request must come from the sandbox's own page, whatever its method; where other machines
 * can send requests too, every request needs the token. 403: a foreign page; 401: no token.
 */
export function guard(service: Service) {
  return createMiddleware<Env>(async (c, next) => {
    const stranger = strangerIn(c, service);
    if (stranger !== undefined)
      return c.json({ error: `Pages of ${stranger} may not use the controls.` }, 403);
    if (c.req.path === ENTER) return enter(c, service);
    if (isAllowedIn(c, service)) return next();
    return isConsole(c) ? askForToken(c) : c.json({ error: WANTED }, 401, CHALLENGE);
  });
}

/** Answers 415 to a body not declared as JSON: a form on any page could have sent it. */
export const jsonOnly = createMiddleware<Env>(async (c, next) => {
  const type = c.req.header('content-type');
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  const isBare = type === undefined && c.get('body') === '';
  if (isRead || isBare || /^application\/json\s*(;|$)/i.test(type ?? '')) return next();
  return c.json({ error: 'Send orders as JSON: with "Content-Type: application/json".' }, 415);
});

const WANTED =
  'Other machines can reach this sandbox, so its controls ask for the token that it has: send "Authorization: Bearer TOKEN".';
const CHALLENGE = { 'www-authenticate': 'Bearer realm="sandbox controls"' };

/** The foreign page that sends this request, as the browser reports it; undefined for the console and programs. */
function strangerIn(c: PassContext, { access }: Service): string | undefined {
  const origin = c.req.header('origin');
  if (origin !== undefined)
    return access.isOwnOrigin(origin, c.req.header('host') ?? '') ? undefined : origin;
  const site = c.req.header('sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  // Links from other sites to the console are allowed: its HTML contains no data, and no other page can read it.
  return isConsole(c) && isNavigation(c) ? undefined : 'another origin';
}

function isConsole(c: PassContext): boolean {
  return c.req.path === CONSOLE && c.req.method === 'GET';
}

function isNavigation(c: PassContext): boolean {
  return (
    c.req.header('sec-fetch-mode') === 'navigate' && c.req.header('sec-fetch-dest') === 'document'
  );
}

function isAllowedIn(c: PassContext, { access }: Service): boolean {
  if (access.controlToken === undefined) return true;
  return access.isControlToken(bearerOf(c)) || access.isControlToken(cookieOf(c));
}

/** Browsers share cookies between all ports of a host, so the name contains the port. */
function cookieName(c: PassContext): string {
  return `sandbox-${c.env.incoming.socket.localPort}`;
}

function cookieOf(c: PassContext): string {
  const wanted = `${cookieName(c)}=`;
  const cookies = (c.req.header('cookie') ?? '').split(/; */);
  return cookies.find((cookie) => cookie.startsWith(wanted))?.slice(wanted.length) ?? '';
}

/** Handles the form that `askForToken` shows. */
function enter(c: PassContext, { access }: Service): Response | Promise<Response> {
  const token = new URLSearchParams(c.get('body')).get('token')?.trim() ?? '';
  if (c.req.method !== 'POST' || access.controlToken === undefined)
    return c.redirect(`${CONSOLE}/`);
  if (!access.isControlToken(token)) return askForToken(c, 'That is not the token.');
  const attributes = `Path=${CONSOLE}; HttpOnly; SameSite=Strict`;
  c.header('set-cookie', `${cookieName(c)}=${token}; ${attributes}`);
  return c.redirect(`${CONSOLE}/`, 303);
}

function askForToken(c: PassContext, problem?: string): Response | Promise<Response> {
  const body = html`<h1>Sandbox console</h1>
<p>Other machines can reach this sandbox, so its console asks for its token: the one that it printed when it started, or that it was given.</p>
${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
<form method="post" action="${ENTER}">
<label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="off" required autofocus>
<button type="submit">Open the console</button>
</form>`;
  // With `no-referrer` a browser would not send the page's origin with the form.
  const headers = { ...PAGE_HEADERS, 'referrer-policy': 'same-origin', ...CHALLENGE };
  return c.html(page({ title: 'Sandbox console', body }), 401, headers);
}
