import type { Memory } from '../memory/Memory.ts';
import type { Profile } from '../pass/PassService.ts';
import type { Viewer } from './viewer.types.ts';

/**
 * Profiles that the viewer signed out of while the request to the service failed. The service may return them
 * for weeks; they must not sign anybody in.
 */

/** Most entries that are kept. */
const most = 10;

/** Whether `profile` belongs to `viewer`; a later sign-in with the same provider has a later end. */
export function isProfileOf(
  profile: Profile,
  viewer: Pick<Viewer, 'mvpd' | 'until'> | null,
): boolean {
  return viewer !== null && profile.mvpd === viewer.mvpd && profile.notAfter === viewer.until;
}

/** The profiles without those that the viewer signed out of. */
export async function withoutSignedOut(
  memory: Memory,
  profiles: readonly Profile[],
): Promise<Profile[]> {
  const left = (await memory.get('left')) ?? [];
  return profiles.filter(
    (profile) =>
      !left.some(({ mvpd, notAfter }) => isProfileOf(profile, { mvpd, until: notAfter })),
  );
}

export async function addSignedOut(memory: Memory, viewer: Viewer): Promise<void> {
  const left = ((await memory.get('left')) ?? []).filter(({ mvpd }) => mvpd !== viewer.mvpd);
  const entry = { mvpd: viewer.mvpd, notAfter: viewer.until };
  await memory.set('left', [...left, entry].slice(-most));
}

/** The service has no profile with `mvpd` any more, or the viewer has signed in with it again. */
export async function removeSignedOut(memory: Memory, mvpd: string): Promise<void> {
  const before = await memory.get('left');
  if (!before) return;
  const left = before.filter((entry) => entry.mvpd !== mvpd);
  if (left.length === before.length) return;
  if (left.length === 0) await memory.forget('left');
  else await memory.set('left', left);
}
