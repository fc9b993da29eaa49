import type { Owner, Profile } from '../../state/types.ts';
import { findMvpd } from '../../world/providers.ts';
import { isTempPass, trialOf } from '../tempPass.ts';
import { reply, replyEmpty, type V1Call } from './call.ts';
import { readOwner, readOwners } from './device.ts';
import { notFound, V1Fault } from './faults.ts';
import { forgetTokens, loginOf, requireLogin, userIdOf } from './tokens.ts';
import type { Plain, PlainObject } from './xml.ts';

/** "Check Authentication Token": 200 or 403. Neither body matters much; the 200 has none. */
export function checkAuthn(call: V1Call): Response {
  const states = readOwners(call).map((owner) => loginOf(call.service, owner).state);
  if (states.includes('live')) return replyEmpty(call.c, 200);
  const state =
    (['expired', 'invalidated'] as const).find((one) => states.includes(one)) ?? 'missing';
  throw new V1Fault({
    status: 403,
    message: state === 'expired' ? 'Authentication token expired' : 'Forbidden',
    enhanced: `authentication_session_${state}`,
  });
}

/** "Retrieve Authentication Token": 200, 404 or 410. */
export function authnToken(call: V1Call): Response {
  const owner = readOwner(call);
  const login = loginOf(call.service, owner);
  if (login.state === 'missing')
    throw new V1Fault({
      status: 404,
      message: 'Not Found',
      enhanced: 'authentication_session_missing',
    });
  if (login.state !== 'live')
    throw new V1Fault({
      status: 410,
      message: 'Gone',
      enhanced: `authentication_session_${login.state}`,
    });
  const body = authnBody(
    login.profile,
    owner.serviceProvider,
    trialEnd(call, owner, login.profile),
  );
  return reply(call.c, { name: 'authentication' }, body);
}

/** A TempPass lasts from its first authorization, and that end is the one that counts. */
function trialEnd({ service }: V1Call, owner: Owner, profile: Profile): number | undefined {
  const mvpd = findMvpd(profile.mvpd);
  const trial = mvpd && isTempPass(mvpd) ? trialOf(service, owner, mvpd) : undefined;
  return trial && trial.notAfter > service.clock.now() ? trial.notAfter : undefined;
}

/** Times are digits in a string here. */
export function authnBody(
  profile: Profile,
  requestor: string,
  expires: number = profile.notAfter,
): PlainObject {
  return {
    expires: String(expires),
    userId: userIdOf(profile),
    mvpd: profile.mvpd,
    requestor,
  };
}

/** "User Metadata (REST API V1)": 200, 404 or 412. `updated` is in s, unlike every other time. */
export function userMetadata(call: V1Call): Response {
  const [owner = readOwner(call)] = readOwners(call).filter(
    (candidate) => loginOf(call.service, candidate).state === 'live',
  );
  const profile = requireLogin(call.service, owner);
  const attributes = Object.entries(profile.attributes);
  if (attributes.length === 0) throw notFound();
  return reply(
    call.c,
    { name: 'metadata' },
    {
      updated: Math.floor(profile.notBefore / 1_000),
      encrypted: attributes.filter(([, { state }]) => state === 'enc').map(([name]) => name),
      data: Object.fromEntries(attributes.map(([name, { value }]) => [name, value as Plain])),
    },
  );
}

/** "Initiate Logout": both kinds of token go, the provider's own session stays. 204 either way. */
export function logout(call: V1Call): Response {
  for (const owner of readOwners(call)) forgetTokens(call.service, owner);
  return replyEmpty(call.c, 204);
}
