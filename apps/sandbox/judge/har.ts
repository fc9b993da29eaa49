import { createHmac, randomBytes } from 'node:crypto';
import { readDecisions } from './answers.ts';
import { factsOf } from './facts.ts';
import { type Entry, entriesOf, HarError, mediaType } from './harEntries.ts';
import { operationOf } from './operations.ts';
import { type Exchange, field, type Traffic } from './traffic.ts';

export interface HarOptions {
  /** Where the service is, when that is not Adobe's own hosts: `https://gateway.example/pass`. */
  readonly baseUrl?: string;
}

export { HarError };

/** Hosts of the service itself, in all environments. */
const ADOBE = /(^|\.)auth(-staging)?\.adobe\.com$/;
/** Requests that can be meant for nobody else, wherever they go. */
const TELL_TALE =
  /\/o\/client\/(register|token)\/?$|\/api\/v2\/authenticate\/[^/]+\/[^/]+\/?$|\/reggie\/v1\//;

/**
 * Reads a HAR 1.2 file, as browsers and proxies export it. Secrets become hashes while it is read, with
 * a key that is thrown away: they can be compared with each other and not read back. Requests to others
 * than the service are left out, but for those that show a media token.
 * @throws HarError in words
 */
export function readHar(text: string, options: HarOptions = {}): Traffic {
  const entries = entriesOf(text);
  const base = options.baseUrl === undefined ? undefined : readBase(options.baseUrl);
  const hosts = new Set(entries.filter(isTellTale).map(({ url }) => url.host));
  const isService = ({ url }: Entry) =>
    base
      ? url.host === base.host && url.pathname.startsWith(base.pathname)
      : ADOBE.test(url.hostname) || hosts.has(url.host);
  const hash = hasher();
  const tokens = mediaTokensOf(entries.filter(isService));
  const exchanges = [...entries]
    .sort((a, b) => a.time - b.time)
    .flatMap((entry, i): Exchange[] => {
      const seq = i + 1;
      if (isService(entry) && isKnown(entry)) return [serviceExchange(entry, seq, hash)];
      const token = tokens.find((one) => showsToken(entry, one));
      return token === undefined ? [] : [playExchange(entry, seq, token, hash(token))];
    });
  if (exchanges.length === 0)
    throw new HarError(
      entries.length === 0
        ? 'the file holds no requests'
        : `none of the ${entries.length} requests in the file went to Adobe Pass Authentication; when it is reached under another address, name that with --base`,
    );
  return { source: 'har', exchanges };
}

type Hash = (secret: string) => string;

function hasher(): Hash {
  const key = randomBytes(16);
  return (secret) => `#${createHmac('sha256', key).update(secret).digest('hex').slice(0, 16)}`;
}

function readBase(text: string): URL {
  if (!/^https?:\/\/./.test(text) || !URL.canParse(text))
    throw new HarError(`${text} is no address such as https://gateway.example/pass`);
  const url = new URL(text);
  url.pathname = url.pathname.replace(/\/?$/, '/');
  return url;
}

function isTellTale({ url, headers }: Entry): boolean {
  return TELL_TALE.test(url.pathname) || headers['ap-device-identifier'] !== undefined;
}

/** A sandbox and a gateway have more on their host than the service. */
const isKnown = ({ method, url }: Entry): boolean =>
  operationOf({ method, path: url.pathname }).api !== 'other';

/** Names whose values are secrets, or say who somebody is. */
const SECRET =
  /^(authorization|proxy-authorization|cookie|set-cookie|ap-device-identifier|ad-service-token|adobe-subject-token|x-roku-.*|ap-temppass-identity|ap-partner-framework-status|ap-visitor-identifier|samlresponse|generic_data|ast|user_?id|deviceid|upstreamuserid|householdid|access_token|refresh_token|serializedtoken|client_secret|software_statement|mediatoken|password)$/i;

