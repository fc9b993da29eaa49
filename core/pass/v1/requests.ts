import type { PassRequest } from '../PassRequest.ts';
import { pathPart } from '../pathPart.ts';

/**
 * Builds the request of every REST API V1 call. Pure: nothing is sent. Parameters are where Adobe's pages put
 * them; where a page does not specify it, identifiers are in the body rather than in an address. `device` means
 * that the page requires `X-Device-Info`; every call has `Authorization`, and the calls of the device have the
 * headers of the platform's single sign-on, if there is one ("Amazon SSO Cookbook").
 * Adobe: "REST API Reference".
 */

/** Sent with every call of the streaming device; must not change after the registration code was made. */
export interface V1Device {
  readonly requestor: string;
  /** Opaque to the service; the tokens belong to the device with this id. */
  readonly deviceId: string;
}

export interface RegcodeOptions {
  /** Lifetime of the code, s; at most 36 000. */
  readonly ttl: number;
  /** The page where the viewer types the code. */
  readonly registrationUrl: string;
  /** An MVPD chosen on the TV. */
  readonly mvpd?: string;
}

/** The parameters with which the second screen's browser opens the provider's login; all are mandatory. */
export interface LoginParameters {
  readonly requestor: string;
  readonly code: string;
  readonly mvpd?: string;
  /** One of the domains registered for the requestor. */
  readonly domainName: string;
  /** Absolute; the page to which the browser returns. */
  readonly redirectUrl: string;
}

const form = 'application/x-www-form-urlencoded';

/** Adobe: "Registration Page" (create registration code). 201. */
export function regcodeRequest(device: V1Device, options: RegcodeOptions): PassRequest {
  return {
    method: 'POST',
    path: regcodePath(device.requestor),
    device: true,
    optionalHeaders: ['sso'],
    contentType: form,
    body: encode({
      deviceId: device.deviceId,
      ttl: String(options.ttl),
      registrationURL: options.registrationUrl,
      ...(options.mvpd === undefined ? {} : { mvpd: options.mvpd }),
    }),
  };
}

/** Adobe: "Return Registration Record". 200. */
export function regcodeRecordRequest(requestor: string, code: string): PassRequest {
  return { method: 'GET', path: regcodePath(requestor, code), device: false };
}

/** Adobe: "Delete Registration Record". 204. */
export function deleteRegcodeRequest(requestor: string, code: string): PassRequest {
  return { method: 'DELETE', path: regcodePath(requestor, code), device: false };
}

/** Adobe: "Provide MVPD List". 200. */
export function configRequest(requestor: string): PassRequest {
  return { method: 'GET', path: `/api/v1/config/${pathPart(requestor)}`, device: false };
}

/**
 * Adobe: "Initiate Authentication". For a browser, never for fetch. `reg_code` must be first, because
 * old browsers convert `&reg` to a character, and `redirect_url` must be last.
 */
export function authenticatePath(login: LoginParameters): string {
  const query = encode({
    reg_code: login.code,
    requestor_id: login.requestor,
    ...(login.mvpd === undefined ? {} : { mso_id: login.mvpd }),
    domain_name: login.domainName,
    noflash: 'true',
    no_iframe: 'true',
    redirect_url: login.redirectUrl,
  });
  return `/api/v1/authenticate?${query}`;
}

/** Adobe: "Check Authentication Token". 200 or 403. */
export function checkAuthnRequest(device: V1Device): PassRequest {
  return deviceRequest('/api/v1/checkauthn', device);
}

/** Adobe: "Check Authentication Flow by Second Screen Web App". 200 or 403. */
export function checkAuthnByCodeRequest(requestor: string, code: string): PassRequest {
  const path = `/api/v1/checkauthn/${pathPart(code)}?${encode({ requestor })}`;
  return { method: 'GET', path, device: false };
}

/** Adobe: "Retrieve Authentication Token". 200, 404 or 410. The call that is polled. */
export function authnTokenRequest(device: V1Device): PassRequest {
  return deviceRequest('/api/v1/tokens/authn', device);
}

/**
 * Adobe: "Initiate Authorization". 200 or 403.
 * @param genericData JSON with the identity for a promotional TempPass; hashed, no personal data
 */
export function authorizeRequest(
  device: V1Device,
  resource: string,
  genericData?: string,
): PassRequest {
  return deviceRequest('/api/v1/authorize', device, { resource, ...generic(genericData) });
}

/** Adobe: "Retrieve Authorization Token". 200, 404, 410 or 412. */
export function authzTokenRequest(device: V1Device, resource: string): PassRequest {
  return deviceRequest('/api/v1/tokens/authz', device, { resource });
}

/** Adobe: "Obtain Short Media Token". 200 or 403. */
export function mediaTokenRequest(device: V1Device, resource: string): PassRequest {
  return deviceRequest('/api/v1/tokens/media', device, { resource });
}

/** Adobe: "Retrieve List of Preauthorized Resources". 200 or 412. */
export function preauthorizeRequest(device: V1Device, resources: readonly string[]): PassRequest {
  return deviceRequest('/api/v1/preauthorize', device, { resource: resources.join(',') });
}

/** Adobe: "Retrieve List of Preauthorized Resources by Second Screen Web App". */
export function preauthorizeByCodeRequest(
  requestor: string,
  code: string,
  resources: readonly string[],
): PassRequest {
  const query = encode({ requestor, resource: resources.join(',') });
  const path = `/api/v1/preauthorize/${pathPart(code)}?${query}`;
  return { method: 'GET', path, device: false };
}

/** Adobe: "User Metadata". 200, 404 or 412. */
export function userMetadataRequest(device: V1Device): PassRequest {
  return deviceRequest('/api/v1/tokens/usermetadata', device);
}

/** Adobe: "Initiate Logout". 204; the service does not inform the MVPD. */
export function logoutRequest(device: V1Device): PassRequest {
  return { ...deviceRequest('/api/v1/logout', device), method: 'DELETE' };
}

/** Adobe: "Free Preview for Temp Pass and Promotional Temp Pass". 204. */
export function freePreviewRequest(
  device: V1Device,
  pass: { readonly mvpd: string; readonly domainName: string; readonly genericData?: string },
): PassRequest {
  return {
    method: 'POST',
    path: '/api/v1/authenticate/freepreview',
    device: true,
    optionalHeaders: ['sso'],
    contentType: form,
    body: encode({
      requestor_id: device.requestor,
      deviceId: device.deviceId,
      mso_id: pass.mvpd,
      domain_name: pass.domainName,
      ...generic(pass.genericData),
    }),
  };
}

function deviceRequest(
  path: string,
  { requestor, deviceId }: V1Device,
  more: Readonly<Record<string, string>> = {},
): PassRequest {
  const query = encode({ requestor, deviceId, ...more });
  return { method: 'GET', path: `${path}?${query}`, device: true, optionalHeaders: ['sso'] };
}

function generic(data: string | undefined): Record<string, string> {
  return data === undefined ? {} : { generic_data: data };
}

function regcodePath(requestor: string, code?: string): string {
  const path = `/reggie/v1/${pathPart(requestor)}/regcode`;
  return code === undefined ? path : `${path}/${pathPart(code)}`;
}

function encode(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString();
}
