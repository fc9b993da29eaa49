import { type Facts, factsOf } from '../judge/facts.ts';
import type { Taken as TakenThing } from '../world/taken.ts';
import type { Redactor } from './redact.ts';

/** One recorded request. Secrets are hashes already (redact.ts). */
export interface JournalEntry {
  readonly seq: number;
  /** ms since the epoch by the sandbox's clock. */
  readonly time: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Undeclared values that this request was the first to contain and that were accepted. */
  readonly taken?: readonly TakenThing[];
  /** 0 when a fault order broke the connection. */
  readonly status: number;
  /** ms of real time. */
  readonly durationMs: number;
  readonly address: string;
  readonly clientId?: string;
  /** The client's name, from the header `X-Couchpass-Client` or an order to `/clients`. */
  readonly client?: string;
  /** The JSON answer, without secrets and without data about the viewer. */
  readonly answer?: unknown;
  /** Lower-case media type of the answer, without parameters. */
  readonly answerType?: string;
  /** Headers of Concurrency Monitoring's answers, by lower-case name: `location` as a hash, `date`, `expires`. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
  /** ms by which the sandbox's clock had been moved; absent when it had not been moved. */
  readonly moved?: number;
  /** Facts about the original values that this entry contains as hashes only. */
  readonly facts?: Facts;
}

/** A request as it was received; it becomes a JournalEntry when the record is read or the sandbox is idle. */
export interface Taken
  extends Omit<JournalEntry, 'path' | 'query' | 'headers' | 'body' | 'answer' | 'facts'> {
  /** Not decoded, so that the record shows whether a client encodes its parameters. */
  readonly url: string;
  /** Names and values in alternation, like Node's `rawHeaders`. */
  readonly rawHeaders: readonly string[];
  /** '' when there was none. */
  readonly body: string;
  /** JSON */
  readonly answer?: string;
}

/** The record's entry of a request: everything except the secrets. */
export function entryOf(taken: Taken, redactor: Redactor): JournalEntry {
  const { url, rawHeaders, body, answer, answerHeaders, ...plain } = taken;
  const { pathname, search } = new URL(url);
  const headers = headersOf(rawHeaders);
  const facts = factsOf((name) => headers.get(name));
  return {
    ...plain,
    path: redactor.path(pathname),
    query: redactor.query(search),
    headers: redactor.headers(headers),
    ...(body === '' ? {} : { body: redactor.body(body, headers.get('content-type') ?? '') }),
    ...(answer === undefined ? {} : { answer: redactor.answer(JSON.parse(answer)) }),
    ...(answerHeaders === undefined
      ? {}
      : { answerHeaders: hideLocation(answerHeaders, redactor) }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

/** Replaces `location` by the hash of the session id, which is the last part of the URL or the whole value. */
function hideLocation(
  { location, ...rest }: Readonly<Record<string, string>>,
  redactor: Redactor,
): Record<string, string> {
  if (location === undefined) return rest;
  return { ...rest, location: redactor.hash(location.split('/').at(-1) ?? '') };
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < raw.length; index += 2)
    headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  return headers;
}
