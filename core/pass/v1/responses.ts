import type { HttpResponse } from '../../ports.ts';
import { isMissingLogin } from '../errorPolicy.ts';
import { PassError } from '../errors.ts';
import type { Provider } from '../PassService.ts';
import { isObject } from '../parse.ts';
import { enhancedError } from '../readError.ts';
import { isNotFound, isWhole } from '../statuses.ts';
import { isPage, unexpectedResponse } from '../unexpectedResponse.ts';
import {
  type Document,
  documentOf,
  isBasicError,
  listOf,
  type Meanings,
  ms,
  notSignedIn,
  readDocument,
  readEmpty,
  signInExpired,
  text,
} from './documents.ts';

/**
 * Reads the answer of every REST API V1 call. Pure; accepts JSON and XML. Times in ms since the epoch by the
 * service's clock. Every reader throws a PassError: the service's own, or the one from `unexpectedResponse`.
 */

export interface RegistrationRecord {
  readonly code: string;
  readonly id?: string;
  readonly mvpd?: string;
  readonly generated?: number;
  readonly expires?: number;
  readonly device: { readonly model?: string; readonly vendor?: string; readonly type?: string };
}

export interface AuthnToken {
  readonly mvpd: string;
  readonly expires: number;
  readonly userId?: string;
}

export interface AuthzToken {
  readonly mvpd: string;
  readonly resource?: string;
  readonly expires?: number;
  readonly proxyMvpd?: string;
}

export interface ShortMediaToken {
  /** Opaque; the programmer's backend uses it once. */
  readonly serializedToken: string;
  readonly expires: number;
  readonly mvpd?: string;
}

export interface Preauthorized {
  readonly resource: string;
  readonly authorized: boolean;
  readonly error?: PassError;
}

export interface UserMetadata {
  /** ms (the service sends seconds): time of the sign-in, or of a later change of the values. */
  readonly updated?: number;
  readonly data: Document;
  /** Names of the members of `data` that only the programmer's private key can read. */
  readonly encrypted: readonly string[];
}

const unknownCode: Meanings = {
  404: { code: 'invalid_authentication_session', action: 'none' },
};
const authorizeMeanings: Meanings = {
  403: { code: 'authorization_denied_by_mvpd', action: 'none' },
  412: notSignedIn,
};
const authzMeanings: Meanings = {
  404: { code: 'authorization_not_found', action: 'authorization' },
  410: { code: 'authorization_expired', action: 'authorization' },
  412: notSignedIn,
};
const mediaMeanings: Meanings = {
  403: { code: 'authorization_not_found', action: 'authorization' },
  412: notSignedIn,
};

export function readRegistration(response: HttpResponse): RegistrationRecord {
  const body = readDocument(response, unknownCode);
  const code = text(body.code);
  if (code === undefined) throw unexpectedResponse(response);
  const info = isObject(body.info) ? body.info : {};
  return {
    code,
    ...optional('id', text(body.id)),
    ...optional('mvpd', text(body.mvpd)),
    ...optional('generated', ms(body.generated)),
    ...optional('expires', ms(body.expires)),
    device: readDevice(text(info.deviceInfo), text(info.deviceType)),
  };
}

/** 204. A code that no longer exists (404) is not an error. */
export function readDeletedRegcode(response: HttpResponse): void {
  try {
    readEmpty(response, unknownCode);
  } catch (error) {
    if (!(error instanceof PassError) || error.code !== unknownCode[404]?.code) throw error;
  }
}

export function readConfig(response: HttpResponse): Provider[] {
  const body = readDocument(response, {
    404: { code: 'invalid_requestor', action: 'none' },
  });
  const requestor = isObject(body.requestor) ? body.requestor : body;
  const mvpds = requestor.mvpds ?? body.mvpds;
  if (mvpds === undefined) throw unexpectedResponse(response);
  return listOf(mvpds, 'mvpd')
    .filter(isObject)
    .flatMap((mvpd) => {
      const id = text(mvpd.id);
      if (id === undefined) return [];
      return [
        {
          id,
          displayName: text(mvpd.displayName) ?? id,
          ...optional('logoUrl', text(mvpd.logoUrl)),
          isTempPass: isTrue(mvpd.isTempPass),
        },
      ];
    });
}

/**
 * Whether there is a login: 200 yes, 403 no. Adobe shows no body for the 200: an empty body is accepted, and a
 * body with content must be about a login.
 */
export function readCheckAuthn(response: HttpResponse): boolean {
  try {
    const document = documentOf(response);
    if (isWhole(response) && document && isAboutLogin(document, response)) return true;
    readEmpty(response, { 403: notSignedIn });
    if (!isWhole(response)) throw unexpectedResponse(response);
    return true;
  } catch (error) {
    if (error instanceof PassError && isMissingLogin(error)) return false;
    throw error;
  }
}

