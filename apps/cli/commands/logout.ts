import type { View, Viewer } from '@couchpass/core';
import { type ExitCode, exit } from '../exit.ts';
import { fail } from '../outcome.ts';
import type { Session } from '../session.ts';
import { until } from '../until.ts';

/**
 * As on a television: account, sign out, confirm. Signs out at the service, then clears the memory; when the
 * service cannot be reached, the memory is cleared all the same, and both facts are reported.
 */
export async function logout(session: Session): Promise<ExitCode> {
  const { couchpass, io, say } = session;
  couchpass.start();
  const start = await until(couchpass, io.signal, whenStarted);
  if (start.screen === 'problem') return fail(say, start.problem);
  const { viewer } = start;
  if (viewer === null) {
    say({ event: 'notSignedIn' });
    return exit.denied;
  }
  for (const type of ['ACCOUNT', 'SIGN_OUT', 'CONFIRM'] as const) couchpass.send({ type });
  const end = await until(couchpass, io.signal, whenEnded);
  if (end.screen === 'signedOut' && end.problem) {
    sayEnd(session, viewer, { told: false });
    return fail(say, end.problem);
  }
  // A partner's sign-in, such as Apple's, must be ended in the device's own settings.
  sayEnd(session, viewer, { told: true, elsewhere: end.screen === 'signedOut' });
  return exit.done;
}

function sayEnd(
  { say }: Session,
  { providerName }: Viewer,
  { told, elsewhere = false }: { readonly told: boolean; readonly elsewhere?: boolean },
): void {
  say({
    event: 'signedOut',
    provider: providerName,
    told,
    ...(elsewhere ? { inSettings: true } : {}),
  });
}

function whenStarted(view: View) {
  return view.screen === 'home' || view.screen === 'problem' ? view : undefined;
}

/** Picks the end: `signedOut`, or Home or the account screen without a viewer (already signed out at the service). */
function whenEnded(view: View) {
  if (view.screen === 'signedOut') return view;
  const out = (view.screen === 'home' || view.screen === 'account') && view.viewer === null;
  return out ? view : undefined;
}
