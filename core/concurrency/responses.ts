import { PassError } from '../pass/errors.ts';
import { isObject, parseObject } from '../pass/parse.ts';
import { isSuccess } from '../pass/statuses.ts';
import { isPage, unexpectedResponse } from '../pass/unexpectedResponse.ts';
import type { HttpResponse } from '../ports.ts';
import { streamIn } from './evaluation.ts';
import type { OtherStream } from './types.ts';

/** What an answer of Concurrency Monitoring means, by its status. Pure. */
export type Meaning =
  | 'fine'
  /** Metadata that a policy needs is missing, or not usable. */
  | 'badMetadata'
  /** The application's id is not known, or not allowed to do this. */
  | 'setup'
  | 'unknownSession'
  | 'refused'
  /** The session timed out or ended earlier, without a decision. */
  | 'over'
  /** Another device ended the session on purpose. */
  | 'ended'
  | 'throttled'
  /** The service failed, or another server answered in its place. */
  | 'unexpectedResponse';

export function meaningOf(response: HttpResponse): Meaning {
  if (isSuccess(response)) return isPage(response) ? 'unexpectedResponse' : 'fine';
  const meaning = meanings[response.status] ?? 'unexpectedResponse';
  if (!isPage(response)) return meaning === 'ended' && isEmpty(response) ? 'over' : meaning;
  // Network filters refuse with a page. A page with 410 is from the server itself, not from a policy.
  if (meaning === 'setup' || meaning === 'refused') return 'unexpectedResponse';
  return meaning === 'ended' ? 'over' : meaning;
}

/** Adobe: "Concurrency Monitoring API"; it documents no other status. */
const meanings: Readonly<Record<number, Meaning>> = {
  400: 'badMetadata',
  401: 'setup',
  403: 'setup',
  404: 'unknownSession',
  409: 'refused',
  410: 'ended',
  429: 'throttled',
};

function isEmpty({ text }: HttpResponse): boolean {
  return text.trim() === '';
}

/**
 * The id of a new session: the last part of `Location`, which is an id on one page and an address on another.
 * Undefined when the header is missing or may not be read.
 */
export function sessionIn({ headers = {} }: HttpResponse): string | undefined {
  const path = (headers.location ?? '').replace(/[?#].*$/, '').replace(/\/+$/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  return /^[\w.~-]{1,200}$/.test(last) ? last : undefined;
}

/** Names of the metadata that the policies need; [] when the answer has no readable names. */
export function readNames(response: HttpResponse): string[] {
  return namesIn(parsed(response.text), 0);
}

function namesIn(value: unknown, depth: number): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => nameIn(one) ?? []).slice(0, 100);
  if (!isObject(value) || depth > 2) return [];
  const lists = Object.values(value).map((inner) => namesIn(inner, depth + 1));
  return lists.find((names) => names.length > 0) ?? [];
}

function nameIn(value: unknown): string | undefined {
  const name = isObject(value) ? (value.name ?? value.attribute) : value;
  return typeof name === 'string' && name !== '' && name.length <= 100 ? name : undefined;
}

/** @throws PassError */
export function readRunning(response: HttpResponse): OtherStream[] {
  if (meaningOf(response) !== 'fine') throw errorOf(response);
  const list = parseObject(response.text)?.runningStreams;
  if (!Array.isArray(list)) throw unexpectedResponse(response);
  return list.filter(isObject).map(streamIn);
}

/** Why a playback is not counted. */
export function errorOf(response: HttpResponse): PassError {
  const { status } = response;
  const meaning = meaningOf(response);
  if (meaning === 'throttled') return new PassError({ code: 'throttled', action: 'retry', status });
  return meaning === 'unexpectedResponse' ? unexpectedResponse(response) : setupError(status);
}

/** @param message for support: what to check; contains no data of the viewer */
export function setupError(status: number, message?: string): PassError {
  return new PassError({
    code: 'concurrency_setup',
    action: 'configuration',
    status,
    ...(message === undefined ? {} : { message: `concurrency_setup: ${message}` }),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
