import { gunzipSync } from 'node:zlib';
import { field, member } from '../traffic.ts';

/** One request of a HAR file with its answer, parsed; secrets are in clear text. */
export interface Entry {
  /** ms since the epoch; undefined when the file does not contain it. */
  readonly time: number | undefined;
  readonly durationMs: number;
  readonly method: string;
  readonly url: URL;
  /** By lower-case name. */
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly status: number;
  /** Decodes the body only when called: large media bodies of other hosts need not be decoded. */
  readonly answer: () => string;
  readonly answerType: string;
  /** By lower-case name. */
  readonly answerHeaders: Readonly<Record<string, string>>;
}

/** Why an entry cannot be judged. */
export interface NoExchange {
  readonly reason: string;
}

/** Reads an entry of any shape; never throws. */
export function readEntry(entry: unknown): Entry | NoExchange {
  const request = member(entry, 'request');
  const method = field(request, 'method').toUpperCase();
  const address = field(request, 'url');
  if (method === '' && address === '') return no('without a request');
  if (method === 'CONNECT') return no('the opening of a tunnel (CONNECT)');
  const all = headersOf(member(request, 'headers'));
  const url = addressOf(address, all);
  // HTTP/2 recordings contain the request line as headers.
  const headers = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith(':')));
  if (method === '' || url === undefined) return no('without a method and a URL that can be read');
  const response = member(entry, 'response');
  const status = Number(field(response, 'status'));
  if (isSocket(entry, url, status)) return no('a web socket');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return no(`no HTTP: a URL that begins with ${url.protocol.slice(0, 30)}`);
  if (isPreflight(method, headers))
    return no("a browser's own question before a request (OPTIONS)");
  if (isCached(entry, response)) return no("from the browser's own memory or disk, not sent");
  // Blocked, cancelled, or no network; Playwright writes -1.
  if (!(status >= 100 && status <= 999)) return no('without an answer (status 0)');
  return exchangeOf(entry, { request, response, method, url, headers, status });
}

const no = (reason: string): NoExchange => ({ reason });

interface Parts {
  readonly request: unknown;
  readonly response: unknown;
  readonly method: string;
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly status: number;
}

function exchangeOf(entry: unknown, parts: Parts): Entry {
  const { request, response, headers, ...plain } = parts;
  const postData = member(request, 'postData');
  const content = member(response, 'content');
  const sentType = field(postData, 'mimeType');
  if (sentType !== '' && postText(postData) !== '') headers['content-type'] ??= sentType;
  const answerHeaders = headersOf(member(response, 'headers'));
  const duration = Number(field(entry, 'time'));
  return {
    ...plain,
    time: dateOf(field(entry, 'startedDateTime')),
    durationMs: duration > 0 && duration < Number.POSITIVE_INFINITY ? duration : 0,
    headers,
    body: postText(postData),
    answer: () => decoded(field(content, 'text'), field(content, 'encoding')),
    answerHeaders,
    answerType: mediaType(field(content, 'mimeType') || (answerHeaders['content-type'] ?? '')),
  };
}

/** ms since the epoch. Requires a year and a time of day, because Date.parse also accepts "entry 12". */
function dateOf(text: string): number | undefined {
  const isNumber = /^\d{9,14}(?:\.\d+)?$/.test(text);
  const isDate = /\d{4}/.test(text) && /\d:\d\d/.test(text);
  const number = Number(text) * (Number(text) < 1e11 ? 1_000 : 1);
  const time = isNumber ? number : isDate ? Date.parse(text) : Number.NaN;
  return time > Date.UTC(1990, 0) && time < Date.UTC(2200, 0) ? time : undefined;
}

/** Some tools write only the path, and the host as a header, which HTTP/2 calls `:authority`. */
function addressOf(text: string, headers: Record<string, string>): URL | undefined {
  if (URL.canParse(text)) return new URL(text);
  const host = headers[':authority'] ?? headers.host ?? '';
  const scheme = headers[':scheme'] ?? 'https';
  const whole = `${scheme}://${host}${text}`;
  return text.startsWith('/') && host !== '' && URL.canParse(whole) ? new URL(whole) : undefined;
}

function isSocket(entry: unknown, { protocol }: URL, status: number): boolean {
  return (
    protocol === 'ws:' ||
    protocol === 'wss:' ||
    status === 101 ||
    field(entry, '_resourceType').toLowerCase() === 'websocket' ||
    Array.isArray(member(entry, '_webSocketMessages'))
  );
}

const isPreflight = (method: string, headers: Record<string, string>): boolean =>
  method === 'OPTIONS' ||
  (method === 'HEAD' && headers['access-control-request-method'] !== undefined);

/** Whether the answer came from a cache, by the fields of Chrome, Safari and other tools. */
function isCached(entry: unknown, response: unknown): boolean {
  const told = [
    field(entry, '_fromCache'),
    field(entry, '_fromMemoryCache'),
    field(entry, '_servedFromCache'),
    field(response, '_fromCache'),
  ];
  const fetchType = field(entry, '_fetchType') || field(response, '_fetchType');
  return (
    told.some((word) => /^(?:memory|disk|true|prefetch)/i.test(word)) || /cache/i.test(fetchType)
  );
}

/** By lower-case name, including the request line of HTTP/2; the values of a repeated header are joined. */
function headersOf(list: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!Array.isArray(list)) return headers;
  for (const one of list) {
    const name = field(one, 'name').trim().toLowerCase();
    if (name === '' || name === '__proto__') continue;
    const value = field(one, 'value');
    const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
    headers[name] = before === undefined || before === value ? value : `${before}, ${value}`;
  }
  return headers;
}

/** `text`, or the separate fields of a form. */
function postText(postData: unknown): string {
  const encoding = field(postData, 'encoding') || field(postData, '_encoding');
  const text = decoded(field(postData, 'text'), encoding);
  const params = member(postData, 'params');
  if (text !== '' || !Array.isArray(params)) return text;
  const form = new URLSearchParams();
  for (const one of params)
    form.append(decodeForm(field(one, 'name')), decodeForm(field(one, 'value')));
  return form.toString();
}

/** Tools differ in whether the parts of a form are still encoded. */
function decodeForm(text: string): string {
  if (!/%[\da-f]{2}/i.test(text)) return text;
  return new URLSearchParams(`x=${text}`).get('x') ?? text;
}

/** Longest body that is decoded: those of the service are a hundred times shorter. */
const MOST_UNPACKED = 8 * 1024 * 1024;

function decoded(text: string, encoding: string): string {
  if (encoding.toLowerCase() !== 'base64') return text;
  const bytes = Buffer.from(text, 'base64');
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }).toString('utf8');
  } catch {
    return '';
  }
}

export const mediaType = (text: string): string => text.split(';')[0]?.trim().toLowerCase() ?? '';