function serviceExchange(entry: Entry, seq: number, hash: Hash): Exchange {
  const { url, headers, method } = entry;
  const hidden = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, hideHeader(name, value, hash)]),
  );
  const facts = factsOf((name) => headers[name]);
  const body = readBody(entry.body, mediaType(headers['content-type'] ?? ''));
  const answer = readJson(entry.answer) ?? readXml(entry.answer);
  return {
    seq,
    time: entry.time,
    durationMs: entry.durationMs,
    method,
    secure: url.protocol === 'https:',
    host: url.host,
    path: url.pathname,
    query: hide(fieldsOf(url.searchParams), hash) as Record<string, string>,
    headers: hidden,
    ...(body === undefined ? {} : { body: hide(body, hash) }),
    status: entry.status,
    ...(answer === undefined ? {} : { answer: hide(answer, hash) }),
    ...(entry.answerType === '' ? {} : { answerType: entry.answerType }),
    address: '',
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

function hideHeader(name: string, value: string, hash: Hash): string {
  if (!SECRET.test(name) || value === '') return value;
  const [, scheme, rest] = /^(Bearer|Basic|fingerprint)\s+(.+)$/i.exec(value) ?? [];
  return scheme && rest ? `${scheme} ${hash(rest)}` : hash(value);
}

/** The same value with secrets as hashes, at any depth. */
function hide(value: unknown, hash: Hash, name = '', depth = 0): unknown {
  if (depth > 20) return undefined;
  if (Array.isArray(value)) return value.map((one) => hide(one, hash, name, depth + 1));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        hide(
          inner,
          hash,
          name === 'attributes' ? 'userId' : SECRET.test(name) ? name : key,
          depth + 1,
        ),
      ]),
    );
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  // V1's word for "no device id" is none, and one of the rules is about it.
  const isSecret = SECRET.test(name) && value !== '' && value !== 'dummy';
  return isSecret ? hash(String(value)) : value;
}

function readBody(text: string, type: string): unknown {
  if (text === '') return undefined;
  if (type === 'application/x-www-form-urlencoded') return fieldsOf(new URLSearchParams(text));
  return readJson(text) ?? hashless(text);
}

/** Of a body that nobody can read only the length is kept. */
const hashless = (text: string): string => `(${text.length} characters)`;

function fieldsOf(pairs: URLSearchParams): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const name of new Set(pairs.keys())) {
    if (name === '__proto__') continue;
    const all = pairs.getAll(name);
    fields[name] = all.length === 1 ? (all[0] ?? '') : all;
  }
  return fields;
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** V1 also answers XML: its flat elements, which is all that the rules look at. */
function readXml(text: string): Record<string, string> | undefined {
  if (!/^\s*<(\?xml|[a-z\d]+:?(regcode|error|authentication|authorization|play))/i.test(text))
    return undefined;
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/<(?:\w+:)?(\w+)>([^<]*)<\//g))
    if (name !== '__proto__' && !Object.hasOwn(fields, name)) fields[name] = value;
  return fields;
}

/** Media tokens that the service gave out, in clear: only to be found again further on. */
function mediaTokensOf(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => {
    const { name } = operationOf({ method: entry.method, path: entry.url.pathname });
    const answer = readJson(entry.answer) ?? readXml(entry.answer);
    if (name === 'authorize')
      return readDecisions(answer)
        .map(({ token }) => token)
        .filter(Boolean);
    return name === 'mediaToken' ? [field(answer, 'serializedToken')].filter(Boolean) : [];
  });
}

/** Anywhere in a request to somebody else, plain or URL-encoded. */
function showsToken({ url, headers, body }: Entry, token: string): boolean {
  const places = [url.href, body, ...Object.values(headers)];
  return formsOf(token).some((form) => places.some((place) => place.includes(form)));
}

/** Addresses of others may hold secrets of any name: of the path as much as tells it from the rest. */
function playExchange(entry: Entry, seq: number, clear: string, token: string): Exchange {
  const { url, method, time, durationMs, status } = entry;
  const path = formsOf(clear).reduce((so, form) => so.replaceAll(form, token), url.pathname);
  return {
    seq,
    time,
    durationMs,
    method,
    secure: url.protocol === 'https:',
    host: url.host,
    path: path.length > 120 ? `${path.slice(0, 120)}…` : path,
    query: {},
    headers: { 'user-agent': entry.headers['user-agent'] ?? '' },
    status,
    address: '',
    play: { item: '', free: false, token },
  };
}

const formsOf = (token: string): string[] => [
  token,
  encodeURIComponent(token),
  JSON.stringify(token).slice(1, -1),
];
