import type { Viewer } from '@couchpass/core';
import { longestValid, viewerOf } from '@couchpass/core/machine';
import type { Session } from './session.ts';

/** Time limit, ms; a second Ctrl-C ends the program earlier. */
const patience = 3_000;

/**
 * Requests the profile of a given-up code a last time: the code may have been used since the last poll. (For an
 * expired code, core does this itself.) A viewer who has signed in is remembered. Null when the code was not used,
 * or when the service cannot be reached.
 */
export async function finalPoll(
  { couchpass: { service, memory }, platform: { clock } }: Session,
  code: string,
): Promise<Viewer | null> {
  const ending = new AbortController();
  // Not `AbortSignal.timeout`: its timer does not keep Node running.
  const timer = clock.setTimeout(() => ending.abort(), patience);
  try {
    const profile = longestValid(await service.profilesByCode(code, ending.signal));
    if (profile === undefined) return null;
    // Without the list, the provider's name is derived from its id.
    const providers = await service.providers(ending.signal).catch(() => []);
    const viewer = viewerOf(profile, providers);
    const { mvpd: id, providerName: displayName, providerLogo: logoUrl } = viewer;
    await memory.rememberProfile(profile);
    await memory.set('provider', {
      id,
      displayName,
      ...(logoUrl === undefined ? {} : { logoUrl }),
    });
    return viewer;
  } catch {
    return null;
  } finally {
    clock.clearTimeout(timer);
  }
}
