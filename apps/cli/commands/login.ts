import type { SignInView, View } from '../../../core/index.ts';
import { countDown } from '../countDown.ts';
import { type ExitCode, exit } from '../exit.ts';
import { fail, signedIn } from '../outcome.ts';
import type { Session } from '../session.ts';
import { Cancelled, until } from '../until.ts';

/** Shows a code, and waits until somebody signed in with it elsewhere. */
export async function login(session: Session): Promise<ExitCode> {
  const { couchpass, io, say } = session;
  couchpass.start();
  const start = await until(couchpass, io.signal, whenStarted);
  if (start.screen === 'problem') return fail(say, start.problem);
  if (start.viewer && (await stillHolds(session, start.viewer.mvpd))) {
    say({ event: 'signedIn', already: true, remembered: true, ...signedIn(start.viewer) });
    return exit.done;
  }
  couchpass.send({ type: 'SIGN_IN' });
  leaveProviderToTheOtherScreen(couchpass);
  try {
    const shown = await until(couchpass, io.signal, whenCodeOrEnd);
    return outcomeOf(session, shown.phase === 'waiting' ? await waiting(session, shown) : shown);
  } catch (error) {
    if (error instanceof Cancelled) couchpass.send({ type: 'BACK' });
    throw error;
  }
}

/** A terminal shows no logos: whoever signs in chooses the provider where the code is typed. */
function leaveProviderToTheOtherScreen(couchpass: Session['couchpass']): void {
  if (couchpass.view.screen === 'confirmProvider') couchpass.send({ type: 'OTHER_PROVIDER' });
  if (couchpass.view.screen === 'providers') couchpass.send({ type: 'ON_PHONE' });
}

/** What is remembered may be revoked since: the service knows. @throws PassError */
async function stillHolds({ couchpass, io }: Session, mvpd: string): Promise<boolean> {
  return (await couchpass.service.profilesOf(mvpd, io.signal)).length > 0;
}

async function waiting(session: Session, view: SignInView): Promise<SignInView> {
  const { couchpass, platform, io, say } = session;
  const left = view.expiresAt - platform.clock.monotonic();
  say({
    event: 'code',
    code: view.code,
    address: view.address,
    url: view.addressWithCode,
    expiresIn: Math.round(left / 1000),
  });
  const ignoreEnter = io.onEnter(() => couchpass.send({ type: 'CONTINUE' }));
  const stopCounting = countDown(session);
  try {
    return await until(couchpass, io.signal, whenEnded);
  } finally {
    stopCounting();
    ignoreEnter();
  }
}

function outcomeOf({ couchpass, say }: Session, view: SignInView): ExitCode {
  if (view.phase === 'approved' && view.viewer) {
    const remembered = couchpass.memory.persistent;
    say({ event: 'signedIn', already: false, remembered, ...signedIn(view.viewer) });
    return exit.done;
  }
  if (view.problem) return fail(say, view.problem);
  say({ event: 'expired' });
  return exit.cancelled;
}

function whenStarted(view: View) {
  return view.screen === 'home' || view.screen === 'problem' ? view : undefined;
}

function whenCodeOrEnd(view: View) {
  return view.screen === 'signIn' && view.phase !== 'preparing' ? view : undefined;
}

function whenEnded(view: View) {
  const ended = view.screen === 'signIn' && ['approved', 'expired', 'failed'].includes(view.phase);
  return ended ? view : undefined;
}
