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

/** Lifetime of a code whose times the service did not send, ms; Adobe's samples: 30 minutes. */
const assumedCodeLife = 30 * 60_000;

/** The actors that find out who is signed in, and that sign in. Every actor rejects with a PassError. */
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
   * Adobe: one request for the remembered provider, or one for all. When the remembered provider has no
   * profile, an abandoned code or, with single sign-on, another app may have created a profile with another
   * provider ("Single sign-on - Platform identity").
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
    // Only if a profile is stored: another process may have signed in since.
    if (profiles.length === 0 && (await memory.get('profile'))) await memory.forget('profile');
    return profiles;
  }

  /** Without profiles that the viewer signed out of or that were refused. */
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

  /** New profiles with the chosen provider, or not with the provider that the viewer no longer wants. */
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

  /** Of several profiles, the viewer chooses one or the one that is valid longest is taken: see the settings. */
  async function found(profiles: readonly Profile[], context: Context): Promise<FoundProfiles> {
    const mvpds = new Set(profiles.map(({ mvpd }) => mvpd));
    if (mvpds.size > 1 && pass.severalProfiles === 'ask') return { viewer: null, profiles };
    return { viewer: await remember(longestValid(profiles), context), profiles: [] };
  }

  /**
   * With a provider chosen on this device, sends all that its login needs; otherwise sends nothing, and the
   * second screen supplies it (`resume`). A viewer who has signed in already needs no code.
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

  /** The service has not reported that nobody is signed in, or a code or another app may have changed it since. */
  function mayHaveSignedIn({ viewer, knownSignedOut: nobody, codeMayBeUsed }: Context): boolean {
    return codeMayBeUsed || ports.singleSignOn !== undefined || (viewer === null && !nobody);
  }

  function onScreen(session: Session, code: string): CodeOnScreen {
    // The lifetime is the difference of the service's two times; the device's date is not needed.
    const { notBefore, notAfter } = session;
    const life =
      notBefore !== undefined && notAfter !== undefined && notAfter > notBefore
        ? notAfter - notBefore
        : assumedCodeLife;
    return { code, expiresAt: ports.clock.monotonic() + life };
  }

  /**
   * The name of a provider chosen on this device is known from the list or from the last sign-in. One attempt only:
   * the viewer does not wait for the names, and throttling leaves few requests for what the viewer waits for.
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

  /** Stores the real name of the remembered provider. */
  async function rename(provider: ChosenProvider): Promise<void> {
    const known = await memory.get('provider');
    if (known?.id !== provider.id) return;
    await memory.set('provider', { ...provider, ...(known.here ? { here: true } : {}) });
  }
}

/** All providers whose name and logo are known. */
function namesIn({ chosen, providers, remembered }: Context): ChosenProvider[] {
  return [chosen, ...providers, remembered].flatMap((known) => known ?? []);
}

/** A failed request must not keep the viewer from signing in. */
function emptyUnlessCancelled(error: unknown): Profile[] {
  if (isCancelled(error)) throw error;
  return [];
}
