import type { Profile } from '@couchpass/core';
import { reportAttributes } from '../calls/attributes.ts';
import type { ReportedProfile } from '../calls/report.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';

interface Choice {
  readonly mvpd: string | undefined;
  readonly code: string | undefined;
}

/** Every profile of this device, those of one provider, or those of a code. */
export async function profiles(
  { couchpass: { service }, io: { signal }, say }: Session,
  { mvpd, code }: Choice,
): Promise<ExitCode> {
  const found = await (code !== undefined
    ? service.profilesByCode(code, signal)
    : mvpd !== undefined
      ? service.profilesOf(mvpd, signal)
      : service.profiles(signal));
  say({ event: 'profiles', profiles: found.map(reportProfile) });
  return found.length > 0 ? exit.done : exit.denied;
}

function reportProfile(profile: Profile): ReportedProfile {
  const { mvpd, type, issuer, notBefore, notAfter, attributes } = profile;
  return {
    mvpd,
    type,
    issuer,
    since: new Date(notBefore).toISOString(),
    until: new Date(notAfter).toISOString(),
    attributes: reportAttributes(attributes),
  };
}
