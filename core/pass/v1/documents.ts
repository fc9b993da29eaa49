import type { HttpResponse } from '../../ports.ts';
import type { ErrorAction } from '../errors.ts';
import { PassError } from '../errors.ts';
import { isObject, numberIn, parseObject } from '../parse.ts';
import { enhancedError, isEnhanced, readError, unauthorized } from '../readError.ts';
import { isSuccess, isThrottled, isTokenRefused, needsNetworkLogin } from '../statuses.ts';
import { unexpectedResponse } from '../unexpectedResponse.ts';
import { parseXml } from './xml.ts';

/** What an answer of REST API V1 holds, whether it came as JSON or as XML. */
export type Document = Readonly<Record<string, unknown>>;

/** What a status of one endpoint means, in the words of Adobe's "Enhanced Error Codes". */
export interface Meaning {
  readonly code: string;
  readonly action: ErrorAction;
}
export type Meanings = Readonly<Record<number, Meaning>>;

export const notSignedIn: Meaning = {
  code: 'authentication_session_missing',
  action: 'authentication',
};
export const signInExpired: Meaning = {
  code: 'authentication_session_expired',
  action: 'authentication',
};

/** Holds for every endpoint: a parameter is missing or wrong. */
const always: Meanings = { 400: { code: 'invalid_request', action: 'none' } };

/**
 * The document of a successful answer.
 * @throws PassError what the answer says, or what `unexpectedResponse` makes of it
 */
export function readDocument(response: HttpResponse, meanings: Meanings = {}): Document {
  if (!isSuccess(response)) throw readV1Error(response, meanings);
  const document = documentOf(response);
  if (document === undefined) throw unexpectedResponse(response);
  return document;
}

/**
 * A successful answer that is documented to be empty. Networks that want a login of their own answer
 * everything with 200, and proxies with JSON of their own.
 * @throws PassError
 */
export function readEmpty(response: HttpResponse, meanings: Meanings = {}): void {
  if (!isSuccess(response)) throw readV1Error(response, meanings);
  if (response.text.trim() !== '') throw unexpectedResponse(response);
}

/**
 * The error that an answer carries: an Enhanced Error where the programmer has them switched on, else
 * the basic body, read by what the endpoint's page says of the status. Answers that have neither form
 * get no such meaning.
 */
export function readV1Error(response: HttpResponse, meanings: Meanings = {}): PassError {
  const { status } = response;
  if (isThrottled(response) || needsNetworkLogin(response)) return readError(response);
  const document = documentOf(response);
  const enhanced = [document?.error, document].filter(isObject).find(isEnhanced);
  if (enhanced) return enhancedError(enhanced, status);
  if (!document || !isBasicError(document, status)) return readError(response);
  const meaning = saysNotSignedIn(document) ? notSignedIn : (meanings[status] ?? always[status]);
  if (!meaning) return isTokenRefused(response) ? unauthorized(status) : readError(response);
  const message = text(document.message);
  const details = text(document.details);
  return new PassError({
    ...meaning,
    status,
    ...(message === undefined ? {} : { message }),
    ...(details === undefined ? {} : { details }),
  });
}

/**
 * V1's basic body: `status` (that of the answer), `message`, sometimes `details`, and nothing else. Servers
 * of others that use these names have more of them (`error`, `path`, `timestamp`), or numbers of their own.
 */
export function isBasicError(document: Document, status: number): boolean {
  const names = Object.keys(document);
  return (
    names.every((name) => name === 'status' || name === 'message' || name === 'details') &&
    ms(document.status) === status &&
    text(document.message) !== undefined
  );
}

/** The one message that tells a missing login from a denial where both are 403. */
function saysNotSignedIn(error: Document): boolean {
  return /not authenticated/i.test(text(error.message) ?? '');
}

export function documentOf({ text: body }: HttpResponse): Document | undefined {
  const json = parseObject(body);
  if (json) return json;
  const xml = parseXml(body);
  if (!xml) return undefined;
  return isObject(xml.value) ? (xml.value as Document) : {};
}

/** A value as text; undefined when it is absent, empty or something else. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** ms since the epoch; V1 sends numbers in one place and digits in the others. */
export function ms(value: unknown): number | undefined {
  return numberIn(text(value));
}

/** A list: a JSON array under its own name, or XML's repeated child inside an element of that name. */
export function listOf(value: unknown, child: string): unknown[] {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return [];
  const inside = value[child];
  if (inside === undefined) return [];
  return Array.isArray(inside) ? inside : [inside];
}
