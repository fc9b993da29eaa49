import type { PassContext, Service } from '../../service.ts';
import { integrationIsActive } from '../../state/rules.ts';
import { accounts, findAccount } from '../../world/accounts.ts';
import { fault } from '../enhancedErrors.ts';
import { admit, formOf, ownerOf } from '../guard.ts';
import { newProfile, toAnswer, validProfiles } from '../profiles.ts';
import { partnerStatus } from './partnerStatus.ts';
import { nextStep, readParameters, startSession } from './sessions.ts';

/**
 * "Retrieve partner authentication request". The provider comes from the framework status; without a
 * usable one the answer falls back to the basic flow.
 */
export function partnerSession(c: PassContext, service: Service): Response {
  const admitted = admit(c, service);
  const partner = knownPartner(c);
  const owner = ownerOf(c, service, admitted);
  const { serviceProvider } = admitted;
  const status = partnerStatus(c, service);
  const mvpd = 'mvpd' in status ? status.mvpd : undefined;
  const isConfigured = mvpd && integrationIsActive(service.rules, serviceProvider.id, mvpd.id);
  const profile = validProfiles(service, owner, true).find(({ mvpd: id }) => id === mvpd?.id);
  const common = { sessionId: crypto.randomUUID(), serviceProvider: serviceProvider.id };
  if (mvpd && profile)
    return c.json({
      ...common,
      actionName: 'authorize',
      actionType: 'direct',
      reasonType: profile.type === 'appleSSO' ? 'authenticatedSSO' : 'authenticated',
      url: `/api/v2/${serviceProvider.id}/decisions/authorize/${mvpd.id}`,
      mvpd: mvpd.id,
    });
  if (mvpd && isConfigured)
    return c.json({
      ...common,
      actionName: 'partner_profile',
      actionType: 'direct',
      reasonType: 'none',
      url: `/api/v2/${serviceProvider.id}/profiles/sso/${partner}`,
      mvpd: mvpd.id,
      authenticationRequest: {
        type: 'saml',
        request: Buffer.from(samlRequest(common.sessionId, mvpd.id)).toString('base64'),
        attributesNames: ['uid', 'NameID'],
      },
    });
  const session = startSession(c, service, owner);
  Object.assign(session, readParameters(c, service, serviceProvider));
  if (mvpd) session.mvpd ??= mvpd.id;
  const step = nextStep(session, 'resume');
  const given = session.domainName !== undefined && session.redirectUrl !== undefined;
  const because = mvpd ? 'configuration_fallback' : 'pfs_fallback';
  return c.json({ ...step, reasonType: given ? because : 'missing_parameters_fallback' });
}

/** "Create and retrieve profile using partner authentication response": 201 with the new profile. */
export function partnerProfile(c: PassContext, service: Service): Response {
  const admitted = admit(c, service);
  knownPartner(c);
  const owner = ownerOf(c, service, admitted);
  const status = partnerStatus(c, service);
  if ('error' in status) throw fault(status.error);
  if (!integrationIsActive(service.rules, owner.serviceProvider, status.mvpd.id))
    throw fault('invalid_integration');
  const user = readSamlUser(formOf(c).get('SAMLResponse') ?? '');
  const account = user === undefined ? undefined : (findAccount(user) ?? accounts[0]);
  if (!account) throw fault('invalid_parameter_saml_response');
  const profile = newProfile(service, status.mvpd, account, 'appleSSO');
  service.store.setProfile(owner, profile);
  return c.json({ profiles: { [profile.mvpd]: toAnswer(profile) } }, 201);
}

function knownPartner(c: PassContext): string {
  const partner = c.req.param('partner') ?? '';
  if (partner !== 'Apple') throw fault('invalid_parameter_partner');
  return partner;
}

export function samlRequest(id: string, mvpd: string): string {
  return `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${id}" Version="2.0" ProviderName="${mvpd}"/>`;
}

/**
 * The name in a SAML response; any response-shaped document signs somebody in (its signature would be
 * the provider's, who is invented), one without a demo account's name the first account.
 */
export function readSamlUser(response: string): string | undefined {
  const document = Buffer.from(response, 'base64').toString('utf8');
  if (!/^\s*<[^>]*\bResponse\b/.test(document.replace(/^\s*<\?xml[^>]*\?>/, ''))) return undefined;
  return /<(?:\w+:)?NameID[^>]*>([^<]*)</.exec(document)?.[1] ?? '';
}
