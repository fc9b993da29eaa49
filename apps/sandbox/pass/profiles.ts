import { createHash } from 'node:crypto';
import type { Service } from '../service.ts';
import { isValid } from '../state/store.ts';
import type { Owner, Profile, ProfileAttribute, Session } from '../state/types.ts';
import { type Account, userIdAt } from '../world/accounts.ts';
import { findMvpd, type Mvpd } from '../world/providers.ts';
import { PassFault } from './enhancedErrors.ts';
import { isTempPass, trialIsOver, trialOf } from './tempPass.ts';

/** A profile as the profiles pages describe it. Times are numbers of ms. */
export interface ProfileAnswer {
  readonly notBefore: number;
  readonly notAfter: number;
  readonly issuer: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, ProfileAttribute>>;
}

/** The viewer has signed in: the profile goes to the device and app that made the session. */
export function completeSession(
  service: Service,
  session: Session,
  mvpd: Mvpd,
  account: Account,
): Profile {
  const profile = newProfile(service, mvpd, account, 'regular');
  service.store.setProfile(session.owner, profile);
  session.mvpd = mvpd.id;
  session.completed = true;
  return profile;
}

export function newProfile(
  service: Service,
  mvpd: Mvpd,
  account: Account,
  type: Profile['type'],
): Profile {
  const now = service.clock.now();
  return {
    mvpd: mvpd.id,
    user: account.user,
    issuer: type === 'appleSSO' ? 'Apple' : mvpd.id,
    type,
    notBefore: now,
    notAfter: now + service.rules.profileLifeS * 1_000,
    attributes: attributesOf(mvpd, account),
    invalidated: false,
  };
}

function attributesOf(mvpd: Mvpd, account: Account): Record<string, ProfileAttribute> {
  const userId = userIdAt(mvpd, account);
  const values: Record<string, unknown> = {
    userID: userId,
    upstreamUserID: userId,
    householdID: userId,
    mvpd: mvpd.id,
    ...(account.maxRating ? { maxRating: account.maxRating } : {}),
  };
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { value, state: 'plain' as const }]),
  );
}

export function toAnswer({
  notBefore,
  notAfter,
  issuer,
  type,
  attributes,
}: Profile): ProfileAnswer {
  return { notBefore, notAfter, issuer, type, attributes };
}

/**
 * Regular profiles of this owner that are valid now, and Apple's when the request proved the partner
 * framework's permission. Expired ones are simply not there.
 */
export function validProfiles(service: Service, owner: Owner, withPartner: boolean): Profile[] {
  const now = service.clock.now();
  return [...service.store.profilesOf(owner).values()].filter(
    (profile) => isValid(profile, now) && (profile.type !== 'appleSSO' || withPartner),
  );
}

/**
 * The temporary profile of a TempPass. Empty before the first authorization begins the trial, of which
 * Adobe says nothing; 403 when it is over.
 */
export function temporaryProfiles(
  service: Service,
  owner: Owner,
  mvpd: Mvpd,
): Record<string, ProfileAnswer> {
  const trial = isTempPass(mvpd) ? trialOf(service, owner, mvpd) : undefined;
  if (!trial) return {};
  if (trial.notAfter <= service.clock.now()) throw new PassFault(trialIsOver());
  const id = createHash('sha256').update(owner.deviceId).digest('hex').slice(0, 24);
  return {
    [mvpd.id]: {
      ...trial,
      issuer: 'Adobe',
      type: 'temporary',
      attributes: {
        expiration_date: { value: trial.notAfter, state: 'plain' },
        userID: { value: `temppass_${id}`, state: 'plain' },
      },
    },
  };
}

/** The profile that a session led to; an empty map while nobody has signed in. */
export function profilesBySession(
  service: Service,
  session: Session,
): Record<string, ProfileAnswer> {
  const mvpd = findMvpd(session.mvpd ?? '');
  if (!mvpd) return {};
  if (isTempPass(mvpd)) return temporaryProfiles(service, session.owner, mvpd);
  const profile = service.store.profilesOf(session.owner).get(mvpd.id);
  if (!session.completed || !isValid(profile, service.clock.now())) return {};
  return { [mvpd.id]: toAnswer(profile) };
}
