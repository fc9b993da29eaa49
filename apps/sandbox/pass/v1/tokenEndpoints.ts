import type { Profile } from '../../state/types.ts';
import { answerAttributes, metadataUpdatedAt } from '../userMetadata.ts';
import { reply, replyEmpty, type V1Call } from './call.ts';
import { readOwner, readOwners } from './device.ts';
import { notFound, V1Fault } from './faults.ts';
import { forgetTokens, loginOf, requireLogin, userIdOf } from './tokens.ts';
import { endOfLogin, trialAttributes } from './trial.ts';
import type { Plain, PlainObject } from './xml.ts';

/** "Check Authentication Token": 200 without a body, or 403. */
export function checkAuthn(call: V1Call): Response {
  const states = readOwners(call).map((owner) => loginOf(call, owner).state);
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
  const login = loginOf(call, owner);
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
  const expires = endOfLogin(call.service, owner, login.profile);
  const body = authnBody(login.profile, owner.serviceProvider, expires);
  return reply(call.c, { name: 'authentication' }, body);
}

/** Here `expires` is a string of digits. */
export function authnBody(profile: Profile, requestor: string, expires: number): PlainObject {
  return {
    expires: String(expires),
    userId: userIdOf(profile),
    mvpd: profile.mvpd,
    requestor,
  };
}

/** "User Metadata (REST API V1)": 200, 404 or 412. `updated` is in s, all other times are in ms. */
export async function userMetadata(call: V1Call): Promise<Response> {
  const { c, service } = call;
  const [owner = readOwner(call)] = readOwners(call).filter(
    (candidate) => loginOf(call, candidate).state === 'live',
  );
  const profile = requireLogin(call, owner);
  const attributes = Object.entries({
    ...(await answerAttributes(service, owner.serviceProvider, profile)),
    ...trialAttributes(service, owner, profile),
  });
  if (attributes.length === 0) throw notFound();
  return reply(
    c,
    { name: 'metadata' },
    {
      updated: Math.floor(metadataUpdatedAt(service, profile) / 1_000),
      encrypted: attributes.filter(([, { state }]) => state === 'enc').map(([name]) => name),
      data: Object.fromEntries(attributes.map(([name, { value }]) => [name, value as Plain])),
    },
  );
}

/** "Initiate Logout": deletes both kinds of token, but not the provider's own session. Always 204. */
export function logout(call: V1Call): Response {
  for (const owner of readOwners(call)) forgetTokens(call.service, owner);
  return replyEmpty(call.c, 204);
}
