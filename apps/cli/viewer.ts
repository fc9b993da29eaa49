import { type Couchpass, nameFromMvpdId, type Profile, type Viewer } from '@couchpass/core';

/** The viewer according to the service; null when nobody is signed in. @throws PassError */
export async function askForViewer(
  { service, memory }: Couchpass,
  signal: AbortSignal,
): Promise<Viewer | null> {
  const profiles = await service.profiles(signal);
  const profile = [...profiles].sort((a, b) => b.notAfter - a.notAfter)[0];
  return profile === undefined ? null : viewerOf(profile, await memory.get('provider'));
}

function viewerOf(
  { mvpd, notBefore, notAfter }: Profile,
  known: { readonly id: string; readonly displayName: string } | undefined,
): Viewer {
  const providerName = known?.id === mvpd ? known.displayName : nameFromMvpdId(mvpd);
  return { mvpd, providerName, since: notBefore, until: notAfter };
}

/** The MVPD of the remembered viewer, else of the service's answer; null when nobody is signed in. */
export async function knownMvpd(couchpass: Couchpass, signal: AbortSignal): Promise<string | null> {
  const known = (await couchpass.memory.get('profile')) ?? (await askForViewer(couchpass, signal));
  return known?.mvpd ?? null;
}
