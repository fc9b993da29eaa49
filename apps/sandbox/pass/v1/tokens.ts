import { createHash } from 'node:crypto';
import type { Service } from '../../service.ts';
import type { AuthorizationToken, Owner, Profile } from '../../state/types.ts';
import { sharedProfiles } from '../profiles.ts';
import { resourceTitle } from '../resources.ts';
import type { V1Call } from './call.ts';
import { V1Fault } from './faults.ts';

/**
 * Authentication and authorization tokens of V1 over the stores that both generations share: a login is
 * a profile, one a device. The latest one counts.
 */
export type Login =
  | { readonly state: 'live'; readonly profile: Profile }
  | { readonly state: 'missing' | 'expired' | 'invalidated' };

/** The device's own login, or one that platform single sign-on shares with it. */
export function loginOf({ c, service }: V1Call, owner: Owner): Login {
  const own = ownLoginOf(service, owner);
  if (own.state === 'live') return own;
  const [shared] = sharedProfiles(c, service, owner);
  return shared ? { state: 'live', profile: shared.profile } : own;
}

export function ownLoginOf(service: Service, owner: Owner): Login {
  let latest: Profile | undefined;
  for (const profile of service.store.profilesOf(owner).values())
    if (!latest || profile.notBefore >= latest.notBefore) latest = profile;
  if (!latest) return { state: 'missing' };
  if (latest.invalidated) return { state: 'invalidated' };
  return service.clock.now() < latest.notAfter
    ? { state: 'live', profile: latest }
    : { state: 'expired' };
}

/** Which page of V1 asks for a login: they answer differently without one. */
type AskedFor = 'authorize' | 'token' | 'preauthorize';

/**
 * The login. Without one the pages of tokens/authz, preauthorize and user metadata have 412; that of
 * authorize has 200 and 403 only, and recorded answers of the service have the 403 in other letters.
 */
export function requireLogin(call: V1Call, owner: Owner, askedFor: AskedFor = 'token'): Profile {
  const login = loginOf(call, owner);
  if (login.state === 'live') return login.profile;
  const isForbidden = askedFor === 'authorize' && call.service.rules.v1NotAuthenticated === 403;
  throw new V1Fault({
    ...(isForbidden
      ? { status: 403, message: 'User not Authenticated' }
      : { status: 412, message: 'User not authenticated', details: null }),
    enhanced:
      askedFor === 'preauthorize' && login.state !== 'invalidated'
        ? `preauthorization_authentication_session_${login.state}`
        : `authentication_session_${login.state}`,
  });
}

export function userIdOf(profile: Profile): string {
  const id = profile.attributes.userID?.value;
  return typeof id === 'string' ? id : `temppass_${hash(profile.mvpd)}`;
}

/** The id that media tokens carry. */
export function scrambledIdOf(profile: Profile): string {
  return hash(userIdOf(profile));
}

/** How long an expired authorization is still 410 before it is 404; not documented. ms */
const REMEMBERED = 24 * 3_600_000;

export function authorizationOf(
  service: Service,
  owner: Owner,
  profile: Profile,
  resource: string,
): AuthorizationToken | undefined {
  const token = service.store.authorizationsOf(owner).get(resourceTitle(resource));
  const isOfThisLogin = token?.mvpd === profile.mvpd && token.issuedAt >= profile.notBefore;
  return isOfThisLogin ? token : undefined;
}

/** A decision that still lives is not made longer by asking again. */
export function grant(
  service: Service,
  owner: Owner,
  profile: Profile,
  resource: string,
  latestEnd: number,
): AuthorizationToken {
  const now = service.clock.now();
  const known = authorizationOf(service, owner, profile, resource);
  if (known && now < known.expiresAt) return known;
  const own = service.store.authorizationsOf(owner);
  for (const [name, old] of own) if (old.expiresAt + REMEMBERED < now) own.delete(name);
  const expiresAt = Math.min(now + service.rules.decisionLifeS * 1_000, latestEnd);
  const token = { mvpd: profile.mvpd, resource, issuedAt: now, expiresAt };
  service.store.setAuthorization(owner, resourceTitle(resource), token);
  return token;
}

/** Logout, and a login of another kind: nothing of the old one is left. */
export function forgetTokens(service: Service, owner: Owner): void {
  for (const mvpd of [...service.store.profilesOf(owner).keys()])
    service.store.deleteProfile(owner, mvpd);
  service.store.deleteAuthorizations(owner);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
