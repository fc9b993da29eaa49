import { PassError } from '../pass/errors.ts';
import { isObject, parseObject } from '../pass/parse.ts';
import { isSuccess } from '../pass/statuses.ts';
import { isPage, unexpectedResponse } from '../pass/unexpectedResponse.ts';
import type { HttpResponse } from '../ports.ts';
import { streamIn } from './evaluation.ts';
import type { OtherStream } from './types.ts';

/** The reading half: what an answer of Concurrency Monitoring means, by its status. Pure. */
export type Meaning =
  | 'fine'
  /** Metadata that a policy needs is missing, or not usable. */
  | 'badMetadata'
  /** The application's id is not known, or not allowed to do this. */
  | 'setup'
  | 'unknownSession'
  | 'refused'
  /** Timed out, or ended earlier: nobody's decision. */
  | 'over'
  /** Ended from elsewhere, on purpose. */
  | 'ended'
  | 'throttled'
  /** The service fails, or somebody else has answered in its place. */
  | 'unexpectedResponse';

export function meaningOf(response: HttpResponse): Meaning {
  if (isSuccess(response)) return isPage(response) ? 'unexpectedResponse' : 'fine';
  const meaning = meanings[response.status] ?? 'unexpectedResponse';
  if (!isPage(response)) return meaning === 'ended' && isEmpty(response) ? 'over' : meaning;
  // Filters of a network refuse with a page; a page is a server's own word for "gone", and no policy's.
  if (meaning === 'setup' || meaning === 'refused') return 'unexpectedResponse';
  return meaning === 'ended' ? 'over' : meaning;
}

/** Adobe: "Concurrency Monitoring API"; of every other status nothing is known. */
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
 * The id of a new session: the last part of `Location`, which one page shows bare and another as an address.
 * Undefined where the header is missing or may not be read.
 */
export function sessionIn({ headers = {} }: HttpResponse): string | undefined {
  const path = (headers.location ?? '').replace(/[?#].*$/, '').replace(/\/+$/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  return /^[\w.~-]{1,200}$/.test(last) ? last : undefined;
}

/** Names of the metadata that the policies need; [] when the answer has none that can be read. */
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

/** @param message for support: what to look at; nothing of the viewer */
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
