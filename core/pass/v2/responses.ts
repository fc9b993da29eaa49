import type { HttpResponse } from '../../ports.ts';
import { addressIn } from '../address.ts';
import type {
  Decision,
  LogoutStep,
  MediaToken,
  Profile,
  ProfileAttribute,
  Provider,
  Session,
  SessionInfo,
} from '../PassService.ts';
import { isObject, numberIn, parseObject } from '../parse.ts';
import { enhancedError, readError } from '../readError.ts';
import { isSuccess } from '../statuses.ts';
import { unexpectedResponse } from '../unexpectedResponse.ts';

/**
 * Reads the answer of every REST API V2 call. Pure. Tolerant where Adobe's pages differ: times as string or
 * number of ms, three shapes of session inspection, unknown names are kept.
 * Every reader throws a PassError: the service's own, or the one from `unexpectedResponse`.
 */
type Json = Record<string, unknown>;

export function readConfiguration(response: HttpResponse): Provider[] {
  const body = readBody(response);
  const requestor = isObject(body.requestor) ? body.requestor : body;
  const mvpds = requestor.mvpds ?? body.mvpds;
  if (!Array.isArray(mvpds)) throw unexpectedResponse(response);
  return mvpds.filter(isObject).flatMap((mvpd) => {
    const id = text(mvpd.id);
    if (id === undefined) return [];
    return [
      {
        id,
        displayName: text(mvpd.displayName) ?? id,
        ...optional('logoUrl', text(mvpd.logoUrl)),
        isTempPass: mvpd.isTempPass === true,
      },
    ];
  });
}

/** @param baseUrl completes the relative `url` */
export function readSession(response: HttpResponse, baseUrl: string): Session {
  const body = readBody(response);
  const actionName = text(body.actionName);
  if (actionName === undefined) throw unexpectedResponse(response);
  return {
    actionName,
    actionType: text(body.actionType) ?? '',
    reasonType: text(body.reasonType) ?? '',
    missingParameters: parameterNames(body.missingParameters),
    ...optional('url', addressIn(body.url, baseUrl)),
    ...optional('code', text(body.code)),
    ...optional('mvpd', text(body.mvpd)),
    ...optional('notBefore', numberIn(body.notBefore)),
    ...optional('notAfter', numberIn(body.notAfter)),
  };
}

export function readSessionInfo(response: HttpResponse): SessionInfo {
  const body = readBody(response);
  const wrapped = isObject(body.parameters) ? body.parameters : body;
  const existing = body.existingParameters ?? wrapped.existing;
  const missing = body.missingParameters ?? wrapped.missing;
  if (!isObject(existing)) throw unexpectedResponse(response);
  const device = isObject(body.device) ? body.device : {};
  const hardware = isObject(device.hardware) ? device.hardware : {};
  return {
    existingParameters: Object.fromEntries(
      Object.entries(existing).flatMap(([key, value]) =>
        typeof value === 'string' ? [[parameterName(key), value]] : [],
      ),
    ),
    missingParameters: parameterNames(missing),
    device: {
      ...optional('model', text(device.model)),
      ...optional('vendor', text(hardware.vendor) ?? text(hardware.manufacturer)),
      ...optional('type', text(device.type)),
    },
    ...optional('notBefore', numberIn(body.notBefore)),
    ...optional('notAfter', numberIn(body.notAfter)),
  };
}

/** An empty map means "not signed in (yet)". */
export function readProfiles(response: HttpResponse): Profile[] {
  const body = readBody(response);
  if (!isObject(body.profiles)) throw unexpectedResponse(response);
  return Object.entries(body.profiles).flatMap(([mvpd, profile]) => {
    if (!isObject(profile)) return [];
    return [
      {
        mvpd,
        notBefore: numberIn(profile.notBefore) ?? 0,
        notAfter: numberIn(profile.notAfter) ?? 0,
        issuer: text(profile.issuer) ?? mvpd,
        type: text(profile.type) ?? 'regular',
        attributes: readAttributes(profile.attributes),
      },
    ];
  });
}

/** A 200 may contain denials: only `authorized` is a permit. */
export function readDecisions(response: HttpResponse): Decision[] {
  const body = readBody(response);
  if (!Array.isArray(body.decisions)) throw unexpectedResponse(response);
  return body.decisions.filter(isObject).map((decision) => ({
    resource: text(decision.resource) ?? '',
    mvpd: text(decision.mvpd) ?? '',
    authorized: decision.authorized === true,
    source: text(decision.source) ?? '',
    ...optional('token', readMediaToken(decision.token)),
    ...optional(
      'error',
      isObject(decision.error) ? enhancedError(decision.error, response.status) : undefined,
    ),
  }));
}

export function readLogout(response: HttpResponse, baseUrl: string): LogoutStep[] {
  const body = readBody(response);
  if (!isObject(body.logouts)) throw unexpectedResponse(response);
  return Object.entries(body.logouts).flatMap(([mvpd, step]) => {
    if (!isObject(step)) return [];
    return [
      {
        mvpd: text(step.mvpd) ?? mvpd,
        actionName: text(step.actionName) ?? '',
        actionType: text(step.actionType) ?? '',
        ...optional('url', addressIn(step.url, baseUrl)),
      },
    ];
  });
}

function readBody(response: HttpResponse): Json {
  if (!isSuccess(response)) throw readError(response);
  const body = parseObject(response.text);
  if (body === undefined) throw unexpectedResponse(response);
  return body;
}

function readMediaToken(value: unknown): MediaToken | undefined {
  if (!isObject(value) || typeof value.serializedToken !== 'string') return undefined;
  return {
    notBefore: numberIn(value.notBefore) ?? 0,
    notAfter: numberIn(value.notAfter) ?? 0,
    serializedToken: value.serializedToken,
  };
}

function readAttributes(value: unknown): Record<string, ProfileAttribute> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, attribute]) =>
      isObject(attribute)
        ? [[key, { value: attribute.value, state: text(attribute.state) ?? 'plain' }]]
        : [],
    ),
  );
}

/** Adobe's samples use both `domain` and `domainName` for the same parameter. */
function parameterName(name: string): string {
  return name === 'domain' ? 'domainName' : name;
}

function parameterNames(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((name) => typeof name === 'string').map(parameterName);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
