import { assign, fromPromise } from 'xstate';
import { playbackRequest, readPlayback } from '../catalogue/playback.ts';
import { feedRequest, readFeed } from '../catalogue/readFeed.ts';
import type { Catalogue } from '../catalogue/types.ts';
import type { Memory } from '../memory/Memory.ts';
import { PassError } from '../pass/errors.ts';
import { exchange } from '../pass/http.ts';
import type { Decision, LogoutStep, PassService, Profile, Session } from '../pass/PassService.ts';
import { pollGap, shortestPollGap } from '../pass/pace.ts';
import { unreadable } from '../pass/readError.ts';
import { ruleOf } from '../pass/remedies.ts';
import type { CorePorts } from '../ports.ts';
import type { Settings } from '../settings.ts';
import type { OpenedStream, Recalled, SessionOutcome } from './actors.ts';
import type { ChosenProvider, CodeOnScreen, Context, Likelihood } from './context.ts';
import { unknownResources } from './definition.ts';
import { machine } from './machine.ts';
import type { Viewer } from './view.types.ts';
import { sayMvpd } from './viewer.ts';

/** Timers hold 31 bits; more would fire at once, ms. */
const longestTimer = 2 ** 31 - 1;
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
      recall: actor(recall),
      checkProfile: actor((context, signal) => checkProfile(context, signal)),
      loadCatalogue: actor((_, signal) => loadCatalogue(signal)),
      createSession: actor((context, signal) => createSession(context, signal)),
      loadProviders: actor((_, signal) => service.providers(signal)),
      // Whoever was chosen here is known by name already, from the list or from the last sign-in.
      learnProviders: actor((context, signal) =>
        context.chosen !== null || context.providers.length > 0
          ? Promise.resolve([...context.providers])
          : service.providers(signal),
      ),
      askForProfile: actor(async (context, signal) => {
        const profiles = await service.profilesByCode(context.code?.code ?? '', signal);
        return remember(longest(profiles), namesIn(context));
      }),
      openStream: actor((context, signal) => openStream(context, signal)),
      preauthorize: actor((context, signal) => preauthorize(context, signal)),
      signOut: actor((context, signal) => signOut(context, signal)),
    },
    guards: {
      choosesHere: () => pass.chooseProvider === 'tv',
      offersPreview: ({ context }) => pass.freePreview !== undefined && !context.previewUsedUp,
    },
    actions: {
      markAsked: assign({ askedAt: () => clock.monotonic() }),
      forgetProfile: () => void memory.forget('profile'),
      beginPreview: assign({
        preview: () =>
          pass.freePreview === undefined
            ? null
            : { mvpd: pass.freePreview, endsAt: Number.POSITIVE_INFINITY },
      }),
    },
    delays: {
      pollInterval: ({ context }) => pollGap(context.failures, ports.random()),
      untilAllowed: ({ context }) =>
        Math.max(0, context.askedAt + shortestPollGap - clock.monotonic()),
      previewLeft: ({ context }) =>
        Math.min(longestTimer, Math.max(0, (context.preview?.endsAt ?? 0) - clock.monotonic())),
      codeLife: ({ context }) => Math.max(0, (context.code?.expiresAt ?? 0) - clock.monotonic()),
    },
  });

  async function recall(): Promise<Recalled> {
    const [profile, provider] = [await memory.get('profile'), await memory.get('provider')];
    return {
      viewer: profile ? viewerOf(profile, provider ? [provider] : []) : null,
      remembered: provider ?? null,
    };
  }

  async function checkProfile(context: Context, signal: AbortSignal): Promise<Viewer | null> {
    const mvpd = context.viewer?.mvpd ?? context.remembered?.id;
    const profiles =
      mvpd === undefined ? await service.profiles(signal) : await service.profilesOf(mvpd, signal);
    const profile = longest(profiles);
    if (!profile) await memory.forget('profile');
    return remember(profile, namesIn(context));
  }

  async function loadCatalogue(signal: AbortSignal): Promise<Catalogue> {
    return readFeed(await exchange(ports, feedRequest(catalogue.feedUrl), signal));
  }

  /**
   * With a provider chosen here, everything that its login needs; otherwise nothing, and the second
   * screen supplies it (`resume`).
   */
  async function createSession(context: Context, signal: AbortSignal): Promise<SessionOutcome> {
    const session = await service.createSession(
      context.chosen
        ? {
            mvpd: context.chosen.id,
            domainName: pass.domainName,
            redirectUrl: pass.activateUrl,
          }
        : {},
      signal,
    );
    if (session.code !== undefined) return { code: onScreen(session, session.code), viewer: null };
    const profiles =
      session.mvpd === undefined
        ? await service.profiles(signal)
        : await service.profilesOf(session.mvpd, signal);
    const viewer = await remember(longest(profiles), namesIn(context));
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

  async function openStream(context: Context, signal: AbortSignal): Promise<OpenedStream> {
    const { item, viewer, preview } = context;
    const mvpd = viewer?.mvpd ?? preview?.mvpd;
    if (!item?.resource || !mvpd) throw new PassError({ code: 'authenticated_profile_missing' });
    const decision = await service.authorize(mvpd, item.resource, signal);
    if (!decision.authorized || !decision.token) {
      throw decision.error ?? new PassError({ code: 'authorization_denied_by_mvpd', status: 403 });
    }
    const { serializedToken } = decision.token;
    const request = playbackRequest(catalogue.playbackUrl, item.id, serializedToken);
    const stream = readPlayback(await exchange(ports, request, signal));
    const onPreview = viewer === null;
    const previewEndsAt = onPreview
      ? await endOfPreview(mvpd, decision.token.notBefore, signal)
      : null;
    return { stream, previewEndsAt };
  }

  /**
   * When the TempPass ends, on the monotonic clock. The service tells by its own clock; the media
   * token that it has just made tells what time that is, so the device's date is not needed.
   */
  async function endOfPreview(mvpd: string, serviceNow: number, signal: AbortSignal) {
    const [profile] = await service.profilesOf(mvpd, signal);
    if (!profile) throw new PassError({ code: 'temporary_access_duration_limit_exceeded' });
    return clock.monotonic() + Math.max(0, profile.notAfter - serviceNow);
  }

  async function preauthorize(
    context: Context,
    signal: AbortSignal,
  ): Promise<Record<string, Likelihood>> {
    const resources = unknownResources(context);
    const mvpd = context.viewer?.mvpd ?? '';
    const decisions = await service.preauthorize(mvpd, resources, signal);
    const said = new Map(decisions.map((decision) => [decision.resource, decision]));
    return Object.fromEntries(
      resources.map((resource) => {
        const decision = said.get(resource);
        const details = decision?.error?.details;
        const included = decision === undefined || isPassing(decision) ? null : decision.authorized;
        return [resource, { included, ...(details === undefined ? {} : { details }) }];
      }),
    );
  }

  async function signOut(context: Context, signal: AbortSignal): Promise<boolean> {
    const mvpd = context.viewer?.mvpd;
    let steps: LogoutStep[] = [];
    try {
      // On a television nothing more follows: the provider's session lives in the phone's browser.
      if (mvpd) steps = await service.logout(mvpd, pass.activateUrl, signal);
    } catch (error) {
      // No profile any more is what was wanted.
      const gone = error instanceof PassError && ruleOf(error).remedy === 'signIn';
      if (!gone) throw error;
    }
    await memory.forget('profile', 'provider');
    return steps.some(({ actionName }) => actionName === 'partner_logout');
  }

  async function remember(
    profile: Profile | undefined,
    providers: readonly ChosenProvider[],
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

/** Whoever's name and logo are known, however they became so. */
function namesIn({ chosen, providers, remembered }: Context): ChosenProvider[] {
  return [chosen, ...providers, remembered].flatMap((known) => known ?? []);
}

/** Trouble between the service and the provider says nothing about the package. */
function isPassing({ error }: Decision): boolean {
  return error !== undefined && ruleOf(error).remedy !== 'none';
}

function viewerOf(profile: Profile, providers: readonly ChosenProvider[]): Viewer {
  const provider = providers.find(({ id }) => id === profile.mvpd);
  return {
    mvpd: profile.mvpd,
    providerName: provider?.displayName ?? sayMvpd(profile.mvpd),
    ...(provider?.logoUrl === undefined ? {} : { providerLogo: provider.logoUrl }),
    since: profile.notBefore,
    until: profile.notAfter,
  };
}
