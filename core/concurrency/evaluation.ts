import { isObject, parseObject } from '../pass/parse.ts';
import type { HttpResponse } from '../ports.ts';
import type { OtherStream, RemoteTermination, StreamConflicts } from './types.ts';

/**
 * Reads the body of a 400, 409 or 410: a policy's result. Adobe's pages show it in several shapes (bare, under
 * `evaluationResult`, with an `error` beside that; conflicts as a list or as a dictionary of lists), and this
 * reader accepts all of them. Pure. Texts are from outside: made plain, one line, cut.
 */
type Json = Record<string, unknown>;

/** Most streams that are read: no household has more. */
const mostStreams = 50;
const longestMessage = 200;
const longestName = 80;

/** The service requires that the list of required metadata is loaded again. */
export function asksForMetadata(response: HttpResponse): boolean {
  return obligationsIn(response).some(({ action, arguments: what }) => {
    const named = Array.isArray(what) ? what : [what];
    return action === 'refresh' && (what === undefined || named.includes('metadata'));
  });
}

/** Each conflicting stream once, the oldest first. */
export function readConflicts(response: HttpResponse): StreamConflicts {
  const advice = adviceIn(response).filter(({ kind }) => kind !== 'remote-termination');
  const found = new Map<string, OtherStream>();
  const nameless: OtherStream[] = [];
  for (const { conflicts } of advice.map(({ fields }) => fields))
    for (const entry of conflictsIn(conflicts).slice(0, mostStreams)) {
      const stream = streamIn(entry);
      // Rules for different attributes may list the same stream again.
      const key = stream.code ?? stream.session;
      if (key === undefined) nameless.push(stream);
      else if (!found.has(key)) found.set(key, stream);
    }
  const streams = [...found.values(), ...nameless].slice(0, mostStreams);
  const age = ({ startedAt }: OtherStream) => startedAt ?? Number.POSITIVE_INFINITY;
  const message = messageIn(advice) ?? errorMessageIn(response);
  return {
    streams: streams.sort((a, b) => (age(a) === age(b) ? 0 : age(a) - age(b))),
    ...optional('message', message),
  };
}

/** The stream that ended this one; for a 409, the stream that began last. */
export function readTermination(response: HttpResponse): RemoteTermination {
  const advice = adviceIn(response);
  const ended = advice.filter(({ kind }) => kind === 'remote-termination');
  const by = ended.map(({ fields }) => terminatorIn(fields)).find((one) => one !== undefined);
  const last =
    by ??
    readConflicts(response)
      .streams.filter(({ startedAt }) => startedAt)
      .at(-1);
  return {
    ...optional('by', last && withoutKeys(last)),
    ...optional('message', messageIn(ended.length > 0 ? ended : advice)),
  };
}

/** A stream of `runningStreams` or of conflicts, which have different names for the same values. */
export function streamIn(entry: Json): OtherStream {
  const metadata = isObject(entry.metadata) ? entry.metadata : {};
  const name = (...names: string[]) =>
    names.flatMap((key) => said(entry[key]) ?? said(metadata[key]) ?? [])[0];
  return {
    ...optional('code', codeIn(entry.terminationCode)),
    ...optional('session', codeIn(entry.sessionId)),
    ...optional('device', name('deviceName', 'deviceModel')),
    ...optional('application', name('applicationName')),
    ...optional('channel', name('channel')),
    ...optional('startedAt', timeIn(entry.startedAt ?? entry.startTime)),
  };
}

interface Advice {
  readonly kind: string;
  readonly fields: Json;
}

function resultIn(response: HttpResponse): Json {
  const body = parseObject(response.text) ?? {};
  return isObject(body.evaluationResult) ? body.evaluationResult : body;
}

function adviceIn(response: HttpResponse): Advice[] {
  return objectsIn(resultIn(response).associatedAdvice).map((advice) => ({
    kind: String(advice.type ?? advice.adviceType ?? ''),
    fields: isObject(advice.attributes) ? advice.attributes : advice,
  }));
}

/** A list, or a single object as in one of Adobe's samples. */
function obligationsIn(response: HttpResponse): Json[] {
  return objectsIn(resultIn(response).obligations).map((one) =>
    isObject(one.attributes) ? { ...one, ...one.attributes } : one,
  );
}

function objectsIn(value: unknown): Json[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

/** A list of streams, or a dictionary of streams by the counted value. */
function conflictsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? Object.values(value).flatMap(objectsIn) : [];
}

function terminatorIn(fields: Json): OtherStream | undefined {
  const { terminator, terminatedBy } = fields;
  if (isObject(terminator)) return streamIn(terminator);
  if (isObject(terminatedBy)) return streamIn(terminatedBy);
  const device = said(terminatedBy);
  return device === undefined ? undefined : { device };
}

function messageIn(advice: readonly Advice[]): string | undefined {
  const texts = advice.map(({ fields }) => plain(fields.message ?? fields.reason, longestMessage));
  return texts.find((text) => text !== undefined);
}

function errorMessageIn(response: HttpResponse): string | undefined {
  const { error } = parseObject(response.text) ?? {};
  return isObject(error) ? plain(error.message, longestMessage) : undefined;
}

function withoutKeys({ code: _, session: __, ...told }: OtherStream): OtherStream {
  return told;
}

/** undefined also for `Unknown`, which the service writes for values that the other app did not send. */
function said(value: unknown): string | undefined {
  const text = plain(value, longestName);
  return text === 'Unknown' ? undefined : text;
}

/** undefined when the value cannot be part of a header or an address. */
function codeIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.~-]{1,100}$/.test(value) ? value : undefined;
}

/** ms since the epoch, or ISO 8601. */
function timeIn(value: unknown): number | undefined {
  const ms = typeof value === 'string' && !/^\d+$/.test(value) ? Date.parse(value) : Number(value);
  return value !== undefined && value !== null && ms > 0 ? ms : undefined;
}

function plain(value: unknown, most: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    .trim();
  if (text === '') return undefined;
  const letters = Array.from(text);
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
