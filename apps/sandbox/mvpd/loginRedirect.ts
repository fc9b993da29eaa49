import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { page } from '../server/page.ts';
import type { PassContext, Service } from '../service.ts';
import type { LoginRequest } from '../state/types.ts';
import type { Mvpd } from '../world/providers.ts';
import { samlRequest } from './saml.ts';

/**
 * Sends a browser to the provider's login page: with a redirect or, like providers with SAML's POST binding,
 * with a page that submits itself (200; see the rule `authenticateAnswer`).
 */
export function toLogin(
  c: PassContext,
  { rules }: Service,
  mvpd: Mvpd,
  login: LoginRequest,
): Response | Promise<Response> {
  const isForm = (mvpd.authenticateAnswer ?? rules.authenticateAnswer) === 'form';
  return isForm
    ? c.html(formPage(mvpd, login), 200, FORM_HEADERS)
    : c.redirect(`/mvpd/${mvpd.id}/login?request=${login.id}`, 302);
}

/** The form's target; `RelayState` is the id of the login. */
export function relayAddress(mvpd: Mvpd): string {
  return `/mvpd/${mvpd.id}/relay`;
}

function formPage(mvpd: Mvpd, login: LoginRequest) {
  const request = Buffer.from(samlRequest(login.id, mvpd.id)).toString('base64');
  return page({
    title: `On to ${mvpd.displayName}`,
    color: mvpd.color,
    body: html`<h1>On to ${mvpd.displayName}</h1>
<p>This page goes on by itself.</p>
<form method="post" action="${relayAddress(mvpd)}">
<input type="hidden" name="SAMLRequest" value="${request}">
<input type="hidden" name="RelayState" value="${login.id}">
<noscript><button type="submit">Continue</button></noscript>
</form>
<script>${raw(SUBMIT)}</script>`,
  });
}

const SUBMIT = 'document.forms[0].submit()';
const SUBMIT_HASH = createHash('sha256').update(SUBMIT).digest('base64');

const FORM_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${SUBMIT_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};
