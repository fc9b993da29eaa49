import type { PassContext, Service } from '../../service.ts';
import { activeMvpd, admit, ownerOf } from '../guard.ts';
import { profilesBySession, temporaryProfiles, toAnswer, validProfiles } from '../profiles.ts';
import { isTempPass } from '../tempPass.ts';
import { partnerMayBeUsed } from './partnerStatus.ts';
import { sessionOf } from './sessions.ts';

/** "Retrieve profiles": all of them, without temporary access. An empty map means not signed in. */
export function allProfiles(c: PassContext, service: Service): Response {
  const owner = ownerOf(c, service, admit(c, service));
  const profiles = validProfiles(service, owner, partnerMayBeUsed(c, service));
  return c.json({
    profiles: Object.fromEntries(profiles.map((profile) => [profile.mvpd, toAnswer(profile)])),
  });
}

/** "Retrieve profile for specific mvpd". */
export function profilesOfMvpd(c: PassContext, service: Service): Response {
  const admitted = admit(c, service);
  const mvpd = activeMvpd(service, admitted.serviceProvider, c.req.param('mvpd') ?? '');
  const owner = ownerOf(c, service, admitted);
  if (isTempPass(mvpd)) return c.json({ profiles: temporaryProfiles(service, owner, mvpd) });
  const profiles = validProfiles(service, owner, partnerMayBeUsed(c, service)).filter(
    (profile) => profile.mvpd === mvpd.id,
  );
  return c.json({
    profiles: Object.fromEntries(profiles.map((profile) => [profile.mvpd, toAnswer(profile)])),
  });
}

/** "Retrieve profile for specific code": what a device polls while its code is on screen. */
export function profilesOfCode(c: PassContext, service: Service): Response {
  const { serviceProvider } = admit(c, service);
  return c.json({ profiles: profilesBySession(service, sessionOf(c, service, serviceProvider)) });
}
