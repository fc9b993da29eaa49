import { samlRequest } from '../../mvpd/saml.ts';
import { accounts, findAccount } from '../../world/accounts.ts';
import { newProfile } from '../profiles.ts';
import { isTempPass } from '../tempPass.ts';
import { readSamlUser } from '../v2/partner.ts';
import { pathPart, replyEmpty, type V1Call } from './call.ts';
import { readOwner, requestorOfPath } from './device.ts';
import { badRequest, missing } from './faults.ts';
import { forgetTokens } from './tokens.ts';

const TYPES = ['iOS', 'tvOS'];

/** "Retrieve Platform SSO profile-request": opaque bytes for Apple's framework. */
export function profileRequest(call: V1Call): Response {
  const { c, service } = call;
  requestorOfPath(call, pathPart(c, 'requestor'));
  const mvpd = service.world.mvpd(pathPart(c, 'mvpd'));
  readDeviceType(call);
  if (!mvpd?.platformMappingId) throw badRequest('Bad Request', 'unknown_integration');
  return c.body(samlRequest(crypto.randomUUID(), mvpd.id), 200, {
    'content-type': 'application/octet-stream',
  });
}

/** "Token Exchange": creates this device's login from Apple's SAML response. 204. */
export function exchangeToken(call: V1Call): Response {
  const { service, inputs } = call;
  const owner = readOwner(call);
  readDeviceType(call);
  const id = inputs.get('mvpd') ?? '';
  const response = inputs.get('SAMLResponse') ?? '';
  if (id === '') throw missing('mvpd');
  if (response === '') throw missing('SAMLResponse');
  const mvpd = service.world.mvpd(id);
  const user = readSamlUser(response);
  const account = user === undefined ? undefined : (findAccount(user) ?? accounts[0]);
  if (!mvpd || isTempPass(mvpd) || !account) throw badRequest('Bad Request');
  forgetTokens(service, owner);
  const profile = newProfile(service, mvpd, account, 'appleSSO');
  service.store.setProfile(owner, {
    ...profile,
    attributes: { ...profile.attributes, tokenSource: { value: 'Apple', state: 'plain' } },
  });
  return replyEmpty(call.c, 204);
}

function readDeviceType({ inputs }: V1Call): void {
  const type = inputs.get('deviceType') ?? '';
  if (type === '') throw missing('deviceType');
  if (!TYPES.includes(type)) throw badRequest("'deviceType' is neither iOS nor tvOS");
}
