import type { PassContext, Service } from '../../service.ts';
import { looksLikeCode } from '../../state/code.ts';
import type { Owner, Session } from '../../state/types.ts';
import type { Mvpd } from '../../world/providers.ts';
import type { ServiceProvider } from '../../world/serviceProviders.ts';
import { enterDomain, enterRedirect } from '../../world/undeclaredInput.ts';
import { isAuthNAll } from '../degradation.ts';
import { deviceAddressOf } from '../deviceAddress.ts';
import { describeDevice, readDeviceInfo } from '../deviceHeaders.ts';
import { fault } from '../enhancedErrors.ts';
import { activeMvpd, admit, formOf, ownerOf } from '../guard.ts';
import { type VisibleProfile, validProfiles, visibleProfiles } from '../profiles.ts';
import { sharedIdentities } from '../singleSignOn.ts';
import { isTempPass } from '../tempPass.ts';

/** Parameters that a login needs, in the order of `missingParameters` in the documentation's sample. */
const PARAMETERS = ['mvpd', 'domainName', 'redirectUrl'] as const;
type ParameterName = (typeof PARAMETERS)[number];
type Parameters = Partial<Record<ParameterName, string>>;

/** "Create authentication session". Missing parameters are no error: 200 with `resume`. */
export function createSession(c: PassContext, service: Service): Response {
  const admitted = admit(c, service);
  const owner = ownerOf(c, service, admitted);
  const parameters = readParameters(c, service, admitted.serviceProvider);
  const mvpd = service.world.mvpd(parameters.mvpd ?? '');
  const profile = visibleProfiles(c, service, owner, false).find(
    (one) => one.profile.mvpd === mvpd?.id,
  );
  const entitled = mvpd && alreadyEntitled(service, owner, mvpd, profile?.type);
  if (entitled) return c.json(entitled);
  const session = startSession(c, service, owner);
  Object.assign(session, parameters);
  return c.json(nextStep(service, session, 'resume'));
}

/**
 * "Resume authentication session": for the same app or another one on another device. Parameters are merged with
 * the earlier ones (the new value replaces the old one); validity is not extended.
 */
export function resumeSession(c: PassContext, service: Service): Response {
  const { serviceProvider } = admit(c, service);
  const session = sessionOf(c, service, serviceProvider);
  Object.assign(session, readParameters(c, service, serviceProvider));
  const mvpd = service.world.mvpd(session.mvpd ?? '');
  const profile = validProfiles(service, session.owner, false).find((one) => one.mvpd === mvpd?.id);
  const entitled = mvpd && alreadyEntitled(service, session.owner, mvpd, profile?.type);
  if (!entitled) return c.json(nextStep(service, session, 'retry'));
  // The polling device finds its profile by this code.
  if (profile) session.completed = true;
  return c.json({ ...entitled, sessionId: session.sessionId });
}

/** "Retrieve authentication session using code": whether a typed code is valid, and for which device. */
export function inspectSession(c: PassContext, service: Service): Response {
  const { serviceProvider } = admit(c, service);
  const session = sessionOf(c, service, serviceProvider);
  const existing: Record<string, string> = { serviceProvider: serviceProvider.id };
  for (const name of PARAMETERS) {
    const value = session[name];
    if (value !== undefined) existing[nameOf(service, name)] = value;
  }
  const missing = missingNames(service, session);
  return c.json({
    existingParameters: existing,
    ...(missing.length > 0 ? { missingParameters: missing } : {}),
    device: describeDevice(session.device),
    ...validity(session),
  });
}

/** The valid session of the code in the path; a completed one is found for `keptS` longer. */
export function sessionOf(
  c: PassContext,
  service: Service,
  serviceProvider: ServiceProvider,
  keptS = 0,
): Session {
  const code = c.req.param('code') ?? '';
  if (!looksLikeCode(code)) throw fault('invalid_parameter_code');
  // Whether case matters is not documented; for codes that people type on a phone it should not.
  const { store, clock, mode } = service;
  const session = store.sessionByCode(
    mode === 'strict' ? code : code.toUpperCase(),
    clock.now(),
    keptS * 1_000,
  );
  if (session?.owner.serviceProvider !== serviceProvider.id)
    throw fault('invalid_authentication_session');
  return session;
}

