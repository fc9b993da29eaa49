import { html } from 'hono/html';
import { page } from '../server/page.ts';
import { accounts } from '../world/accounts.ts';
import type { Mvpd } from '../world/providers.ts';

export interface LoginPage {
  readonly mvpd: Mvpd;
  readonly serviceProviderName: string;
  readonly requestId: string;
  /** The user name of the last attempt; present when the attempt failed. */
  readonly failedUser?: string;
}

/** The login page of an invented provider. */
export function loginPage({ mvpd, serviceProviderName, requestId, failedUser }: LoginPage) {
  const failed = failedUser !== undefined;
  return page({
    title: `${failed ? 'Try again: s' : 'S'}ign in to ${mvpd.displayName}`,
    color: mvpd.color,
    body: html`
${who(mvpd)}
<h1>Sign in</h1>
<p>to watch ${serviceProviderName} on your TV with your ${mvpd.displayName} subscription.</p>
${
  failed
    ? html`<p class="problem" role="alert" id="problem">That username and password do not match. Check both and try again.</p>`
    : ''
}
<form method="post" action="/mvpd/${mvpd.id}/login?request=${encodeURIComponent(requestId)}">
<label for="username">Username</label>
<input id="username" name="username" value="${failedUser ?? ''}" autocomplete="username" autocapitalize="none"
  autocorrect="off" spellcheck="false" required maxlength="100" ${failed ? 'aria-describedby=problem aria-invalid=true' : 'autofocus'}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required
  maxlength="100" ${failed ? 'aria-describedby=problem aria-invalid=true autofocus' : ''}>
<button type="submit">Sign in</button>
<a class="quiet" href="/mvpd/${mvpd.id}/cancel?request=${encodeURIComponent(requestId)}">Cancel</a>
</form>
${demoAccounts(mvpd)}`,
  });
}

/** A page with a message and no links. */
export function problemPage(title: string, text: string, mvpd?: Mvpd) {
  return page({
    title,
    ...(mvpd ? { color: mvpd.color } : {}),
    body: html`${mvpd ? who(mvpd) : ''}<h1>${title}</h1><p>${text}</p>`,
  });
}

function who(mvpd: Mvpd) {
  return html`<p class="who"><img src="/logos/${mvpd.id}.svg" alt="">${mvpd.displayName}</p>`;
}

function demoAccounts({ what }: Mvpd) {
  return html`<section class="demo" aria-labelledby="demo">
<h2 id="demo">This provider is made up</h2>
<p>It belongs to a sandbox for developers. Do not type a real password.</p>
${what ? html`<p><strong>This one ${what}.</strong></p>` : ''}
<p>These accounts work:</p>
<dl>${accounts.map(
    (account) =>
      html`<dt><code>${account.user}</code> / <code>${account.password}</code></dt><dd>${account.what}</dd>`,
  )}</dl>
</section>`;
}
