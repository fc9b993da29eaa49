import { assign, fromPromise } from 'xstate';
import { playbackRequest, readPlayback } from '../catalogue/playback.ts';
import { feedRequest, readFeed } from '../catalogue/readFeed.ts';
import type { Catalogue } from '../catalogue/types.ts';
import type { Memory } from '../memory/Memory.ts';
import { PassError } from '../pass/errors.ts';
import { exchange } from '../pass/http.ts';
import type { Decision, LogoutStep, PassService, Profile, Session } from '../pass/PassService.ts';
import { pollGap, recoveryGap, shortestPollGap } from '../pass/pace.ts';
import { ruleOf } from '../pass/remedies.ts';
import type { CorePorts } from '../ports.ts';
import type { Settings } from '../settings.ts';
import type { Found, OpenedStream, Recalled, SessionOutcome } from './actors.ts';
import type { ChosenProvider, CodeOnScreen, Context, Likelihood } from './context.ts';
import { unknownResources } from './definition.ts';
import { machine } from './machine.ts';
import type { Viewer } from './view.types.ts';
import { longest, viewerOf } from './viewer.ts';

/** A live stream that was paused this long is asked for again, ms. */
const longPause = 10 * 60_000;
/** Life of a code whose times the service did not send, ms; Adobe's samples: 30 minutes. */
const assumedCodeLife = 30 * 60_000;

export interface Dependencies {
  readonly settings: Settings;
  readonly service: PassService;
  readonly memory: Memory;
  readonly ports: CorePorts;
  /** False: there is no catalogue, and the feed is not asked for. */
  readonly browses?: boolean;
}

const emptyCatalogue: Catalogue = { providerName: '', rows: [] };

