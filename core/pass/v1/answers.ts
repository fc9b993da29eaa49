import type { HttpResponse } from '../../ports.ts';
import { isSuccess } from '../dcr.ts';
import type { ErrorAction } from '../errors.ts';
import { PassError } from '../errors.ts';
import { enhancedError, isObject, parseObject, readError, unreadable } from '../readError.ts';
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
 * @throws PassError what the answer says, or `unreadable_answer`
 */
export function readDocument(response: HttpResponse, meanings: Meanings = {}): Document {
  const document = readSuccess(response, meanings);
  if (document === undefined) throw unreadable(response.status);
  return document;
}

/**
 * A successful answer whose body is empty or not documented. A page of HTML is not one: networks that
 * want a login of their own answer everything with 200.
 * @throws PassError
 */
export function readSuccess(response: HttpResponse, meanings: Meanings = {}): Document | undefined {
  if (!isSuccess(response)) throw readV1Error(response, meanings);
  const document = documentOf(response);
  if (document === undefined && response.text.trim() !== '') throw unreadable(response.status);
  return document;
}

/**
 * The error that an answer carries: an Enhanced Error where the programmer has them switched on, else
 * the basic body (`status`, `message`, sometimes `details`), read by what the endpoint's page says of
 * the status. Answers that are not the service's own (HTML) get no such meaning.
 */
export function readV1Error(response: HttpResponse, meanings: Meanings = {}): PassError {
  const { status } = response;
  if (status === 429 || status >= 500) return readError(response);
  const document = documentOf(response);
  const isOwn = document !== undefined || response.text.trim() === '';
  if (!isOwn) return readError(response);
  const error = isObject(document?.error) ? document.error : (document ?? {});
  if (typeof error.code === 'string' && error.code !== '') return enhancedError(error, status);
  const meaning = saysNotSignedIn(error) ? notSignedIn : (meanings[status] ?? always[status]);
  if (!meaning) return readError(response);
  const message = text(error.message);
  const details = text(error.details);
  return new PassError({
    ...meaning,
    status,
    ...(message === undefined ? {} : { message }),
    ...(details === undefined ? {} : { details }),
  });
}

/** The one message that tells a missing login from a denial where both are 403. */
function saysNotSignedIn(error: Document): boolean {
  return /not authenticated/i.test(text(error.message) ?? '');
}

function documentOf({ text: body }: HttpResponse): Document | undefined {
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
  const number = Number(text(value) ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}

/** A list: a JSON array under its own name, or XML's repeated child inside an element of that name. */
export function listOf(value: unknown, child: string): unknown[] {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return [];
  const inside = value[child];
  if (inside === undefined) return [];
  return Array.isArray(inside) ? inside : [inside];
}
