import type { SnapshotFrom } from 'xstate';
import { playableItem } from '../catalogue/series.ts';
import type { Catalogue, Item } from '../catalogue/types.ts';
import { getOwn } from '../getOwn.ts';
import { isTransient, policyFor } from '../pass/errorPolicy.ts';
import { PassError } from '../pass/errors.ts';
import { pathPart } from '../pass/pathPart.ts';
import type { Context } from './context.ts';
import type { machine } from './machine.ts';
import { startOf } from './positions.ts';
import type {
  HomeView,
  Problem,
  ProfilesView,
  ProvidersView,
  SignInView,
  TitleView,
  View,
} from './view.types.ts';
import { viewerOf } from './viewer.ts';

type Snapshot = SnapshotFrom<typeof machine>;

/** The settings that a view needs. */
export interface ViewOptions {
  /** Absolute. */
  readonly activateUrl: string;
  /** The settings contain a TempPass. */
  readonly freePreview: boolean;
  /** The device can open a page in a browser of its own. */
  readonly canSignInOnDevice: boolean;
  /** Returns the part of the catalogue that may be shown now; all of it when absent. */
  readonly availableNow?: (catalogue: Catalogue) => Catalogue;
}

/** The view of a snapshot, for the screens. Pure. */
export function viewOf(snapshot: Snapshot, settled: ViewOptions): View {
  const { context } = snapshot;
  const { canSignInOnDevice } = settled;
  const freePreview = settled.freePreview && !context.previewUsedUp;
  const facts = { ...settled, freePreview };
  const is = (state: Parameters<Snapshot['matches']>[0]) => snapshot.matches(state);

  if (is({ startup: 'failed' })) return problemView(context, facts);
  if (is('startup')) return { screen: 'launch' };
  if (is({ logout: 'partnerLogoutRequired' }) || is({ logout: 'failed' })) {
    return { screen: 'signedOut', problem: context.error ? problemOf(context.error) : null };
  }
  if (is('logout')) return { screen: 'signingOut' };
  if (is({ registration: 'confirming' }) && context.remembered) {
    const { pendingItem: item, remembered: provider } = context;
    return { screen: 'confirmProvider', item, provider, freePreview, canSignInOnDevice };
  }
  if (is({ registration: 'choosing' })) return providersView(snapshot, facts);
  if (is({ registration: 'profiles' })) return profilesView(context);
  if (is('registration') || is('polling')) return signInView(snapshot, facts);
  if (is('authorization') && context.pendingItem) {
    return is({ authorization: 'refused' })
      ? notAvailable(context, facts)
      : { screen: 'authorizing', item: context.pendingItem };
  }
  if (is({ viewMedia: { screen: 'playing' } }) && context.pendingItem && context.stream) {
    const previewEndsAt = is(limited) ? (context.preview?.endsAt ?? null) : null;
    const { pendingItem: item, stream, startAt } = context;
    return { screen: 'player', item, stream, startAt, previewEndsAt };
  }
  if (is({ viewMedia: { screen: 'renewing' } }) && context.pendingItem) {
    return { screen: 'authorizing', item: context.pendingItem };
  }
  if (is({ viewMedia: { screen: 'broken' } }) || is({ viewMedia: { screen: 'previewOver' } })) {
    return notAvailable(context, facts);
  }
  if (is({ viewMedia: { screen: 'exiting' } })) return { screen: 'exit' };
  if (is({ viewMedia: { screen: 'title' } }) && context.openItem) {
    return titleView(context, context.openItem);
  }
  if (is({ viewMedia: { screen: { account: 'support' } } })) {
    const { lastError, viewer } = context;
    const shown =
      context.catalogue && (settled.availableNow?.(context.catalogue) ?? context.catalogue);
    const problem = lastError ? problemOf(lastError) : null;
    return { screen: 'support', problem, viewer, feed: shown?.report ?? null };
  }
  if (is({ viewMedia: { screen: 'account' } })) {
    const confirming = is({ viewMedia: { screen: { account: 'confirming' } } });
    return {
      screen: 'account',
      phase: confirming ? 'confirming' : 'shown',
      viewer: context.viewer,
    };
  }
  return homeView(context, settled);
}

/** The feed has titles, but none is available now. */
const nothingNow = new PassError({ code: 'feed_without_titles_now' });

const limited = { viewMedia: { screen: { playing: 'limited' } } } as const;