/** The machine with everything that its names stand for. */
export function implement({ settings, service, memory, ports, browses = true }: Dependencies) {
  const { clock } = ports;
  const { pass, catalogue } = settings.appSettings;

  return machine.provide({
    actors: {
      recall: actor(recall),
      checkProfile: actor((context, signal) => checkProfile(context, signal)),
      loadCatalogue: actor(async (_, signal) => (browses ? loadCatalogue(signal) : emptyCatalogue)),
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
        return found(profiles, context);
      }),
      openBrowser: actor(
        async ({ code }, signal) =>
          (await ports.openUrl?.(service.loginUrl(code?.code ?? ''), {
            returnUrl: pass.activateUrl,
            signal,
          })) ?? false,
      ),
      openStream: actor((context, signal) => openStream(context, signal)),
      preauthorize: actor((context, signal) => preauthorize(context, signal)),
      signOut: actor((context, signal) => signOut(context, signal)),
    },
    guards: {
      // Only who was chosen on this device can be opened on this device.
      choosesHere: ({ context }) => pass.chooseProvider === 'tv' || context.here,
      canOpenHere: () => ports.openUrl !== undefined,
      canOpenNow: ({ context }) => ports.openUrl !== undefined && context.chosen !== null,
      asksBeforeExit: () => ports.asksBeforeExit === true,
      pausedLong: ({ context: { item, pausedAt } }) =>
        item?.access === 'subscription' &&
        item.live &&
        pausedAt !== null &&
        clock.monotonic() - pausedAt >= longPause,
      offersPreview: ({ context }) => pass.freePreview !== undefined && !context.previewUsedUp,
    },
    actions: {
      markAsked: assign({ askedAt: () => clock.monotonic() }),
      markPaused: assign({ pausedAt: () => clock.monotonic() }),
      leaveApp: () => ports.exit?.(),
      forgetProfile: () => void memory.forget('profile'),
      savePositions: ({ context }) => void memory.set('positions', context.positions),
      saveProfile: ({ context, event }) => {
        const mvpd = event.type === 'CHOOSE_PROFILE' ? event.mvpd : '';
        const profile = context.profiles.find((candidate) => candidate.mvpd === mvpd);
        if (profile) void remember(profile, context);
      },
      beginPreview: assign({
        preview: () =>
          pass.freePreview === undefined
            ? null
            : { mvpd: pass.freePreview, endsAt: Number.POSITIVE_INFINITY },
      }),
    },
    delays: {
      pollInterval: ({ context }) => pollGap(context.failures, ports.random()),
      recoveryInterval: ({ context }) => recoveryGap(context.failures - 1, ports.random()),
      untilAllowed: ({ context }) =>
        Math.max(0, context.askedAt + shortestPollGap - clock.monotonic()),
      previewLeft: ({ context }) => Math.max(0, (context.preview?.endsAt ?? 0) - clock.monotonic()),
      codeLife: ({ context }) => Math.max(0, (context.code?.expiresAt ?? 0) - clock.monotonic()),
    },
  });

  async function recall(): Promise<Recalled> {
    const [profile, provider] = [await memory.get('profile'), await memory.get('provider')];
    return {
      viewer: profile ? viewerOf(profile, provider ? [provider] : []) : null,
      remembered: provider ?? null,
      positions: (await memory.get('positions')) ?? {},
    };
  }

  async function checkProfile(context: Context, signal: AbortSignal): Promise<Found> {
    const mvpd = context.viewer?.mvpd ?? context.remembered?.id;
    const profiles =
      mvpd === undefined ? await service.profiles(signal) : await service.profilesOf(mvpd, signal);
    if (profiles.length === 0) await memory.forget('profile');
    return found(profiles, context);
  }

  /** Several sign-ins are asked about, or the one that is valid longest is taken, as the settings say. */
  async function found(profiles: readonly Profile[], context: Context): Promise<Found> {
    const mvpds = new Set(profiles.map(({ mvpd }) => mvpd));
    if (mvpds.size > 1 && pass.severalProfiles === 'ask') return { viewer: null, profiles };
    return { viewer: await remember(longest(profiles), context), profiles: [] };
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
    if (session.code !== undefined) {
      return { code: onScreen(session, session.code), viewer: null, profiles: [] };
    }
    const profiles =
      session.mvpd === undefined
        ? await service.profiles(signal)
        : await service.profilesOf(session.mvpd, signal);
    if (profiles.length === 0)
      throw new PassError({ code: 'not_the_service', action: 'retry', status: 200 });
    return { code: null, ...(await found(profiles, context)) };
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
      // After a login on the phone nothing more follows: the provider's session lives in that browser.
      if (mvpd) steps = await service.logout(mvpd, pass.activateUrl, signal);
    } catch (error) {
      // No profile any more is what was wanted.
      const gone = error instanceof PassError && ruleOf(error).remedy === 'signIn';
      if (!gone) throw error;
    }
    if ((await memory.get('provider'))?.here) endLoginHere(steps);
    await memory.forget('profile', 'provider', 'positions');
    return steps.some(({ actionName }) => actionName === 'partner_logout');
  }

  async function remember(profile: Profile | undefined, context: Context): Promise<Viewer | null> {
    if (!profile) return null;
    const known = await memory.get('provider');
    const same = known?.id === profile.mvpd;
    if (known && !same) await memory.forget('positions');
    const viewer = viewerOf(profile, [...namesIn(context), ...(known ? [known] : [])]);
    await memory.rememberProfile(profile);
    await memory.set('provider', {
      id: viewer.mvpd,
      displayName: viewer.providerName,
      ...(viewer.providerLogo === undefined ? {} : { logoUrl: viewer.providerLogo }),
      ...(context.here || (same && known.here) ? { here: true } : {}),
    });
    return viewer;
  }

  /**
   * A login in this device's browser left the provider's session there. Not waited for: the viewer is
   * signed out here whatever the provider does.
   */
  function endLoginHere(steps: readonly LogoutStep[]): void {
    for (const { actionName, url } of steps) {
      if (actionName !== 'logout' || url === undefined) continue;
      const opened = ports.openUrl?.(url, { returnUrl: pass.activateUrl, signal: neverAborts });
      opened?.catch(() => {});
    }
  }
}

const neverAborts = new AbortController().signal;

function actor<T>(work: (context: Context, signal: AbortSignal) => Promise<T>) {
  return fromPromise<T, Context>(({ input, signal }) => work(input, signal));
}

/** Whoever's name and logo are known, however they became so. */
function namesIn({ chosen, providers, remembered }: Context): ChosenProvider[] {
  return [chosen, ...providers, remembered].flatMap((known) => known ?? []);
}

/** Trouble between the service and the provider, or with this request, says nothing about the package. */
function isPassing({ error }: Decision): boolean {
  if (error === undefined) return false;
  const { remedy, problem } = ruleOf(error);
  return remedy !== 'none' || problem === 'setup' || problem === 'service';
}
