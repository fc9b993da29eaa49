import { PassError } from '../pass/errors.ts';
import type { Profile, Provider, Session } from '../pass/PassService.ts';
import type { Found, Recalled, SessionOutcome } from './actors.ts';
import type { ChosenProvider, CodeOnScreen, Context } from './context.ts';
import type { Dependencies } from './implementation.ts';
import { dropLeft, isOf, withoutLeft } from './left.ts';
import type { Viewer } from './view.types.ts';
import { asRemembered, longest, viewerOf } from './viewer.ts';

/** Life of a code whose times the service did not send, ms; Adobe's samples: 30 minutes. */
const assumedCodeLife = 30 * 60_000;

/** Who is signed in, and how somebody comes to be. Every one rejects with a PassError. */
export function createSigningIn({ settings, service, memory, ports }: Dependencies) {
  const { pass } = settings.appSettings;
  return {
    ...{ recall, checkProfile, confirmProfile, findProfile, askForProfile },
    ...{ createSession, learnProviders, remember, rename },
  };

  async function recall(): Promise<Recalled> {
    const [profile, provider] = [await memory.get('profile'), await memory.get('provider')];
    return {
      viewer: profile ? viewerOf(profile, provider ? [provider] : []) : null,
      remembered: provider ?? null,
      positions: (await memory.get('positions')) ?? {},
    };
  }

  async function checkProfile(context: Context, signal: AbortSignal): Promise<Found> {
    return found(await profilesNow(context, signal), context);
  }

  async function confirmProfile(context: Context, signal: AbortSignal): Promise<Found> {
    const profile = longest(await profilesNow(context, signal));
    return { viewer: await remember(profile, context), profiles: [] };
  }

  /**
   * Adobe: one request for the remembered provider, or one for all. Where the remembered one has no
   * profile, a code that was given up may have brought another, or, with single sign-on, another app
   * ("Single sign-on - Platform identity").
   */
  async function profilesNow(context: Context, signal: AbortSignal): Promise<Profile[]> {
    const mvpd = context.viewer?.mvpd ?? context.remembered?.id;
    let profiles: Profile[] = [];
    if (mvpd !== undefined) {
      profiles = await usable(await service.profilesOf(mvpd, signal), context);
    }
    const mayBeOther = mvpd === undefined || context.gaveCode || ports.singleSignOn !== undefined;
    if (profiles.length === 0 && mayBeOther) {
      profiles = await usable(await service.profiles(signal), context);
    }
    // Only what was known here: another process may have signed in since.
    if (profiles.length === 0 && (await memory.get('profile'))) await memory.forget('profile');
    return profiles;
  }

  /** Neither signed out of, nor refused. */
  async function usable(profiles: readonly Profile[], context: Context): Promise<Profile[]> {
    const mine = await withoutLeft(memory, profiles);
    return mine.filter((profile) => !isOf(profile, context.spent));
  }

  async function findProfile(context: Context, signal: AbortSignal): Promise<Found> {
    return found(await newProfiles(context, signal), context);
  }

  /** Signed in since, and as it was wanted: with whom was chosen, or not with whom was not wanted. */
  async function newProfiles(context: Context, signal: AbortSignal): Promise<Profile[]> {
    const { chosen, otherWanted, remembered, viewer } = context;
    const profiles = await usable(await service.profiles(signal), context);
    return profiles.filter((profile) => {
      if (isOf(profile, viewer)) return false;
      if (chosen) return profile.mvpd === chosen.id;
      return !otherWanted || profile.mvpd !== remembered?.id;
    });
  }

  async function askForProfile(context: Context, signal: AbortSignal): Promise<Found> {
    return found(await service.profilesByCode(context.code?.code ?? '', signal), context);
  }

  /** Several sign-ins are asked about, or the one that is valid longest is taken, as the settings say. */
  async function found(profiles: readonly Profile[], context: Context): Promise<Found> {
    const mvpds = new Set(profiles.map(({ mvpd }) => mvpd));
    if (mvpds.size > 1 && pass.severalProfiles === 'ask') return { viewer: null, profiles };
    return { viewer: await remember(longest(profiles), context), profiles: [] };
  }

  /**
   * With a provider chosen here, everything that its login needs; otherwise nothing, and the second
   * screen supplies it (`resume`). Somebody who has signed in already needs no code.
   */
  async function createSession(context: Context, signal: AbortSignal): Promise<SessionOutcome> {
    if (mayHaveSignedIn(context)) {
      const profiles = await newProfiles(context, signal).catch(unlessCancelled);
      if (profiles.length > 0) return { code: null, ...(await found(profiles, context)) };
    }
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
    if (profiles.length === 0) {
      throw new PassError({ code: 'not_the_service', action: 'retry', status: 200 });
    }
    return { code: null, ...(await found(profiles, context)) };
  }

  /** The service has not said that nobody is here, or that was before a code or another app changed it. */
  function mayHaveSignedIn({ viewer, nobody, gaveCode }: Context): boolean {
    return gaveCode || ports.singleSignOn !== undefined || (viewer === null && !nobody);
  }

  function onScreen(session: Session, code: string): CodeOnScreen {
    // The service's own two times give the life; the device's date is not needed for it.
    const { notBefore, notAfter } = session;
    const life =
      notBefore !== undefined && notAfter !== undefined && notAfter > notBefore
        ? notAfter - notBefore
        : assumedCodeLife;
    return { code, expiresAt: ports.clock.monotonic() + life };
  }

  /** Whoever was chosen here is known by name already, from the list or from the last sign-in. */
  async function learnProviders(context: Context, signal: AbortSignal): Promise<Provider[]> {
    const { chosen, providers } = context;
    const isKnown = chosen !== null && !chosen.nameIsGuess;
    return isKnown || providers.length > 0 ? [...providers] : service.providers(signal);
  }

  async function remember(profile: Profile | undefined, context: Context): Promise<Viewer | null> {
    if (!profile) return null;
    const known = await memory.get('provider');
    const same = known?.id === profile.mvpd;
    if (known && !same) await memory.forget('positions');
    const viewer = viewerOf(profile, [...namesIn(context), ...(known ? [known] : [])]);
    await memory.rememberProfile(profile);
    const isHere = context.here || (same && known.here === true);
    await memory.set('provider', { ...asRemembered(viewer), ...(isHere ? { here: true } : {}) });
    await dropLeft(memory, profile.mvpd);
    return viewer;
  }

  /** The remembered provider, as it is really called. */
  async function rename(provider: ChosenProvider): Promise<void> {
    const known = await memory.get('provider');
    if (known?.id !== provider.id) return;
    await memory.set('provider', { ...provider, ...(known.here ? { here: true } : {}) });
  }
}

/** Whoever's name and logo are known, however they became so. */
function namesIn({ chosen, providers, remembered }: Context): ChosenProvider[] {
  return [chosen, ...providers, remembered].flatMap((known) => known ?? []);
}

/** A question that comes to nothing must not keep the viewer from signing in. */
function unlessCancelled(error: unknown): Profile[] {
  if (error instanceof PassError && error.code === 'cancelled') throw error;
  return [];
}
