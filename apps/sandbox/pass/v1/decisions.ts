import { randomUUID } from 'node:crypto';
import { isGated } from '../../mvpd/backend.ts';
import { integrationIsActive } from '../../state/rules.ts';
import type { AuthorizationToken, Owner, Profile } from '../../state/types.ts';
import { isTooMany } from '../degradation.ts';
import type { ErrorInformation } from '../enhancedErrors.ts';
import { judgeOf, type Question } from '../judges.ts';
import { echoed, resourceTitle } from '../resources.ts';
import { formatOf, reply, type V1Call } from './call.ts';
import { readOwner } from './device.ts';
import { badRequest, denied, enhancedBody, missing, V1Fault } from './faults.ts';
import { loginByCode, sessionOfPage } from './login.ts';
import { authorizationOf, grant, loginOf, requireLogin, scrambledIdOf } from './tokens.ts';
import { endOfLogin, identityIn } from './trial.ts';
import type { PlainObject } from './xml.ts';

const LONGEST_RESOURCE = 8_192;

/** "Initiate Authorization": 200 with the authorization token, or 403 when denied or without a login. */
export function authorize(call: V1Call): Response {
  const { c, service } = call;
  const owner = readOwner(call);
  const resource = readResource(call);
  const profile = requireLogin(call, owner, 'authorize');
  const question = questionOf(call, owner, profile);
  const { error } = judgeOf(c, service, question, 'authorize').decide(resource);
  if (error) throw denied(error);
  const token = grant(service, owner, profile, resource, endOfLogin(service, owner, profile));
  return reply(c, { name: 'authorization' }, authzBody(call, token, owner));
}

/** "Retrieve Authorization Token": 200, 412 without a login, 404 without a decision, 410 after its end. */
export function authzToken(call: V1Call): Response {
  const { c, service } = call;
  const owner = readOwner(call);
  const resource = readResource(call);
  const profile = requireLogin(call, owner);
  const token = authorizationOf(service, owner, profile, resource);
  if (!token)
    throw new V1Fault({
      status: 404,
      message: 'Not Found',
      details: null,
      enhanced: 'authorization_not_found',
    });
  if (token.expiresAt <= service.clock.now())
    throw new V1Fault({
      status: 410,
      message: 'Gone',
      details: null,
      enhanced: 'authorization_expired',
    });
  return reply(c, { name: 'authorization' }, authzBody(call, token, owner));
}

/** "Obtain Short Media Token": requires a valid decision. The answer calls the MVPD `mvpdId`. */
export async function mediaToken(call: V1Call): Promise<Response> {
  const { c, service } = call;
  const owner = readOwner(call);
  const resource = readResource(call);
  const login = loginOf(call, owner);
  const profile = login.state === 'live' ? login.profile : undefined;
  const granted = profile && authorizationOf(service, owner, profile, resource);
  if (!profile || !granted || granted.expiresAt <= service.clock.now())
    throw new V1Fault({
      status: 403,
      message: 'User not authorized',
      enhanced: profile ? 'authorization_not_found' : 'authentication_session_missing',
    });
  const userId = scrambledIdOf(profile);
  const proxyMvpd = service.world.mvpd(profile.mvpd)?.proxiedBy;
  const token = await service.mediaTokens.issue(
    {
      serviceProvider: owner.serviceProvider,
      mvpd: profile.mvpd,
      ...(proxyMvpd === undefined ? {} : { proxyMvpd }),
      resource,
      sessionGuid: userId,
    },
    service.rules.mediaTokenLifeS * 1_000,
  );
  return reply(
    c,
    { name: 'play' },
    {
      expires: String(token.notAfter),
      mvpdId: profile.mvpd,
      requestor: owner.serviceProvider,
      resource: echoOf(call),
      serializedToken: token.serializedToken,
      userId,
    },
  );
}

/** "Retrieve List of Preauthorized Resources". */
export function preauthorize(call: V1Call): Response {
  const owner = readOwner(call);
  const resources = readResources(call);
  const profile = requireLogin(call, owner, 'preauthorize');
  return preflight(call, owner, profile, resources);
}