/** @throws PassError `authentication_session_missing` (404) or `authentication_session_expired` (410) */
export function readAuthnToken(response: HttpResponse): AuthnToken {
  const body = readDocument(response, { 404: notSignedIn, 410: signInExpired, 412: notSignedIn });
  const mvpd = text(body.mvpd);
  const expires = ms(body.expires);
  if (mvpd === undefined || expires === undefined) throw unexpectedResponse(response);
  return { mvpd, expires, ...optional('userId', text(body.userId)) };
}

/**
 * The three results of "Initiate Authorization": a token; `authentication_session_*` (sign in again);
 * `authorization_denied_*` with the provider's own text in `details`. Anything else is an error.
 */
export function readAuthorize(response: HttpResponse): AuthzToken {
  return authzToken(readDocument(response, authorizeMeanings), response);
}

/** @throws PassError also `authorization_not_found` (404) and `authorization_expired` (410) */
export function readAuthzToken(response: HttpResponse): AuthzToken {
  return authzToken(readDocument(response, authzMeanings), response);
}

export function readMediaToken(response: HttpResponse): ShortMediaToken {
  const body = readDocument(response, mediaMeanings);
  const serializedToken = text(body.serializedToken);
  if (serializedToken === undefined) throw unexpectedResponse(response);
  return {
    serializedToken,
    expires: ms(body.expires) ?? 0,
    ...optional('mvpd', text(body.mvpdId) ?? text(body.mvpd)),
  };
}

/** A resource without `authorized` counts as refused. */
export function readPreauthorized(response: HttpResponse): Preauthorized[] {
  const body = readDocument(response, { 412: notSignedIn });
  // XML's root element is the list itself; it may be empty.
  const isList = body.resource !== undefined || Object.keys(body).length === 0;
  const resources = body.resources ?? (isList ? body : undefined);
  if (!Array.isArray(resources) && !isObject(resources)) throw unexpectedResponse(response);
  return listOf(resources, 'resource')
    .filter(isObject)
    .map((entry) => ({
      resource: text(entry.id) ?? '',
      authorized: isTrue(entry.authorized),
      ...optional(
        'error',
        isObject(entry.error)
          ? enhancedError(withStatus(entry.error), ms(entry.error.status) ?? response.status)
          : undefined,
      ),
    }));
}

/** null: the provider sent no metadata of this viewer (404). */
export function readUserMetadata(response: HttpResponse): UserMetadata | null {
  if (isNotFound(response) && isOwn(response)) return null;
  const body = readDocument(response, { 412: notSignedIn });
  const seconds = ms(body.updated);
  const { encrypted } = body;
  const names = Array.isArray(encrypted) ? encrypted : [encrypted];
  return {
    ...optional('updated', seconds === undefined ? undefined : seconds * 1_000),
    data: isObject(body.data) ? body.data : {},
    encrypted: names.filter((name): name is string => typeof name === 'string' && name !== ''),
  };
}

/** 204. A token that no longer exists is not an error. */
export function readLogout(response: HttpResponse): void {
  try {
    readEmpty(response, { 404: notSignedIn, 412: notSignedIn });
  } catch (error) {
    if (!(error instanceof PassError) || !isMissingLogin(error)) throw error;
  }
}

/** 204: a login for the TempPass exists. */
export function readFreePreview(response: HttpResponse): void {
  readEmpty(response);
}

function isAboutLogin(document: Document, response: HttpResponse): boolean {
  // A page is not read like JSON: a page without child elements also becomes an empty document.
  const saysNothing = Object.keys(document).length === 0 && !isPage(response);
  return (
    saysNothing || text(document.mvpd) !== undefined || isBasicError(document, response.status)
  );
}

/** Whether the service itself answered: an empty body (Adobe shows none) or a basic one, no page or other JSON. */
function isOwn(response: HttpResponse): boolean {
  const document = documentOf(response);
  return document ? isBasicError(document, response.status) : response.text.trim() === '';
}

function authzToken(body: Document, response: HttpResponse): AuthzToken {
  const mvpd = text(body.mvpd);
  if (mvpd === undefined) throw unexpectedResponse(response);
  return {
    mvpd,
    ...optional('resource', text(body.resource)),
    ...optional('expires', ms(body.expires)),
    ...optional('proxyMvpd', text(body.proxyMvpd)),
  };
}

/** `info.deviceInfo` is Base64 of the normalised device; older records have only a type. */
function readDevice(encoded: string | undefined, type: string | undefined) {
  const device = decodeObject(encoded);
  const hardware = isObject(device.hardware) ? device.hardware : {};
  return {
    ...optional('model', text(device.model)),
    ...optional('vendor', text(hardware.vendor) ?? text(hardware.manufacturer)),
    ...optional('type', text(device.type) ?? type),
  };
}

function decodeObject(encoded: string | undefined): Document {
  try {
    const binary = atob(encoded ?? '');
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function withStatus(error: Document): Record<string, unknown> {
  return { ...error, ...optional('status', ms(error.status)) };
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
