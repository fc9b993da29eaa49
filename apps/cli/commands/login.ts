import type { HomeView, ProblemView, SignInView, View, Viewer } from '@couchpass/core';
import { countDown } from '../countDown.ts';
import { type ExitCode, exit } from '../exit.ts';
import { finalPoll } from '../finalPoll.ts';
import { fail, signedIn } from '../outcome.ts';
import type { Session } from '../session.ts';
import { Cancelled, until } from '../until.ts';

/** Shows a code, and waits until the viewer has signed in with it on a second screen. */
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
  let code = '';
  try {
    const shown = await until(couchpass, io.signal, whenCodeOrEnd);
    const isCode = shown.screen === 'signIn' && shown.phase === 'waiting';
    if (isCode) code = shown.code;
    return outcomeOf(session, isCode ? await waiting(session, shown) : shown);
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    couchpass.send({ type: 'BACK' });
    const late = code === '' ? null : await finalPoll(session, code);
    if (late === null) throw error;
    return sayIn(session, late);
  }
}

/** A terminal shows no logos: the viewer chooses the provider on the second screen. */
function leaveProviderToTheOtherScreen(couchpass: Session['couchpass']): void {
  if (couchpass.view.screen === 'confirmProvider') couchpass.send({ type: 'OTHER_PROVIDER' });
  if (couchpass.view.screen === 'providers') couchpass.send({ type: 'ON_PHONE' });
}

/** Requests the profile from the service, because it may have been revoked. @throws PassError */
async function stillHolds({ couchpass, io }: Session, mvpd: string): Promise<boolean> {
  return (await couchpass.service.profilesOf(mvpd, io.signal)).length > 0;
}

async function waiting(session: Session, view: SignInView): Promise<Ended> {
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

function sayIn({ couchpass, say }: Session, viewer: Viewer): ExitCode {
  const remembered = couchpass.memory.persistent;
  say({ event: 'signedIn', already: false, remembered, ...signedIn(viewer) });
  return exit.done;
}

function outcomeOf(session: Session, view: Ended): ExitCode {
  const { say } = session;
  const isIn = view.screen === 'home' || (view.screen === 'signIn' && view.phase === 'approved');
  if (isIn && view.viewer) return sayIn(session, view.viewer);
  if (view.screen !== 'home' && view.problem) return fail(say, view.problem);
  say({ event: 'expired' });
  return exit.cancelled;
}

function whenStarted(view: View) {
  return view.screen === 'home' || view.screen === 'problem' ? view : undefined;
}

/** Results of a sign-in: its own screen, Home with a viewer, or a problem. */
type Ended = SignInView | HomeView | ProblemView;

function whenCodeOrEnd(view: View): Ended | undefined {
  if (view.screen === 'signIn') return view.phase === 'preparing' ? undefined : view;
  return whenElsewhere(view);
}

function whenEnded(view: View): Ended | undefined {
  if (view.screen !== 'signIn') return whenElsewhere(view);
  return ['approved', 'expired', 'failed'].includes(view.phase) ? view : undefined;
}

function whenElsewhere(view: View): Ended | undefined {
  if (view.screen === 'problem') return view;
  return view.screen === 'home' && view.viewer ? view : undefined;
}
