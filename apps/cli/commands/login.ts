import type { HomeView, ProblemView, SignInView, View } from '../../../core/index.ts';
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
  let code = '';
  try {
    const shown = await until(couchpass, io.signal, whenCodeOrEnd);
    const isCode = shown.screen === 'signIn' && shown.phase === 'waiting';
    if (isCode) code = shown.code;
    return outcomeOf(session, isCode ? await waiting(session, shown) : shown);
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    couchpass.send({ type: 'BACK' });
    const used = await usedAfterAll(session, code);
    if (used === null) throw error;
    return outcomeOf(session, used);
  }
}

/** How long somebody who has pressed Ctrl-C waits for the truth, ms; a second Ctrl-C does not. */
const lastPatience = 3_000;

/** Whether the code that is given up was used before; then the machine finds the viewer, too. */
async function usedAfterAll(session: Session, code: string): Promise<Ended | null> {
  const { couchpass, platform } = session;
  if (code === '') return null;
  const patience = new AbortController();
  const { signal } = patience;
  // Not `AbortSignal.timeout`: for its timer Node does not stay.
  const timer = platform.clock.setTimeout(() => patience.abort(), lastPatience);
  try {
    const profiles = await couchpass.service.profilesByCode(code, signal);
    return profiles.length === 0 ? null : await until(couchpass, signal, whenElsewhere);
  } catch {
    return null;
  } finally {
    platform.clock.clearTimeout(timer);
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

function outcomeOf({ couchpass, say }: Session, view: Ended): ExitCode {
  const isIn = view.screen === 'home' || (view.screen === 'signIn' && view.phase === 'approved');
  if (isIn && view.viewer) {
    const remembered = couchpass.memory.persistent;
    say({ event: 'signedIn', already: false, remembered, ...signedIn(view.viewer) });
    return exit.done;
  }
  if (view.screen !== 'home' && view.problem) return fail(say, view.problem);
  say({ event: 'expired' });
  return exit.cancelled;
}

function whenStarted(view: View) {
  return view.screen === 'home' || view.screen === 'problem' ? view : undefined;
}

/** What a sign-in can come to: its own screen, Home with a viewer, or a problem. */
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
