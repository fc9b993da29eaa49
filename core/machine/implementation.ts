import { assign, fromPromise } from 'xstate';
import { playbackRequest, readPlayback } from '../catalogue/playback.ts';
import { feedRequest, readFeed } from '../catalogue/readFeed.ts';
import type { Catalogue } from '../catalogue/types.ts';
import type { Memory } from '../memory/Memory.ts';
import { PassError } from '../pass/errors.ts';
import { exchange } from '../pass/http.ts';
import type { PassService, Profile, Provider, Session } from '../pass/PassService.ts';
import { unreadable } from '../pass/readError.ts';
import { ruleOf } from '../pass/remedies.ts';
import type { CorePorts } from '../ports.ts';
import type { Settings } from '../settings.ts';
import type { SessionOutcome } from './actors.ts';
import type { CodeOnScreen, Context } from './context.ts';
import { machine } from './machine.ts';
import type { Viewer } from './view.types.ts';
import { sayMvpd } from './viewer.ts';

/** Shortest gap between two polls that Adobe allows, ms; Continue waits for what is left of it. */
const shortestGap = 3_000;
/** Usual gap, ms, plus up to `jitter` by chance: 3 to 5 s as documented, and a fleet does not march. */
const usualGap = 3_500;
const jitter = 1_500;
/** When polls fail in a row the gap grows up to this, ms. */
const longestGap = 20_000;
/** Life of a code whose times the service did not send, ms; Adobe's samples: 30 minutes. */
const assumedCodeLife = 30 * 60_000;

export interface Dependencies {
  readonly settings: Settings;
  readonly service: PassService;
  readonly memory: Memory;
  readonly ports: CorePorts;
}

/** The machine with everything that its names stand for. */
export function implement({ settings, service, memory, ports }: Dependencies) {
  const { clock } = ports;
  const { pass, catalogue } = settings.appSettings;

  return machine.provide({
    actors: {
      recall: fromPromise(recall),
      checkProfile: actor((context, signal) => checkProfile(context, signal)),
      loadCatalogue: actor((_, signal) => loadCatalogue(signal)),
      createSession: actor((context, signal) => createSession(context, signal)),
      learnProviders: actor((context, signal) =>
        context.providers.length > 0
          ? Promise.resolve([...context.providers])
          : service.providers(signal),
      ),
      askForProfile: actor(async (context, signal) => {
        const profiles = await service.profilesByCode(context.code?.code ?? '', signal);
        return remember(longest(profiles), context.providers);
      }),
      openStream: actor((context, signal) => openStream(context, signal)),
      signOut: actor((context, signal) => signOut(context, signal)),
    },
    actions: {
      markAsked: assign({ askedAt: () => clock.monotonic() }),
      forgetProfile: () => void memory.forget('profile'),
    },
    delays: {
      pollInterval: ({ context }) => {
        const gap = Math.min(usualGap * 1.5 ** context.failures, longestGap);
        return gap + jitter * ports.random();
      },
      untilAllowed: ({ context }) => Math.max(0, context.askedAt + shortestGap - clock.monotonic()),
      codeLife: ({ context }) => Math.max(0, (context.code?.expiresAt ?? 0) - clock.monotonic()),
    },
  });

  async function recall(): Promise<Viewer | null> {
    const profile = await memory.get('profile');
    if (!profile) return null;
    const provider = await memory.get('provider');
    return viewerOf(profile, provider && provider.id === profile.mvpd ? [provider] : []);
  }

  async function checkProfile(context: Context, signal: AbortSignal): Promise<Viewer | null> {
    const mvpd = context.viewer?.mvpd;
    const profiles =
      mvpd === undefined ? await service.profiles(signal) : await service.profilesOf(mvpd, signal);
    const profile = longest(profiles);
    if (!profile) await memory.forget('profile');
    return remember(profile, context.providers);
  }

  async function loadCatalogue(signal: AbortSignal): Promise<Catalogue> {
    return readFeed(await exchange(ports, feedRequest(catalogue.feedUrl), signal));
  }

  /** The provider is chosen on the second screen, so nothing is sent: the answer is `resume`. */
  async function createSession(context: Context, signal: AbortSignal): Promise<SessionOutcome> {
    const session = await service.createSession({}, signal);
    if (session.code !== undefined) return { code: onScreen(session, session.code), viewer: null };
    const profiles =
      session.mvpd === undefined
        ? await service.profiles(signal)
        : await service.profilesOf(session.mvpd, signal);
    const viewer = await remember(longest(profiles), context.providers);
    if (!viewer) throw unreadable(200);
    return { code: null, viewer };
  }

  function onScreen(session: Session, code: string): CodeOnScreen {
    // The service's own two times give the life; the device's date is not needed for it.
    const { notBefore, notAfter } = session;
    const life =
      notBefore !== undefined && notAfter !== undefined && notAfter > notBefore
        ? notAfter - notBefore
        : assumedCodeLife;
    return { code, expiresAt: clock.monotonic() + life };
  }

  async function openStream(context: Context, signal: AbortSignal) {
    const { item, viewer } = context;
    if (!item?.resource || !viewer) throw new PassError({ code: 'authenticated_profile_missing' });
    const decision = await service.authorize(viewer.mvpd, item.resource, signal);
    if (!decision.authorized || !decision.token) {
      throw decision.error ?? new PassError({ code: 'authorization_denied_by_mvpd', status: 403 });
    }
    const { serializedToken } = decision.token;
    const request = playbackRequest(catalogue.playbackUrl, item.id, serializedToken);
    return readPlayback(await exchange(ports, request, signal));
  }

  async function signOut(context: Context, signal: AbortSignal): Promise<void> {
    const mvpd = context.viewer?.mvpd;
    try {
      // On a television nothing more follows: the provider's session lives in the phone's browser.
      if (mvpd) await service.logout(mvpd, pass.activateUrl, signal);
    } catch (error) {
      // No profile any more is what was wanted.
      const gone = error instanceof PassError && ruleOf(error).remedy === 'signIn';
      if (!gone) throw error;
    }
    await memory.forget('profile', 'provider');
  }

  async function remember(
    profile: Profile | undefined,
    providers: readonly Provider[],
  ): Promise<Viewer | null> {
    if (!profile) return null;
    const known = await memory.get('provider');
    const viewer = viewerOf(profile, [...providers, ...(known ? [known] : [])]);
    await memory.rememberProfile(profile);
    await memory.set('provider', {
      id: viewer.mvpd,
      displayName: viewer.providerName,
      ...(viewer.providerLogo === undefined ? {} : { logoUrl: viewer.providerLogo }),
    });
    return viewer;
  }
}

function actor<T>(work: (context: Context, signal: AbortSignal) => Promise<T>) {
  return fromPromise<T, Context>(({ input, signal }) => work(input, signal));
}

/** Several profiles: the one that is valid longest, as Adobe's checklist suggests. */
function longest(profiles: readonly Profile[]): Profile | undefined {
  return [...profiles].sort((a, b) => b.notAfter - a.notAfter)[0];
}

type Named = Pick<Provider, 'id' | 'displayName' | 'logoUrl'>;

function viewerOf(profile: Profile, providers: readonly Named[]): Viewer {
  const provider = providers.find(({ id }) => id === profile.mvpd);
  return {
    mvpd: profile.mvpd,
    providerName: provider?.displayName ?? sayMvpd(profile.mvpd),
    ...(provider?.logoUrl === undefined ? {} : { providerLogo: provider.logoUrl }),
    since: profile.notBefore,
    until: profile.notAfter,
  };
}
