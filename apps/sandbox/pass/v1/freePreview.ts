import { integrationIsActive } from '../../state/rules.ts';
import { enterDomain, enterMvpd } from '../../world/undeclaredInput.ts';
import { isTempPass, limitsOf } from '../tempPass.ts';
import { replyEmpty, type V1Call } from './call.ts';
import { readOwner } from './device.ts';
import { badRequest, missing } from './faults.ts';
import { forgetTokens } from './tokens.ts';
import { identityIn } from './trial.ts';

/**
 * "Free Preview for Temp Pass and Promotional Temp Pass": a login without credentials. The trial begins with the
 * first authorization; an authorization is also what reports its end. 204.
 */
export function freePreview(call: V1Call): Response {
  const { service, inputs, c } = call;
  const owner = readOwner(call, 'requestor_id');
  const id = inputs.get('mso_id') ?? '';
  const domain = inputs.get('domain_name') ?? '';
  if (id === '') throw missing('mso_id');
  if (domain === '') throw missing('domain_name');
  const mvpd = enterMvpd(c, service, id);
  const isKnown = mvpd && integrationIsActive(service.rules, owner.serviceProvider, mvpd);
  if (!isKnown || !isTempPass(mvpd)) throw badRequest('Bad Request', 'unknown_integration');
  const provider = service.world.serviceProvider(owner.serviceProvider);
  if (!provider || !enterDomain(c, service, provider, domain)) throw badRequest('Bad Request');
  const now = service.clock.now();
  const identity = identityIn(call);
  // A device has one login: it is not documented that an earlier login is kept.
  forgetTokens(service, owner);
  service.store.setProfile(owner, {
    mvpd: mvpd.id,
    user: '',
    issuer: mvpd.id,
    type: 'regular',
    notBefore: now,
    notAfter: now + limitsOf(service, mvpd).lifeS * 1_000,
    attributes: {},
    invalidated: false,
    ...(identity === undefined ? {} : { identity }),
  });
  return replyEmpty(c, 204);
}
