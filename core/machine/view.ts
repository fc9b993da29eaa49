import type { SnapshotFrom } from 'xstate';
import type { PassError } from '../pass/errors.ts';
import { ruleOf } from '../pass/remedies.ts';
import type { Context } from './context.ts';
import type { machine } from './machine.ts';
import type { HomeView, Problem, SignInView, View } from './view.types.ts';

type Snapshot = SnapshotFrom<typeof machine>;

/** What the screens read of a snapshot. Pure. `activateUrl` is absolute. */
export function viewOf(snapshot: Snapshot, activateUrl: string): View {
  const { context } = snapshot;
  const is = (state: Parameters<Snapshot['matches']>[0]) => snapshot.matches(state);

  if (is({ startup: 'failed' })) return problemView('startup', context);
  if (is('startup')) return { screen: 'launch' };
  if (is({ logout: 'failed' })) return problemView('logout', context);
  if (is('logout')) return { screen: 'signingOut' };
  if (is('registration') || is('polling')) return signInView(snapshot, activateUrl);
  if (is('authorization') && context.item) {
    return is({ authorization: 'refused' })
      ? notAvailable(context)
      : { screen: 'authorizing', item: context.item };
  }
  if (is({ viewMedia: { screen: 'playing' } }) && context.item && context.stream) {
    return { screen: 'player', item: context.item, stream: context.stream };
  }
  if (is({ viewMedia: { screen: 'broken' } }) && context.item) return notAvailable(context);
  if (is({ viewMedia: { screen: 'account' } })) {
    const confirming = is({ viewMedia: { screen: { account: 'confirming' } } });
    return {
      screen: 'account',
      phase: confirming ? 'confirming' : 'shown',
      viewer: context.viewer,
    };
  }
  return homeView(context);
}

function homeView(context: Context): HomeView {
  const { viewer, catalogue, catalogueError } = context;
  return {
    screen: 'home',
    viewer,
    catalogue,
    problem: catalogue === null && catalogueError ? problemOf(catalogueError) : null,
  };
}

function signInView(snapshot: Snapshot, activateUrl: string): SignInView {
  const { context } = snapshot;
  const code = context.code?.code ?? '';
  return {
    screen: 'signIn',
    phase: phaseOf(snapshot),
    item: context.item,
    code,
    address: plainAddress(activateUrl),
    // After `#`, so that the code reaches no server log.
    addressWithCode: `${activateUrl}#code=${encodeURIComponent(code)}`,
    expiresAt: context.code?.expiresAt ?? 0,
    troubled: context.failures > 0,
    viewer: context.viewer,
    problem: context.error ? problemOf(context.error) : null,
  };
}

function phaseOf(snapshot: Snapshot): SignInView['phase'] {
  if (snapshot.matches({ registration: 'failed' })) return 'failed';
  if (snapshot.matches('registration')) return 'preparing';
  if (snapshot.matches({ polling: 'approved' })) return 'approved';
  if (snapshot.matches({ polling: 'expired' })) return 'expired';
  if (snapshot.matches({ polling: 'refused' })) return 'failed';
  const waiting = snapshot.matches({ polling: { codeOnScreen: 'waiting' } });
  return waiting ? 'waiting' : 'asking';
}

function notAvailable(context: Context): View {
  const { item, error } = context;
  if (!item || !error) return homeView(context);
  const { remedy } = ruleOf(error);
  return {
    screen: 'notAvailable',
    item,
    problem: problemOf(error),
    canRetry: remedy === 'retry',
    canSignIn: remedy === 'signIn',
  };
}

function problemView(where: 'startup' | 'logout', context: Context): View {
  if (!context.error) return homeView(context);
  return { screen: 'problem', where, problem: problemOf(context.error) };
}

/** The error as a screen tells it. */
export function problemOf(error: PassError): Problem {
  return {
    key: ruleOf(error).problem,
    code: error.code,
    ...(error.trace === undefined ? {} : { trace: error.trace }),
    ...(error.details === undefined ? {} : { details: error.details }),
  };
}

/** To be read from across the room and typed: no scheme, no trailing slash. */
function plainAddress(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
