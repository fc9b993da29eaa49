import type { HttpResponse } from '../../ports.ts';
import type { ErrorAction } from '../errors.ts';
import { PassError } from '../errors.ts';
import { isObject, numberIn, parseObject } from '../parse.ts';
import { enhancedError, isEnhanced, readError, unauthorized } from '../readError.ts';
import { isSuccess, isThrottled, isTokenRefused, needsNetworkLogin } from '../statuses.ts';
import { unexpectedResponse } from '../unexpectedResponse.ts';
import { parseXml } from './xml.ts';

/** The content of an answer of REST API V1, from JSON or from XML. */
export type Document = Readonly<Record<string, unknown>>;

/** The meaning of a status of one endpoint, as code and action of Adobe's "Enhanced Error Codes". */
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

/** For every endpoint: a parameter is missing or wrong. */
const always: Meanings = { 400: { code: 'invalid_request', action: 'none' } };

/**
 * The document of a successful answer.
 * @throws PassError the error in the answer, or the error from `unexpectedResponse`
 */
export function readDocument(response: HttpResponse, meanings: Meanings = {}): Document {
  if (!isSuccess(response)) throw readV1Error(response, meanings);
  const document = documentOf(response);
  if (document === undefined) throw unexpectedResponse(response);
  return document;
}

/**
 * Checks a successful answer that is documented to be empty. Networks with their own login answer every request
 * with 200, and some proxies answer with their own JSON.
 * @throws PassError
 */
export function readEmpty(response: HttpResponse, meanings: Meanings = {}): void {
  if (!isSuccess(response)) throw readV1Error(response, meanings);
  if (response.text.trim() !== '') throw unexpectedResponse(response);
}

/**
 * The error in an answer: an Enhanced Error if the programmer has enabled them, otherwise the basic body with
 * the meaning that the endpoint's page gives to the status. Answers in neither form get no such meaning.
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
 * V1's basic body: `status` (equal to that of the answer), `message`, sometimes `details`, and nothing else. Other
 * servers that use these names send more names (`error`, `path`, `timestamp`), or other numbers.
 */
export function isBasicError(document: Document, status: number): boolean {
  const names = Object.keys(document);
  return (
    names.every((name) => name === 'status' || name === 'message' || name === 'details') &&
    ms(document.status) === status &&
    text(document.message) !== undefined
  );
}

/** Whether the message is that of a missing login: the status 403 is used for a denial, too. */
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

/** ms since the epoch; V1 sends a number in one place and a text of digits in the others. */
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