function homeView(context: Context, { availableNow: shown = (all) => all }: ViewOptions): HomeView {
  const { viewer, catalogueError, decisions, positions } = context;
  const catalogue = context.catalogue && shown(context.catalogue);
  const isEmpty = catalogue?.rows.length === 0 && context.catalogue?.rows.length !== 0;
  const error = catalogue === null ? catalogueError : isEmpty ? nothingNow : null;
  return {
    screen: 'home',
    viewer,
    catalogue,
    problem: error && problemOf(error),
    decisions,
    previewEndsAt: previewEndOf(context),
    positions,
  };
}

function previewEndOf({ preview }: Context): number | null {
  return preview && Number.isFinite(preview.endsAt) ? preview.endsAt : null;
}

function titleView(context: Context, item: Item): TitleView {
  const { viewer, decisions, positions } = context;
  const next = playableItem(item, positions);
  return {
    screen: 'title',
    viewer,
    item,
    ...(item.seasons ? { next } : {}),
    decision: (item.resource === undefined ? undefined : getOwn(decisions, item.resource)) ?? null,
    startAt: startOf(positions, next.id),
    previewEndsAt: previewEndOf(context),
  };
}

function profilesView({
  pendingItem: item,
  profiles,
  providers,
  remembered,
}: Context): ProfilesView {
  const known = remembered ? [...providers, remembered] : providers;
  const byLength = [...profiles].sort((a, b) => b.notAfter - a.notAfter);
  return { screen: 'profiles', item, profiles: byLength.map((each) => viewerOf(each, known)) };
}

function providersView(snapshot: Snapshot, facts: ViewOptions): ProvidersView {
  const { pendingItem: item, providers, remembered, error } = snapshot.context;
  const shown = providers.filter(({ isTempPass }) => !isTempPass);
  const first = shown.filter(({ id }) => id === remembered?.id);
  const within = (state: 'loading' | 'failed') =>
    snapshot.matches({ registration: { choosing: state } });
  return {
    screen: 'providers',
    phase: within('loading') ? 'loading' : within('failed') ? 'failed' : 'choosing',
    item,
    providers: [...first, ...shown.filter((provider) => !first.includes(provider))],
    rememberedId: remembered?.id ?? null,
    freePreview: facts.freePreview,
    canSignInOnDevice: facts.canSignInOnDevice,
    onDevice: snapshot.context.onDevice,
    problem: error ? problemOf(error) : null,
  };
}

function signInView(snapshot: Snapshot, facts: ViewOptions): SignInView {
  const { activateUrl, freePreview, canSignInOnDevice } = facts;
  const { context } = snapshot;
  const code = context.code?.code ?? '';
  return {
    screen: 'signIn',
    phase: phaseOf(snapshot),
    onDevice: context.onDevice,
    canSignInOnDevice,
    item: context.pendingItem,
    provider: context.chosen,
    freePreview,
    code,
    address: plainAddress(activateUrl),
    // After `#`, so that no server log contains the code.
    addressWithCode: `${activateUrl}#code=${pathPart(code)}`,
    expiresAt: context.code?.expiresAt ?? 0,
    troubled: context.failures > 0,
    trouble: context.trouble ? problemOf(context.trouble) : null,
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
  if (snapshot.matches({ polling: { onDevice: 'opening' } })) return 'opening';
  if (snapshot.matches({ polling: { onDevice: 'closed' } })) return 'closed';
  const waiting =
    snapshot.matches({ polling: { codeOnScreen: 'waiting' } }) ||
    snapshot.matches({ polling: { onDevice: 'waiting' } });
  return waiting ? 'waiting' : 'asking';
}

function notAvailable(context: Context, facts: ViewOptions): View {
  const { pendingItem: item, error } = context;
  if (!item || !error) return homeView(context, facts);
  const { remedy } = policyFor(error);
  return {
    screen: 'notAvailable',
    item,
    problem: problemOf(error),
    canRetry: isTransient(error),
    canSignIn: remedy === 'signIn',
  };
}

function problemView(context: Context, facts: ViewOptions): View {
  if (!context.error) return homeView(context, facts);
  return { screen: 'problem', where: 'startup', problem: problemOf(context.error) };
}

/** The error as a screen shows it. */
export function problemOf(error: PassError): Problem {
  return {
    key: policyFor(error).problem,
    code: error.code,
    ...(error.trace === undefined ? {} : { trace: error.trace }),
    ...(error.details === undefined ? {} : { details: error.details }),
  };
}

/** Short, because the viewer reads it on the television and types it: no scheme, no trailing slash. */
function plainAddress(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