export function startSession(c: PassContext, service: Service, owner: Owner): Session {
  const device = {
    info: readDeviceInfo(c.req.header('x-device-info')) ?? {},
    userAgent: (c.req.header('user-agent') ?? '').slice(0, 512),
    ...deviceAddressOf(c),
  };
  return service.store.addSession(
    owner,
    device,
    service.clock.now(),
    service.rules.codeLifeS * 1_000,
    sharedIdentities(c, service).map(({ key }) => key),
    service.rules.codeProfileS * 1_000,
  );
}

/** Empty values count as absent. Other values must be valid. */
export function readParameters(
  c: PassContext,
  service: Service,
  serviceProvider: ServiceProvider,
): Parameters {
  const form = formOf(c);
  const given: Parameters = {};
  for (const name of PARAMETERS) {
    const value = (form.get(name) ?? looseValue(form, name, service))?.trim();
    if (value) given[name] = value;
  }
  if (given.mvpd !== undefined) activeMvpd(c, service, serviceProvider, given.mvpd);
  if (
    given.redirectUrl !== undefined &&
    !enterRedirect(c, service, serviceProvider, given.redirectUrl)
  )
    throw fault('invalid_parameter_redirect_url');
  // No error exists for an unregistered domain: the answer lists it as missing again.
  if (given.domainName !== undefined && !enterDomain(c, service, serviceProvider, given.domainName))
    delete given.domainName;
  return given;
}

/** `authenticate` when nothing is missing; else `resume` (create) or `retry` (resume). */
export function nextStep(service: Service, session: Session, whenMissing: 'resume' | 'retry') {
  const missing = missingNames(service, session);
  const { serviceProvider } = session.owner;
  const complete = missing.length === 0;
  return {
    actionName: complete ? 'authenticate' : whenMissing,
    actionType: complete ? 'interactive' : 'direct',
    reasonType: 'none',
    url: complete
      ? `/api/v2/authenticate/${serviceProvider}/${session.code}`
      : `/api/v2/${serviceProvider}/sessions/${session.code}`,
    ...(complete ? {} : { missingParameters: missing }),
    code: session.code,
    sessionId: session.sessionId,
    ...(session.mvpd === undefined ? {} : { mvpd: session.mvpd }),
    serviceProvider,
    ...validity(session),
  };
}

/** `authorize` when no login is needed; such an answer contains neither code nor validity. */
export function alreadyEntitled(
  service: Service,
  owner: Owner,
  mvpd: Mvpd,
  profileType: VisibleProfile['type'] | undefined,
) {
  const reasonType = whyEntitled(service, owner, mvpd, profileType);
  if (!reasonType) return undefined;
  return {
    actionName: 'authorize',
    actionType: 'direct',
    reasonType,
    url: `/api/v2/${owner.serviceProvider}/decisions/authorize/${mvpd.id}`,
    sessionId: crypto.randomUUID(),
    mvpd: mvpd.id,
    serviceProvider: owner.serviceProvider,
  };
}

function whyEntitled(
  service: Service,
  { serviceProvider }: Owner,
  mvpd: Mvpd,
  profileType: VisibleProfile['type'] | undefined,
) {
  if (isTempPass(mvpd)) return 'temporary';
  if (profileType === 'regular') return 'authenticated';
  if (profileType !== undefined) return 'authenticatedSSO';
  return isAuthNAll(service, serviceProvider, mvpd) ? 'degraded' : undefined;
}

export function missingFrom(session: Session): ParameterName[] {
  return PARAMETERS.filter((name) => session[name] === undefined);
}

function missingNames(service: Service, session: Session): string[] {
  return missingFrom(session).map((name) => nameOf(service, name));
}

/** The parameter is `domainName`; one sample lists it as `domain` among the missing ones. */
function nameOf({ rules }: Service, name: ParameterName): string {
  return name === 'domainName' ? rules.missingDomain : name;
}

/** A client that reads `domain` in an answer may send it under this name. */
function looseValue(form: URLSearchParams, name: ParameterName, { mode }: Service): string | null {
  return mode === 'lenient' && name === 'domainName' ? form.get('domain') : null;
}

/** ms as strings; in all other answers times are numbers. */
function validity({ notBefore, notAfter }: Session) {
  return { notBefore: String(notBefore), notAfter: String(notAfter) };
}
