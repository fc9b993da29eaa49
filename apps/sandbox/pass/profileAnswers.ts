import { createHash } from 'node:crypto';
import type { PassContext, Service } from '../service.ts';
import { isValid } from '../state/store.ts';
import type { Owner, Session } from '../state/types.ts';
import type { Mvpd } from '../world/providers.ts';
import { degradedProfile, isAuthNAll } from './degradation.ts';
import { PassFault } from './enhancedErrors.ts';
import type { ProfileAnswer } from './profileAnswer.ts';
import type { VisibleProfile } from './profiles.ts';
import { isTempPass, limitsOf, remaining, trialOf, whyOver } from './tempPass.ts';
import { identityMissing, identityOf } from './tempPassIdentity.ts';
import { answerAttributes } from './userMetadata.ts';

/** The profiles in an answer, by MVPD. */
export type ProfilesAnswer = Record<string, ProfileAnswer>;

/** @param serviceProvider that of the request; some attributes are encrypted with its certificate */
export async function answerProfiles(
  service: Service,
  serviceProvider: string,
  profiles: readonly VisibleProfile[],
): Promise<ProfilesAnswer> {
  const entries = profiles.map(async ({ profile, type }): Promise<[string, ProfileAnswer]> => {
    const { mvpd, notBefore, notAfter, issuer } = profile;
    const attributes = await answerAttributes(service, serviceProvider, profile);
    return [mvpd, { notBefore, notAfter, issuer, type, attributes }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * The temporary profile of a TempPass. Empty before the first authorization begins the trial, a case that Adobe
 * does not document; 403 when the trial is over.
 */
export function temporaryProfiles(
  c: PassContext,
  service: Service,
  owner: Owner,
  mvpd: Mvpd,
): ProfilesAnswer {
  const limits = limitsOf(service, mvpd);
  const isPromotional = limits.resources !== undefined;
  const identity = isPromotional ? identityOf(c, service.mode) : undefined;
  if (isPromotional && identity === undefined) throw identityMissing();
  const trial = trialOf(service, owner, mvpd, identity);
  if (!trial) return {};
  const over = whyOver(service, limits, trial);
  if (over) throw new PassFault(over);
  const { notBefore, notAfter, usedAssets } = trial;
  const id = createHash('sha256').update(owner.deviceId).digest('hex').slice(0, 24);
  const values = {
    expiration_date: notAfter,
    userID: `temppass_${id}`,
    ...(isPromotional
      ? { remaining_resources: remaining(limits, trial), used_assets: usedAssets }
      : {}),
  };
  const attributes = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, state: 'plain' as const }]),
  );
  return {
    [mvpd.id]: { notBefore, notAfter, issuer: 'Adobe', type: 'temporary', attributes },
  };
}

/** The profile from a session's login; an empty map before the viewer has signed in. */
export async function profilesBySession(
  c: PassContext,
  service: Service,
  session: Session,
): Promise<ProfilesAnswer> {
  const { owner } = session;
  const mvpd = service.world.mvpd(session.mvpd ?? '');
  if (!mvpd) return {};
  if (isTempPass(mvpd)) return temporaryProfiles(c, service, owner, mvpd);
  const profile = service.store.profilesOf(owner).get(mvpd.id);
  if (session.completed && isValid(profile, service.clock.now()))
    return answerProfiles(service, owner.serviceProvider, [{ profile, type: profile.type, owner }]);
  return isAuthNAll(service, owner.serviceProvider, mvpd)
    ? { [mvpd.id]: degradedProfile(service, owner) }
    : {};
}
