import type { HttpRequest, HttpResponse } from '../ports.ts';
import { parseObject, readError, unreadable } from './readError.ts';

/** Valid without time limit; losing them signs the viewer out. Never shown or logged. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** What to ask the token endpoint for. */
  readonly grantType: string;
}

export interface AccessToken {
  readonly value: string;
  /** s, from the moment of issue. */
  readonly expiresIn: number;
}

/**
 * `POST /o/client/register`: JSON in, 201 out.
 * Adobe: "Dynamic Client Registration - Retrieve client credentials".
 */
export function registerRequest(
  baseUrl: string,
  softwareStatement: string,
  deviceInfo: string,
): HttpRequest {
  return {
    method: 'POST',
    url: `${baseUrl}/o/client/register`,
    headers: {
      'Content-Type': 'application/json;charset=utf-8',
      Accept: 'application/json',
      'X-Device-Info': deviceInfo,
    },
    body: JSON.stringify({ software_statement: softwareStatement }),
  };
}

/** @throws PassError with DCR's code (`invalid_software_statement`, …), or `unreadable_answer` */
export function readRegistration(response: HttpResponse): ClientCredentials {
  if (!isSuccess(response)) throw readError(response);
  const body = parseObject(response.text);
  if (typeof body?.client_id !== 'string' || typeof body.client_secret !== 'string') {
    throw unreadable(response.status);
  }
  const grants = Array.isArray(body.grant_types) ? body.grant_types : [];
  const grantType = grants.find((grant) => typeof grant === 'string') ?? 'client_credentials';
  return { clientId: body.client_id, clientSecret: body.client_secret, grantType };
}

/**
 * `POST /o/client/token`: form in (not JSON), 201 out.
 * Adobe: "Dynamic Client Registration - Retrieve access token".
 */
export function tokenRequest(
  baseUrl: string,
  credentials: ClientCredentials,
  deviceInfo: string,
): HttpRequest {
  return {
    method: 'POST',
    url: `${baseUrl}/o/client/token`,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/json',
      'X-Device-Info': deviceInfo,
    },
    body: new URLSearchParams({
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      grant_type: credentials.grantType,
    }).toString(),
  };
}

/** @throws PassError with DCR's code (`invalid_client` means: register again), or `unreadable_answer` */
export function readToken(response: HttpResponse): AccessToken {
  if (!isSuccess(response)) throw readError(response);
  const body = parseObject(response.text);
  const expiresIn = Number(body?.expires_in);
  if (typeof body?.access_token !== 'string' || !(expiresIn > 0)) throw unreadable(response.status);
  return { value: body.access_token, expiresIn };
}

export function isSuccess(response: HttpResponse): boolean {
  return response.status >= 200 && response.status < 300;
}
