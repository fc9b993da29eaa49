import type { Viewer } from '@couchpass/core';
import { longestValid, viewerOf } from '@couchpass/core/machine';
import type { Session } from './session.ts';

/** How long anybody waits for it, ms; a second Ctrl-C does not. */
const patience = 3_000;

/**
 * The last question about a code that is given up: it may have been used since it was asked about. (About
 * one that has ended core asks by itself.) Whoever it has signed in is remembered. Null when it was not
 * used, or nobody can tell.
 */
export async function finalPoll(
  { couchpass: { service, memory }, platform: { clock } }: Session,
  code: string,
): Promise<Viewer | null> {
  const ending = new AbortController();
  // Not `AbortSignal.timeout`: for its timer Node does not stay.
  const timer = clock.setTimeout(() => ending.abort(), patience);
  try {
    const profile = longestValid(await service.profilesByCode(code, ending.signal));
    if (profile === undefined) return null;
    // Without the list the provider's name is made of its id.
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
