import type { View } from '../../../core/index.ts';
import { type ExitCode, exit } from '../exit.ts';
import { fail } from '../outcome.ts';
import type { Session } from '../session.ts';
import { until } from '../until.ts';

/** As on a television: account, sign out, confirmed. The service is told, then the memory is cleared. */
export async function logout({ couchpass, io, say }: Session): Promise<ExitCode> {
  couchpass.start();
  const start = await until(couchpass, io.signal, whenStarted);
  if (start.screen === 'problem') return fail(say, start.problem);
  const { viewer } = start;
  if (viewer) {
    for (const type of ['ACCOUNT', 'SIGN_OUT', 'CONFIRM'] as const) couchpass.send({ type });
    const end = await until(couchpass, io.signal, whenSignedOut);
    if (end.screen === 'problem') return fail(say, end.problem);
    say({ event: 'signedOut', provider: viewer.providerName });
    return exit.done;
  }
  say({ event: 'notSignedIn' });
  return exit.denied;
}

function whenStarted(view: View) {
  return view.screen === 'home' || view.screen === 'problem' ? view : undefined;
}

/** The account screen without a viewer: the service had signed out already. */
function whenSignedOut(view: View) {
  if (view.screen === 'problem') return view;
  const out = (view.screen === 'home' || view.screen === 'account') && view.viewer === null;
  return out ? view : undefined;
}