/** "Retrieve List of Preauthorized Resources by Second Screen Web App". */
export function preauthorizeByCode(call: V1Call): Response {
  const session = sessionOfPage(call);
  const resources = readResources(call);
  const login = session && loginByCode(call.service, session);
  if (!session || login?.state !== 'live')
    throw new V1Fault({
      status: 412,
      message: 'User not authenticated',
      details: null,
      enhanced: 'preauthorization_authentication_session_missing',
    });
  return preflight(call, session.owner, login.profile, resources);
}

function preflight(
  call: V1Call,
  owner: Owner,
  profile: Profile,
  resources: readonly string[],
): Response {
  const { c, service } = call;
  const question = questionOf(call, owner, profile);
  const { rules } = service;
  const most = rules.maxPreauthorizeResources;
  const isTooLong = isTooMany(
    service,
    owner.serviceProvider,
    question.mvpd,
    resources.length,
    most,
  );
  // A note says "Exception and a null list"; without Enhanced Errors the list is empty.
  if (isTooLong && rules.v1Errors === 'enhanced')
    throw new V1Fault({
      status: 403,
      message: 'Too many resources',
      enhanced: 'too_many_resources',
    });
  const judge = judgeOf(c, service, question, 'preauthorize');
  const isOmitted = (resource: string) =>
    rules.ungatedResources === 'omitted' &&
    judge.source === 'mvpd' &&
    !isGated(c, service, owner.serviceProvider, resource);
  const verdictOf = (sent: string): PlainObject[] => {
    const id = sent.trim();
    const { error } = judge.decide(id);
    return error && isOmitted(id) ? [] : [verdict(echoed(sent, rules.resourceEcho), error)];
  };
  const list = isTooLong ? [] : resources.flatMap(verdictOf);
  const body: PlainObject = formatOf(c) === 'xml' ? { resource: list } : { resources: list };
  return reply(c, { name: 'resources' }, body, 200, {
    'adobe-request-id': randomUUID(),
    'adobe-response-confidence': 'full',
  });
}

function verdict(id: string, error: ErrorInformation | undefined): PlainObject {
  if (!error) return { id, authorized: true };
  return { id, authorized: false, error: enhancedBody(denied(error).parts) };
}

function questionOf(call: V1Call, owner: Owner, profile: Profile): Question {
  const { rules, world } = call.service;
  const mvpd = world.mvpd(profile.mvpd);
  if (!mvpd || !integrationIsActive(rules, owner.serviceProvider, mvpd))
    throw badRequest('Unknown integration', 'unknown_integration');
  const identity = identityIn(call) ?? profile.identity;
  return { owner, mvpd, ...(identity === undefined ? {} : { identity }) };
}

/** Trimmed; the rule `resourceEcho` decides how the answer repeats it. */
function readResource({ inputs }: V1Call): string {
  const resource = (inputs.get('resource') ?? '').trim();
  if (resource === '') throw missing('resource', 'missing_resource');
  const isMarkup = resource.startsWith('<');
  const isReadable = !isMarkup || resourceTitle(resource) !== resource;
  if (!isReadable || resource.length > LONGEST_RESOURCE)
    throw badRequest("'resource' is not usable", 'malformed_authz_request');
  return resource;
}

/** A comma-separated list; how to include MRSS, which may contain commas, is not documented. */
function readResources({ inputs }: V1Call): string[] {
  const text = (inputs.get('resource') ?? '').slice(0, LONGEST_RESOURCE * 8);
  const parts = text.match(/<rss[\s>](?:(?!<rss[\s>])[\s\S])*?<\/rss>|[^,]+/g) ?? [];
  const resources = parts.filter((part) => part.trim() !== '');
  if (resources.length === 0) throw missing('resource', 'missing_resource');
  return resources;
}

function echoOf({ inputs, service }: V1Call): string {
  return echoed(inputs.get('resource') ?? '', service.rules.resourceEcho);
}

function authzBody(
  call: V1Call,
  { mvpd, expiresAt }: AuthorizationToken,
  owner: Owner,
): PlainObject {
  const proxyMvpd = call.service.world.mvpd(mvpd)?.proxiedBy;
  return {
    expires: String(expiresAt),
    mvpd,
    requestor: owner.serviceProvider,
    resource: echoOf(call),
    ...(proxyMvpd === undefined ? {} : { proxyMvpd }),
  };
}
