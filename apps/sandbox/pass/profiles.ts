import type { PassContext, Service } from '../service.ts';
import { integrationIsActive } from '../state/rules.ts';
import { isValid, keyOf, ownerOfKey } from '../state/store.ts';
import type { Owner, Profile, ProfileAttribute, Session } from '../state/types.ts';
import { type Account, userIdAt } from '../world/accounts.ts';
import type { Mvpd } from '../world/providers.ts';
import { type SharedIdentity, sharedIdentities } from './singleSignOn.ts';

/** Facts about a login apart from the account. */
interface LoginFacts {
  /** Home-based authentication: the viewer entered no credentials. */
  readonly isHome?: boolean;
}

/** Creates the profile after a sign-in, for the device and app that made the session. */
export function completeSession(
  service: Service,
  session: Session,
  mvpd: Mvpd,
  account: Account,
  { isHome = false }: LoginFacts = {},
): Profile {
  const profile = newProfile(service, mvpd, account, 'regular', {
    ...(session.sso === undefined ? {} : { sso: session.sso }),
    ...(isHome ? { home: session.device.address } : {}),
  });
  service.store.setProfile(session.owner, profile);
  session.mvpd = mvpd.id;
  session.completed = true;
  return profile;
}

export function newProfile(
  { clock, rules }: Service,
  mvpd: Mvpd,
  account: Account,
  type: Profile['type'],
  more: Pick<Profile, 'sso' | 'home'> = {},
): Profile {
  const now = clock.now();
  const lifeS =
    more.home === undefined
      ? rules.profileLifeS
      : Math.min(rules.profileLifeS, rules.homeProfileLifeS);
  return {
    mvpd: mvpd.id,
    user: account.user,
    issuer: type === 'appleSSO' ? 'Apple' : mvpd.id,
    type,
    notBefore: now,
    notAfter: now + lifeS * 1_000,
    attributes: attributesOf(mvpd, account, more.home !== undefined),
    invalidated: false,
    ...more,
  };
}

function attributesOf(
  mvpd: Mvpd,
  account: Account,
  isHome: boolean,
): Record<string, ProfileAttribute> {
  const userId = userIdAt(mvpd, account);
  const values: Record<string, unknown> = {
    userID: userId,
    upstreamUserID: userId,
    householdID: userId,
    mvpd: mvpd.id,
    ...(account.maxRating ? { maxRating: account.maxRating } : {}),
    ...(mvpd.recognisesHome ? { hba_status: isHome } : {}),
  };
  const attributes: Record<string, ProfileAttribute> = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { value, state: 'plain' as const }]),
  );
  // Stored in clear text, and encrypted when it is sent: see userMetadata.ts.
  if (mvpd.tellsZip) attributes.zip = { value: account.zip, state: 'enc' };
  return attributes;
}

/** A profile that a request may see, and how it was found. */
export interface VisibleProfile {
  readonly profile: Profile;
  readonly type: Profile['type'] | SharedIdentity['type'];
  /** The owner of the profile: that of the request, or another app or device of the same person. */
  readonly owner: Owner;
}

/**
 * Profiles of this owner that are valid now; Apple's only when the request proved the partner framework's
 * permission.
 */
export function validProfiles(service: Service, owner: Owner, withPartner: boolean): Profile[] {
  const now = service.clock.now();
  return [...service.store.profilesOf(owner).values()].filter(
    (profile) => isValid(profile, now) && (profile.type !== 'appleSSO' || withPartner),
  );
}

/** The owner's valid profiles, and for other MVPDs those that single sign-on shares. */
export function visibleProfiles(
  c: PassContext,
  service: Service,
  owner: Owner,
  withPartner: boolean,
): VisibleProfile[] {
  const own = validProfiles(service, owner, withPartner);
  const shared = sharedProfiles(c, service, owner).filter(
    ({ profile }) => !own.some(({ mvpd }) => mvpd === profile.mvpd),
  );
  return [...own.map((profile) => ({ profile, type: profile.type, owner })), ...shared];
}

/**
 * Valid profiles of other owners whose login was made under an identity in this request; for each MVPD the one
 * that is valid longest.
 */
export function sharedProfiles(c: PassContext, service: Service, owner: Owner): VisibleProfile[] {
  const longest = new Map<string, VisibleProfile>();
  for (const one of allSharedProfiles(c, service, owner)) {
    const before = longest.get(one.profile.mvpd);
    if (!before || before.profile.notAfter < one.profile.notAfter)
      longest.set(one.profile.mvpd, one);
  }
  return [...longest.values()];
}

/** All shared profiles, except those of MVPDs that are set to authenticate per application. */
export function allSharedProfiles(
  c: PassContext,
  service: Service,
  owner: Owner,
): VisibleProfile[] {
  const { store, clock } = service;
  const ownKey = keyOf(owner);
  const found: VisibleProfile[] = [];
  for (const { key: identity, type } of sharedIdentities(c, service))
    for (const key of store.ownersSharing(identity)) {
      if (key === ownKey) continue;
      for (const profile of store.profiles.get(key)?.values() ?? [])
        if (
          profile.sso?.includes(identity) &&
          isValid(profile, clock.now()) &&
          mayBeShared(service, owner, profile)
        )
          found.push({ profile, type, owner: ownerOfKey(key) });
    }
  return found;
}

function mayBeShared(
  { rules, world }: Service,
  { serviceProvider }: Owner,
  profile: Profile,
): boolean {
  const mvpd = world.mvpd(profile.mvpd);
  return (
    mvpd !== undefined &&
    !mvpd.authPerAggregator &&
    integrationIsActive(rules, serviceProvider, mvpd)
  );
}

/**
 * The profile for a decision: the owner's valid one, or a shared one. If there is neither, the owner's invalid
 * profile, which shows the reason.
 */
export function findProfile(
  c: PassContext,
  service: Service,
  owner: Owner,
  mvpd: Mvpd,
): Profile | undefined {
  const own = service.store.profilesOf(owner).get(mvpd.id);
  if (isValid(own, service.clock.now())) return own;
  const shared = sharedProfiles(c, service, owner).find(({ profile }) => profile.mvpd === mvpd.id);
  return shared?.profile ?? own;
}
