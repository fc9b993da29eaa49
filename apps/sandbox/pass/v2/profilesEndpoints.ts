import type { PassContext, Service } from '../../service.ts';
import { degradedProfile, isAuthNAll } from '../degradation.ts';
import { activeMvpd, admit, ownerOf } from '../guard.ts';
import { answerProfiles, profilesBySession, temporaryProfiles } from '../profileAnswers.ts';
import { visibleProfiles } from '../profiles.ts';
import { isTempPass } from '../tempPass.ts';
import { partnerMayBeUsed } from './partnerStatus.ts';
import { sessionOf } from './sessions.ts';

/**
 * "Retrieve profiles": all profiles except those of temporary and degraded access. An empty map means that the
 * viewer is not signed in.
 */
export async function allProfiles(c: PassContext, service: Service): Promise<Response> {
  const owner = ownerOf(c, service, admit(c, service));
  const found = visibleProfiles(c, service, owner, partnerMayBeUsed(c, service));
  return c.json({ profiles: await answerProfiles(service, owner.serviceProvider, found) });
}

/** "Retrieve profile for specific mvpd". */
export async function profilesOfMvpd(c: PassContext, service: Service): Promise<Response> {
  const admitted = admit(c, service);
  const mvpd = activeMvpd(c, service, admitted.serviceProvider, c.req.param('mvpd') ?? '');
  const owner = ownerOf(c, service, admitted);
  if (isTempPass(mvpd)) return c.json({ profiles: temporaryProfiles(c, service, owner, mvpd) });
  const found = visibleProfiles(c, service, owner, partnerMayBeUsed(c, service)).filter(
    ({ profile }) => profile.mvpd === mvpd.id,
  );
  // The pages assume that no viewer is signed in when a rule applies; a viewer who is keeps the profile.
  if (found.length === 0 && isAuthNAll(service, owner.serviceProvider, mvpd))
    return c.json({ profiles: { [mvpd.id]: degradedProfile(service, owner) } });
  return c.json({ profiles: await answerProfiles(service, owner.serviceProvider, found) });
}

/** "Retrieve profile for specific code": a device polls it while it shows its code. */
export async function profilesOfCode(c: PassContext, service: Service): Promise<Response> {
  const { serviceProvider } = admit(c, service);
  const session = sessionOf(c, service, serviceProvider, service.rules.codeProfileS);
  return c.json({ profiles: await profilesBySession(c, service, session) });
}
