import { createHash } from 'node:crypto';
import type { Service } from '../../service.ts';
import type { AuthorizationToken, Owner, Profile } from '../../state/types.ts';
import { sharedProfiles } from '../profiles.ts';
import { resourceTitle } from '../resources.ts';
import type { V1Call } from './call.ts';
import { V1Fault } from './faults.ts';

/**
 * V1's authentication and authorization tokens, kept in the stores that V1 and V2 share: a login is a profile, and
 * a device has one login. The latest one is used.
 */
export type Login =
  | { readonly state: 'live'; readonly profile: Profile }
  | { readonly state: 'missing' | 'expired' | 'invalidated' };

/** The device's own login, or one that single sign-on shares with it. */
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

/** The kind of V1 endpoint that requires a login: without a login they answer differently. */
type AskedFor = 'authorize' | 'token' | 'preauthorize';

/**
 * Returns the login or throws. Without a login, the pages of tokens/authz, preauthorize and user metadata document
 * 412; authorize has only 200 and 403, and recorded 403 answers of the service have different capitals.
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

/** The viewer's id in media tokens. */
export function scrambledIdOf(profile: Profile): string {
  return hash(userIdOf(profile));
}

/** ms for which an expired authorization is answered with 410, before it becomes 404; not documented. */
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

/** Returns the valid authorization without extending it, or creates a new one. */
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

/** Deletes all profiles and authorizations of the owner: at a logout, and before a new kind of login. */
export function forgetTokens(service: Service, owner: Owner): void {
  for (const mvpd of [...service.store.profilesOf(owner).keys()])
    service.store.deleteProfile(owner, mvpd);
  service.store.deleteAuthorizations(owner);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
