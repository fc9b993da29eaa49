import { factsOf } from './facts.ts';
import { fieldsOf, readAnswer, readBody } from './har/bodies.ts';
import { type Dated, inOrder } from './har/dates.ts';
import { type Entry, mediaType } from './har/entry.ts';
import { readHarFile } from './har/file.ts';
import { HarError } from './har/HarError.ts';
import { mediaTokensOf, playExchange, tokenFinder } from './har/plays.ts';
import { type Hash, hasher, hide, hideHeader } from './har/secrets.ts';
import { operationOf } from './operations.ts';
import type { Exchange, LeftOut, Traffic } from './traffic.ts';

/** How a recording is read. */
export interface HarOptions {
  /** Base address of the service when its hosts are not Adobe's own: `https://gateway.example/pass`. */
  readonly baseUrl?: string;
}

export { HarError };

/** Hosts of the service itself, in all environments. */
const ADOBE = /(^|\.)auth(-staging)?\.adobe\.com$|^streams(-stage)?\.adobeprimetime\.com$/;
/** Paths that only requests to the service have, on any host. */
const TELL_TALE =
  /\/o\/client\/(register|token)\/?$|\/api\/v2\/authenticate\/[^/]+\/[^/]+\/?$|\/reggie\/v1\//;

/**
 * Reads a HAR 1.2 file, as browsers and proxies export it, as far as it is readable. `leftOut` lists the entries
 * that are left out and why; `remarks` gives the place where a file is cut off. Secrets are replaced by hashes
 * with a key that is not kept: hashes can be compared with each other, but the secrets cannot be recovered.
 * Requests to other hosts are left out, except those that contain a media token.
 * @param file its text, or its bytes in UTF-8 or UTF-16, optionally compressed with gzip or zlib
 * @throws HarError when nothing can be read or judged; the message gives the reason
 */
export function readHar(file: string | Uint8Array, options: HarOptions = {}): Traffic {
  const { entries, leftOut, firstLeftOut, remarks } = readHarFile(file);
  const base = options.baseUrl === undefined ? undefined : readBase(options.baseUrl);
  const hosts = new Set(entries.filter(isTellTale).map(({ url }) => url.host));
  const isService = (entry: Entry) =>
    isKnown(entry) &&
    (base
      ? entry.url.host === base.host && entry.url.pathname.startsWith(base.pathname)
      : ADOBE.test(entry.url.hostname) || hosts.has(entry.url.host));
  const hash = hasher();
  const tokenIn = tokenFinder(mediaTokensOf(entries.filter(isService)));
  const exchanges = inOrder(entries).flatMap((dated, i): Exchange[] => {
    const seq = i + 1;
    if (isService(dated.entry)) return [serviceExchange(dated, seq, hash)];
    const token = tokenIn(dated.entry);
    return token === undefined ? [] : [playExchange(dated, seq, token, hash(token))];
  });
  const others = entries.length - exchanges.length;
  const all: readonly LeftOut[] =
    others === 0 ? leftOut : [...leftOut, { reason: 'not for the service', count: others }];
  if (exchanges.length === 0) throw new HarError(sayNothingLeft(entries.length, firstLeftOut));
  return { source: 'har', exchanges, leftOut: all, remarks };
}

function sayNothingLeft(requests: number, firstLeftOut: string): string {
  if (requests > 0)
    return `none of the ${requests} requests in the file went to Adobe Pass Authentication; when it is reached under another address, name that with --base`;
  return `the file holds no requests${firstLeftOut === '' ? '' : ` that can be judged: ${firstLeftOut}`}`;
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

/** Whether the path is one of the service: a sandbox or a gateway serves other paths on the same host. */
const isKnown = ({ method, url }: Entry): boolean =>
  operationOf({ method, path: url.pathname }).api !== 'other';

function serviceExchange({ entry, ...when }: Dated, seq: number, hash: Hash): Exchange {
  const { url, headers, method, status, answerType } = entry;
  const isOfStreams = operationOf({ method, path: url.pathname }).api === 'streams';
  const hidden = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === 'x-terminate' ? codesOf(value).map(hash).join(',') : hideHeader(name, value, hash),
    ]),
  );
  const facts = factsOf((name) => headers[name]);
  const body = readBody(entry.body, mediaType(headers['content-type'] ?? ''));
  const answer = readAnswer(entry.answer());
  return {
    seq,
    time: when.time,
    ...(when.undated ? { undated: true } : {}),
    durationMs: when.durationMs,
    method,
    secure: url.protocol === 'https:',
    host: url.host,
    path: isOfStreams ? hideAccount(url.pathname, hash) : url.pathname,
    query: hide(fieldsOf(url.searchParams), hash) as Record<string, string>,
    headers: hidden,
    ...(body === undefined ? {} : { body: hide(body, hash) }),
    status,
    ...(answer === undefined ? {} : { answer: hide(answer, hash) }),
    ...(answerType === '' ? {} : { answerType }),
    address: '',
    ...(isOfStreams ? { answerHeaders: answerHeadersOf(entry, hash) } : {}),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

const codesOf = (value: string): string[] => value.split(/[\s,;]+/).filter(Boolean);

/** Replaces the account at the provider and the session id in a path by hashes. */
function hideAccount(path: string, hash: Hash): string {
  const [, start, rest] = /^(.*\/v2\/(?:sessions|runningStreams)\/[^/]*\/)(.+)$/.exec(path) ?? [];
  if (start === undefined || rest === undefined) return path;
  return (
    start +
    rest
      .split('/')
      .map((part) => hash(decoded(part)))
      .join('/')
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function answerHeadersOf({ answerHeaders }: Entry, hash: Hash): Record<string, string> {
  const { location, date, expires } = answerHeaders;
  return {
    ...(location === undefined ? {} : { location: hash(location.split('/').at(-1) ?? '') }),
    ...(date === undefined ? {} : { date }),
    ...(expires === undefined ? {} : { expires }),
  };
}
