import { field, member } from './traffic.ts';

/** What is wrong with a file, for the person who gave it. */
export class HarError extends Error {}

/** One request of a HAR file with its answer, taken apart; secrets in clear. */
export interface Entry {
  readonly time: number;
  readonly durationMs: number;
  readonly method: string;
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
  readonly answerType: string;
}

const LONGEST_HAR = 512 * 1024 * 1024;

/** The `log.entries` of a file; what is not one of HTTP is left out. */
export function entriesOf(text: string): Entry[] {
  if (text.length > LONGEST_HAR) throw new HarError('the file is larger than 512 MB');
  let har: unknown;
  try {
    // Some tools write a byte order mark.
    har = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new HarError('the file is not JSON; a HAR file is');
  }
  const entries = (har as { log?: { entries?: unknown } } | null)?.log?.entries;
  if (!Array.isArray(entries))
    throw new HarError('the file is JSON but no HAR file: it has no list log.entries');
  return entries.flatMap((entry, i) => {
    const read = readEntry(entry);
    if (read === undefined)
      throw new HarError(`entry ${i + 1} of the file has no request with a method and a URL`);
    return read === 'other' ? [] : [read];
  });
}

// biome-ignore lint/suspicious/noExplicitAny: files from anywhere; every member is looked at before use.
function readEntry(entry: any): Entry | 'other' | undefined {
  const { request, response } = entry ?? {};
  if (typeof request?.method !== 'string' || typeof request.url !== 'string') return undefined;
  if (!URL.canParse(request.url)) return undefined;
  const url = new URL(request.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'other';
  const content = member(response, 'content');
  const encoded = field(content, 'encoding') === 'base64';
  const answer = field(content, 'text');
  return {
    time: Date.parse(field(entry, 'startedDateTime')) || 0,
    durationMs: Math.max(0, Number(field(entry, 'time')) || 0),
    method: request.method.toUpperCase(),
    url,
    headers: headersOf(request.headers),
    body: bodyOf(request.postData),
    status: Math.max(0, Number(field(response, 'status')) || 0),
    answer: encoded ? Buffer.from(answer, 'base64').toString('utf8') : answer,
    answerType: mediaType(field(content, 'mimeType')),
  };
}

function headersOf(list: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!Array.isArray(list)) return headers;
  for (const one of list) {
    const name = field(one, 'name').toLowerCase();
    // HTTP/2 writes the request line as headers.
    if (name !== '' && !name.startsWith(':') && name !== '__proto__')
      headers[name] = field(one, 'value');
  }
  return headers;
}

/** `text`, or the fields of a form that was taken apart. */
function bodyOf(postData: unknown): string {
  const text = field(postData, 'text');
  const params = (postData as { params?: unknown } | undefined)?.params;
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

export const mediaType = (text: string): string => text.split(';')[0]?.trim().toLowerCase() ?? '';
