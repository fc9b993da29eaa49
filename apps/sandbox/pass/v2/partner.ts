import { samlRequest } from '../../mvpd/saml.ts';
import type { PassContext, Service } from '../../service.ts';
import type { PlatformSetting } from '../../state/dashboard.ts';
import { integrationIsActive } from '../../state/rules.ts';
import { accounts, findAccount } from '../../world/accounts.ts';
import type { Mvpd } from '../../world/providers.ts';
import { degradedProfile, isAuthNAll } from '../degradation.ts';
import { fault } from '../enhancedErrors.ts';
import { admit, formOf, ownerOf } from '../guard.ts';
import { answerProfiles } from '../profileAnswers.ts';
import { newProfile, validProfiles } from '../profiles.ts';
import { partnerStatus } from './partnerStatus.ts';
import { alreadyEntitled, nextStep, readParameters, startSession } from './sessions.ts';

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
  const profile = validProfiles(service, owner, true).find(({ mvpd: id }) => id === mvpd?.id);
  const entitled = mvpd && alreadyEntitled(service, owner, mvpd, profile?.type);
  if (entitled) return c.json(entitled);
  if (mvpd && isConfigured(service, serviceProvider.id, mvpd)) {
    const sessionId = crypto.randomUUID();
    return c.json({
      actionName: 'partner_profile',
      actionType: 'direct',
      reasonType: 'none',
      url: `/api/v2/${serviceProvider.id}/profiles/sso/${partner}`,
      sessionId,
      mvpd: mvpd.id,
      serviceProvider: serviceProvider.id,
      authenticationRequest: {
        type: 'saml',
        request: Buffer.from(samlRequest(sessionId, mvpd.id)).toString('base64'),
        attributesNames: ['uid', 'NameID'],
      },
    });
  }
  const session = startSession(c, service, owner);
  Object.assign(session, readParameters(c, service, serviceProvider));
  if (mvpd) session.mvpd ??= mvpd.id;
  const step = nextStep(service, session, 'resume');
  const given = session.domainName !== undefined && session.redirectUrl !== undefined;
  const because = mvpd ? 'configuration_fallback' : 'pfs_fallback';
  return c.json({ ...step, reasonType: given ? because : 'missing_parameters_fallback' });
}

/**
 * "Create and retrieve profile using partner authentication response": 201 with the new profile; 200
 * with a degraded one, as in the documentation's sample.
 */
export async function partnerProfile(c: PassContext, service: Service): Promise<Response> {
  const admitted = admit(c, service);
  knownPartner(c);
  const owner = ownerOf(c, service, admitted);
  const { serviceProvider } = owner;
  const status = partnerStatus(c, service);
  if ('error' in status) throw fault(status.error);
  const { mvpd } = status;
  if (!integrationIsActive(service.rules, serviceProvider, mvpd))
    throw fault('invalid_integration');
  const [missing] = missingSettings(service, serviceProvider, mvpd);
  if (missing) throw fault(`invalid_configuration_${missing}`);
  if (isAuthNAll(service, serviceProvider, mvpd))
    return c.json({ profiles: { [mvpd.id]: degradedProfile(service, owner) } });
  const user = readSamlUser(formOf(c).get('SAMLResponse') ?? '');
  const account = user === undefined ? undefined : (findAccount(user) ?? accounts[0]);
  if (!account) throw fault('invalid_parameter_saml_response');
  const profile = newProfile(service, mvpd, account, 'appleSSO');
  service.store.setProfile(owner, profile);
  const found = [{ profile, type: profile.type, owner }];
  return c.json({ profiles: await answerProfiles(service, serviceProvider, found) }, 201);
}

/** Whether this integration may use the partner's framework; one that is only in its picker may not. */
function isConfigured(service: Service, serviceProvider: string, mvpd: Mvpd): boolean {
  return (
    integrationIsActive(service.rules, serviceProvider, mvpd) &&
    mvpd.boardingStatus !== 'PICKER' &&
    missingSettings(service, serviceProvider, mvpd).length === 0
  );
}

function missingSettings(
  { rules }: Service,
  serviceProvider: string,
  mvpd: Mvpd,
): readonly PlatformSetting[] {
  return rules.missingPlatformSettings[`${serviceProvider}/${mvpd.id}`] ?? [];
}

function knownPartner(c: PassContext): string {
  const partner = c.req.param('partner') ?? '';
  if (partner !== 'Apple') throw fault('invalid_parameter_partner');
  return partner;
}

/**
 * The name in a SAML response; '' when it contains none, undefined when the text is no SAML response. The
 * signature is not verified, because the provider is fictitious.
 */
export function readSamlUser(response: string): string | undefined {
  const document = Buffer.from(response, 'base64').toString('utf8');
  if (!/^\s*<[^<>]*\bResponse\b/.test(document.replace(/^\s*<\?xml[^>]*\?>/, ''))) return undefined;
  return /<(?:\w+:)?NameID[^<>]*>([^<]*)</.exec(document)?.[1] ?? '';
}
