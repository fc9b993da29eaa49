import type { Context } from '../machine/context.ts';
import type { View } from '../machine/view.types.ts';
import { isStreamFailure } from '../pass/errorPolicy.ts';
import type { AppEventBody, FailedPart } from './types.ts';

type Decisions = Context['decisions'];

/** The machine before or after a step. */
export interface Moment {
  readonly view: View;
  readonly context: Pick<Context, 'viewer' | 'decisions' | 'catalogueError'>;
  /** The last code with a `codeExpired` event: the phase `expired` may follow again after another check. */
  readonly expired: string;
}

/** @param before the previous moment; null when listening begins */
export function momentOf(view: View, context: Moment['context'], before: Moment | null): Moment {
  const isExpired = view.screen === 'signIn' && view.phase === 'expired';
  return { view, context, expired: isExpired ? view.code : (before?.expired ?? '') };
}

/** Screens of the sign-in; `profiles` continues a sign-in, but may also be shown at the start without one. */
const leadsIn = /^(confirmProvider|providers|signIn)$/;

/** The problems that are a denial, not a failure. */
const isDenial = /^(notInPackage|parentalControl|providerPause|notReleased|signInAgain)$/;

/** Screens that show a failure, and the part that failed. */
const failures: Readonly<Partial<Record<View['screen'], FailedPart>>> = {
  problem: 'startup',
  providers: 'signIn',
  signIn: 'signIn',
  signedOut: 'signOut',
};

type Emit = (body: AppEventBody) => void;

/** Emits the events of one step of the machine, except those of the playback. */
export function compare(before: Moment, after: Moment, now: number, emit: Emit): void {
  const { screen } = after.view;
  tellSignInStarted(before.view, after.view, emit);
  tellViewer(before, after, emit);
  tellAnswer(before.view, after.view, emit);
  tellFailure(before, after, emit);
  if (screen !== before.view.screen) emit({ type: 'screenShown', screen });
  tellCode(before, after, now, emit);
  tellDecisions(before.context.decisions, after.context.decisions, emit);
}

function tellSignInStarted({ screen }: View, after: View, emit: Emit): void {
  if (screen === 'profiles' || leadsIn.test(screen) || !leadsIn.test(after.screen)) return;
  emit({ type: 'signInStarted', item: ('item' in after && after.item?.id) || null });
}

function tellViewer(before: Moment, after: Moment, emit: Emit): void {
  const was = before.context.viewer;
  const is = after.context.viewer;
  const hasSignedIn = isApproved(after.view) && !isApproved(before.view);
  if (is && (hasSignedIn || is.mvpd !== was?.mvpd)) {
    emit({ type: 'signedIn', provider: is.mvpd, remembered: !hasSignedIn });
  }
  if (was && !is) {
    emit({ type: 'signedOut', by: before.view.screen === 'signingOut' ? 'viewer' : 'service' });
  }
}

const isApproved = (view: View): boolean => view.screen === 'signIn' && view.phase === 'approved';

/** Emits the result of the authorization. */
function tellAnswer(before: View, after: View, emit: Emit): void {
  if (before.screen !== 'authorizing') return;
  if (after.screen === 'player' && after.item.access !== 'free') {
    emit({ type: 'permitted', item: after.item.id });
  }
  // A stream failure has already been emitted; the machine was loading a newer address.
  if (after.screen !== 'notAvailable' || isStreamFailure(after.problem)) return;
  const { code, key } = after.problem;
  const item = after.item.id;
  if (isDenial.test(key)) emit({ type: 'denied', item, code });
  else emit({ type: 'failed', during: 'play', item, code });
}

function tellFailure(before: Moment, after: Moment, emit: Emit): void {
  const during = failures[after.view.screen];
  const code = problemIn(after.view);
  const isKnown = during === failures[before.view.screen] && code === problemIn(before.view);
  if (during && code !== undefined && !isKnown) emit({ type: 'failed', during, code });
  const lost = after.context.catalogueError?.code;
  if (lost !== undefined && lost !== before.context.catalogueError?.code) {
    emit({ type: 'failed', during: 'catalogue', code: lost });
  }
}

const problemIn = (view: View): string | undefined =>
  'problem' in view ? view.problem?.code : undefined;

function tellCode(before: Moment, { view }: Moment, now: number, emit: Emit): void {
  if (view.screen !== 'signIn') return;
  const code = codeOn(view);
  if (code !== '' && code !== codeOn(before.view)) {
    emit({ type: 'codeShown', lasts: Math.max(0, Math.round(view.expiresAt - now)) });
  }
  if (view.phase === 'expired' && view.code !== before.expired) emit({ type: 'codeExpired' });
}

/** The code if it is on the screen; '' while its login is open on this device instead. */
const codeOn = (view: View): string =>
  view.screen === 'signIn' && !view.onDevice ? view.code : '';

function tellDecisions(before: Decisions, after: Decisions, emit: Emit): void {
  const said = Object.keys(after).filter((resource) => !Object.hasOwn(before, resource));
  if (said.length === 0 || before === after) return;
  const count = (value: boolean | null) =>
    said.filter((resource) => after[resource]?.included === value).length;
  emit({
    type: 'preauthorized',
    included: count(true),
    notIncluded: count(false),
    unknown: count(null),
  });
}
