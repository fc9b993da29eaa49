import type { Context } from '../machine/context.ts';
import type { View } from '../machine/view.types.ts';
import { isStreamFailure, type ProblemKey } from '../pass/errorPolicy.ts';
import type { AppEventBody, FailedPart } from './types.ts';

/** The machine before or after a step. */
export interface Moment {
  readonly view: View;
  readonly context: Pick<Context, 'viewer' | 'decisions' | 'catalogueError'>;
  /** The last code that was said to have expired: the service may be asked about it once more. */
  readonly expired: string;
}

/** @param before the moment before it; null when listening begins */
export function momentOf(view: View, context: Moment['context'], before: Moment | null): Moment {
  const isExpired = view.screen === 'signIn' && view.phase === 'expired';
  return { view, context, expired: isExpired ? view.code : (before?.expired ?? '') };
}

/** Screens that lead through signing in; `profiles` goes on with it, but may come at the start by itself. */
const leadsIn: ReadonlySet<View['screen']> = new Set(['confirmProvider', 'providers', 'signIn']);

/** What the viewer is told when somebody decided against, and nothing failed. */
const denials: ReadonlySet<ProblemKey> = new Set([
  'notInPackage',
  'parentalControl',
  'providerPause',
  'notReleased',
  'signInAgain',
]);

/** Screens that tell what did not work there. */
const failures: Readonly<Partial<Record<View['screen'], FailedPart>>> = {
  problem: 'startup',
  providers: 'signIn',
  signIn: 'signIn',
  signedOut: 'signOut',
};

/** What a step of the machine says of everything but the playback. Pure. */
export function eventsBetween(before: Moment, after: Moment, now: number): AppEventBody[] {
  return [
    ...signInStarted(before.view, after.view),
    ...viewerChanged(before, after),
    ...answered(before.view, after.view),
    ...failed(before, after),
    ...(before.view.screen === after.view.screen
      ? []
      : [{ type: 'screenShown', screen: after.view.screen } as const]),
    ...codeShown(before.view, after.view, now),
    ...codeExpired(before, after),
    ...preauthorized(before, after),
  ];
}

function signInStarted(before: View, after: View): AppEventBody[] {
  if (!leadsIn.has(after.screen) || leadsIn.has(before.screen)) return [];
  if (before.screen === 'profiles' || !('item' in after)) return [];
  return [{ type: 'signInStarted', item: after.item?.id ?? null }];
}

function viewerChanged(before: Moment, after: Moment): AppEventBody[] {
  const [was, is] = [before.context.viewer, after.context.viewer];
  if (is === null) {
    if (was === null) return [];
    const byViewer = before.view.screen === 'signingOut';
    return [{ type: 'signedOut', by: byViewer ? 'viewer' : 'service' }];
  }
  const hasSignedIn = isApproved(after.view) && !isApproved(before.view);
  if (!hasSignedIn && is.mvpd === was?.mvpd) return [];
  return [{ type: 'signedIn', provider: is.mvpd, remembered: !hasSignedIn }];
}

const isApproved = (view: View): boolean => view.screen === 'signIn' && view.phase === 'approved';

/** What came of asking for the right to play. */
function answered(before: View, after: View): AppEventBody[] {
  if (before.screen !== 'authorizing') return [];
  if (after.screen === 'player' && after.item.access !== 'free') {
    return [{ type: 'permitted', item: after.item.id }];
  }
  // A stream that failed has been told of already; a newer address of it was asked for.
  if (after.screen !== 'notAvailable' || isStreamFailure(after.problem)) return [];
  const { item, problem } = after;
  return denials.has(problem.key)
    ? [{ type: 'denied', item: item.id, code: problem.code }]
    : [{ type: 'failed', during: 'play', item: item.id, code: problem.code }];
}

function failed(before: Moment, after: Moment): AppEventBody[] {
  const told = toldFailure(after.view);
  const known = toldFailure(before.view);
  const lost = after.context.catalogueError;
  return [
    ...(told && !(known && isSame(known, told)) ? [told] : []),
    ...(lost && lost.code !== before.context.catalogueError?.code
      ? [{ type: 'failed', during: 'catalogue', code: lost.code } as const]
      : []),
  ];
}

interface Failure {
  readonly type: 'failed';
  readonly during: FailedPart;
  readonly code: string;
}

function toldFailure(view: View): Failure | null {
  const during = failures[view.screen];
  const problem = 'problem' in view ? view.problem : null;
  return during && problem ? { type: 'failed', during, code: problem.code } : null;
}

const isSame = (a: Failure, b: Failure): boolean => a.during === b.during && a.code === b.code;

/** On the screen: the login of a code may be open on this device instead. */
const codeOn = (view: View): string =>
  view.screen === 'signIn' && !view.onDevice ? view.code : '';

function codeShown(before: View, after: View, now: number): AppEventBody[] {
  const code = codeOn(after);
  if (after.screen !== 'signIn' || code === '' || code === codeOn(before)) return [];
  return [{ type: 'codeShown', lasts: Math.max(0, Math.round(after.expiresAt - now)) }];
}

function codeExpired(before: Moment, { view }: Moment): AppEventBody[] {
  const isNew =
    view.screen === 'signIn' && view.phase === 'expired' && view.code !== before.expired;
  return isNew ? [{ type: 'codeExpired' }] : [];
}

function preauthorized(before: Moment, after: Moment): AppEventBody[] {
  const known = before.context.decisions;
  if (known === after.context.decisions) return [];
  const said = Object.entries(after.context.decisions)
    .filter(([resource]) => !Object.hasOwn(known, resource))
    .map(([, { included }]) => included);
  if (said.length === 0) return [];
  const count = (value: boolean | null) => said.filter((one) => one === value).length;
  return [
    {
      type: 'preauthorized',
      included: count(true),
      notIncluded: count(false),
      unknown: count(null),
    },
  ];
}
