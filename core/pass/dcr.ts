import type { HttpRequest, HttpResponse } from '../ports.ts';
import { dcrCodes } from './errorPolicy.ts';
import { PassError } from './errors.ts';
import { numberIn, parseObject } from './parse.ts';
import { readError } from './readError.ts';
import { isRefused, isSuccess } from './statuses.ts';
import { unexpectedResponse } from './unexpectedResponse.ts';

/** Valid without time limit; losing them signs the viewer out. Never shown or logged. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The `grant_type` for the token request. */
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

/** @throws PassError with DCR's code (`invalid_software_statement`, …), or the error from `unexpectedResponse` */
export function readRegistration(response: HttpResponse): ClientCredentials {
  if (!isSuccess(response)) throw readDcrError(response, tokenOnly);
  const body = parseObject(response.text);
  if (typeof body?.client_id !== 'string' || typeof body.client_secret !== 'string') {
    throw unexpectedResponse(response);
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

/**
 * @throws PassError with DCR's code (`invalid_client` means: register again), or the error from
 * `unexpectedResponse`
 */
export function readToken(response: HttpResponse): AccessToken {
  if (!isSuccess(response)) throw readDcrError(response);
  const body = parseObject(response.text);
  const expiresIn = numberIn(body?.expires_in) ?? 0;
  if (typeof body?.access_token !== 'string' || !(expiresIn > 0))
    throw unexpectedResponse(response);
  return { value: body.access_token, expiresIn };
}

/** Codes that are documented for the token call and are not possible before there is a client. */
const tokenOnly = ['invalid_client', 'unauthorized_client', 'unsupported_grant_type'];

/**
 * The error in an answer of DCR: `{"error": "…"}` with one of the documented codes. Older pages also name 401
 * and 403 for it, so any 4xx is accepted. Adobe: "Retrieve access token".
 * @param except codes that are not possible in answers to this call
 */
export function readDcrError(response: HttpResponse, except: readonly string[] = []): PassError {
  const { status } = response;
  const code = parseObject(response.text)?.error;
  const isDcr = typeof code === 'string' && Object.hasOwn(dcrCodes, code) && !except.includes(code);
  if (isDcr && isRefused(response)) return new PassError({ code, status });
  return readError(response);
}
