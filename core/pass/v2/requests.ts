import type { PassRequest } from '../PassRequest.ts';
import type { SessionParameters } from '../PassService.ts';
import { pathPart } from '../pathPart.ts';

/**
 * Builds the request of every REST API V2 call. Pure: nothing is sent. The headers follow Adobe's own matrix
 * ("REST API V2 Reference"): `device` means that the call has `AP-Device-Identifier` and `X-Device-Info`,
 * `optionalHeaders` lists the optional ones; every call has `Authorization`.
 */
export type V2Request = PassRequest;

const form = 'application/x-www-form-urlencoded';
const json = 'application/json;charset=utf-8';

/** Adobe: "Retrieve configuration for specific service provider". */
export function configurationRequest(serviceProvider: string): V2Request {
  return { method: 'GET', path: `${root(serviceProvider)}/configuration`, device: true };
}

/** Adobe: "Create authentication session". The answer lists absent parameters as `missingParameters`. */
export function createSessionRequest(
  serviceProvider: string,
  params: SessionParameters,
): V2Request {
  return {
    method: 'POST',
    path: `${root(serviceProvider)}/sessions`,
    device: true,
    optionalHeaders: ['sso'],
    contentType: form,
    body: sessionForm(params),
  };
}

/** Adobe: "Resume authentication session". All known parameters are sent again, not only the missing ones. */
export function resumeSessionRequest(
  serviceProvider: string,
  code: string,
  params: SessionParameters,
): V2Request {
  return {
    method: 'POST',
    path: `${root(serviceProvider)}/sessions/${pathPart(code)}`,
    device: false,
    contentType: form,
    body: sessionForm(params),
  };
}

/** Adobe: "Retrieve authentication session information using code". */
export function inspectSessionRequest(serviceProvider: string, code: string): V2Request {
  return {
    method: 'GET',
    path: `${root(serviceProvider)}/sessions/${pathPart(code)}`,
    device: false,
  };
}

/**
 * Adobe: "Perform authentication in user agent". For a browser, never for fetch. In this path `authenticate` is
 * before the service provider.
 */
export function authenticatePath(serviceProvider: string, code: string): string {
  return `/api/v2/authenticate/${pathPart(serviceProvider)}/${pathPart(code)}`;
}

/** Adobe: "Retrieve profiles". */
export function profilesRequest(serviceProvider: string): V2Request {
  return {
    method: 'GET',
    path: `${root(serviceProvider)}/profiles`,
    device: true,
    optionalHeaders: ['sso'],
  };
}

/** Adobe: "Retrieve profile for specific mvpd". */
export function profilesOfRequest(serviceProvider: string, mvpd: string): V2Request {
  return {
    method: 'GET',
    path: `${root(serviceProvider)}/profiles/${pathPart(mvpd)}`,
    device: true,
    optionalHeaders: ['sso', 'identity'],
  };
}

/** Adobe: "Retrieve profile for specific code". The call that is polled. */
export function profilesByCodeRequest(serviceProvider: string, code: string): V2Request {
  return {
    method: 'GET',
    path: `${root(serviceProvider)}/profiles/code/${pathPart(code)}`,
    device: false,
    optionalHeaders: ['identity'],
  };
}

/** Adobe: "Retrieve authorization decisions using specific mvpd". */
export function authorizeRequest(
  serviceProvider: string,
  mvpd: string,
  resources: readonly string[],
): V2Request {
  return decisionsRequest('authorize', serviceProvider, mvpd, resources);
}

/** Adobe: "Retrieve preauthorization decisions using specific mvpd". */
export function preauthorizeRequest(
  serviceProvider: string,
  mvpd: string,
  resources: readonly string[],
): V2Request {
  return decisionsRequest('preauthorize', serviceProvider, mvpd, resources);
}

/** Adobe: "Initiate logout for specific mvpd". */
export function logoutRequest(
  serviceProvider: string,
  mvpd: string,
  redirectUrl: string,
): V2Request {
  const query = new URLSearchParams({ redirectUrl }).toString();
  return {
    method: 'GET',
    path: `${root(serviceProvider)}/logout/${pathPart(mvpd)}?${query}`,
    device: true,
    optionalHeaders: ['sso'],
  };
}

function decisionsRequest(
  kind: 'authorize' | 'preauthorize',
  serviceProvider: string,
  mvpd: string,
  resources: readonly string[],
): V2Request {
  return {
    method: 'POST',
    path: `${root(serviceProvider)}/decisions/${kind}/${pathPart(mvpd)}`,
    device: true,
    // Only Adobe's OpenAPI file lists the identity for preauthorization; a promotional TempPass needs it.
    optionalHeaders: ['sso', 'identity'],
    contentType: json,
    body: JSON.stringify({ resources }),
  };
}

function sessionForm(params: SessionParameters): string {
  const fields = new URLSearchParams();
  if (params.mvpd !== undefined) fields.set('mvpd', params.mvpd);
  if (params.domainName !== undefined) fields.set('domainName', params.domainName);
  if (params.redirectUrl !== undefined) fields.set('redirectUrl', params.redirectUrl);
  return fields.toString();
}

function root(serviceProvider: string): string {
  return `/api/v2/${pathPart(serviceProvider)}`;
}
