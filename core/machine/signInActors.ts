import { Attempts } from '../pass/Attempts.ts';
import { isCancelled } from '../pass/errorPolicy.ts';
import { PassError } from '../pass/errors.ts';
import type { Profile, Provider, Session } from '../pass/PassService.ts';
import type { FoundProfiles, RestoredState, SessionOutcome } from './actors.ts';
import type { CodeOnScreen, Context } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { areOfAnother } from './positions.ts';
import { isProfileOf, removeSignedOut, withoutSignedOut } from './signedOutProfiles.ts';
import { asRemembered, longestValid, viewerOf } from './viewer.ts';
import type { ChosenProvider, Viewer } from './viewer.types.ts';

/** Life of a code whose times the service did not send, ms; Adobe's samples: 30 minutes. */
const assumedCodeLife = 30 * 60_000;

/** Who is signed in, and how somebody comes to be. Every one rejects with a PassError. */
export function createSignInActors({ settings, service, memory, ports }: Dependencies) {
  const { pass } = settings.appSettings;
  return {
    ...{ restore, checkProfile, confirmProfile, findProfile, pollProfile },
    ...{ createSession, loadProviderNames, remember, rename },
  };

  async function restore(): Promise<RestoredState> {
    const [profile, provider] = [await memory.get('profile'), await memory.get('provider')];
    return {
      viewer: profile ? viewerOf(profile, provider ? [provider] : []) : null,
      remembered: provider ?? null,
      positions: (await memory.get('positions')) ?? {},
    };
  }

  async function checkProfile(
    context: Context,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<FoundProfiles> {
    return found(await profilesNow(context, signal, attempts), context);
  }

  async function confirmProfile(
    context: Context,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<FoundProfiles> {
    const profile = longestValid(await profilesNow(context, signal, attempts));
    return { viewer: await remember(profile, context), profiles: [] };
  }

  /**
   * Adobe: one request for the remembered provider, or one for all. Where the remembered one has no
   * profile, a code that was given up may have brought another, or, with single sign-on, another app
   * ("Single sign-on - Platform identity").
   */
  async function profilesNow(
    context: Context,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<Profile[]> {
    const mvpd = context.viewer?.mvpd ?? context.remembered?.id;
    let profiles: Profile[] = [];
    if (mvpd !== undefined) {
      profiles = await usable(await service.profilesOf(mvpd, signal, attempts), context);
    }
    const mayBeOther =
      mvpd === undefined || context.codeMayBeUsed || ports.singleSignOn !== undefined;
    if (profiles.length === 0 && mayBeOther) {
      profiles = await usable(await service.profiles(signal, attempts), context);
    }
    // Only what was known here: another process may have signed in since.
    if (profiles.length === 0 && (await memory.get('profile'))) await memory.forget('profile');
    return profiles;
  }

  /** Neither signed out of, nor refused. */
  async function usable(profiles: readonly Profile[], context: Context): Promise<Profile[]> {
    const mine = await withoutSignedOut(memory, profiles);
    return mine.filter((profile) => !isProfileOf(profile, context.formerViewer));
  }

  async function findProfile(
    context: Context,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<FoundProfiles> {
    return found(await newProfiles(context, signal, attempts), context);
  }

  /** Signed in since, and as it was wanted: with whom was chosen, or not with whom was not wanted. */
  async function newProfiles(
    context: Context,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<Profile[]> {
    const { chosen, wantsOtherProvider, remembered, viewer } = context;
    const profiles = await usable(await service.profiles(signal, attempts), context);
    return profiles.filter((profile) => {
      if (isProfileOf(profile, viewer)) return false;
      if (chosen) return profile.mvpd === chosen.id;
      return !wantsOtherProvider || profile.mvpd !== remembered?.id;
    });
  }

  async function pollProfile(context: Context, signal: AbortSignal): Promise<FoundProfiles> {
    return found(await service.profilesByCode(context.code?.code ?? '', signal), context);
  }

  /** Several sign-ins are asked about, or the one that is valid longest is taken, as the settings say. */
  async function found(profiles: readonly Profile[], context: Context): Promise<FoundProfiles> {
    const mvpds = new Set(profiles.map(({ mvpd }) => mvpd));
    if (mvpds.size > 1 && pass.severalProfiles === 'ask') return { viewer: null, profiles };
    return { viewer: await remember(longestValid(profiles), context), profiles: [] };
  }

  /**
   * With a provider chosen here, everything that its login needs; otherwise nothing, and the second
   * screen supplies it (`resume`). Somebody who has signed in already needs no code.
   */
  async function createSession(
    context: Context,
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<SessionOutcome> {
    if (mayHaveSignedIn(context)) {
      const profiles = await newProfiles(context, signal, attempts).catch(emptyUnlessCancelled);
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
      attempts,
    );
    if (session.code !== undefined) {
      return { code: onScreen(session, session.code), viewer: null, profiles: [] };
    }
    const profiles =
      session.mvpd === undefined
        ? await service.profiles(signal, attempts)
        : await service.profilesOf(session.mvpd, signal, attempts);
    if (profiles.length === 0) {
      throw new PassError({ code: 'not_the_service', action: 'retry', status: 200 });
    }
    return { code: null, ...(await found(profiles, context)) };
  }

  /** The service has not said that nobody is here, or that was before a code or another app changed it. */
  function mayHaveSignedIn({ viewer, knownSignedOut: nobody, codeMayBeUsed }: Context): boolean {
    return codeMayBeUsed || ports.singleSignOn !== undefined || (viewer === null && !nobody);
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

  /**
   * Whoever was chosen here is known by name already, from the list or from the last sign-in. Asked once each time:
   * nobody waits for the names, and the requests that throttling allows are for what is waited for.
   */
  async function loadProviderNames(context: Context, signal: AbortSignal): Promise<Provider[]> {
    const { chosen, providers } = context;
    const isKnown = chosen !== null && !chosen.nameIsGuess;
    return isKnown || providers.length > 0
      ? [...providers]
      : service.providers(signal, Attempts.once());
  }

  async function remember(profile: Profile | undefined, context: Context): Promise<Viewer | null> {
    if (!profile) return null;
    const known = await memory.get('provider');
    const same = known?.id === profile.mvpd;
    if (areOfAnother(known?.id, profile.mvpd)) await memory.forget('positions');
    const viewer = viewerOf(profile, [...namesIn(context), ...(known ? [known] : [])]);
    await memory.rememberProfile(profile);
    const isHere = context.onDevice || (same && known.here === true);
    await memory.set('provider', { ...asRemembered(viewer), ...(isHere ? { here: true } : {}) });
    await removeSignedOut(memory, profile.mvpd);
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
function emptyUnlessCancelled(error: unknown): Profile[] {
  if (isCancelled(error)) throw error;
  return [];
}
