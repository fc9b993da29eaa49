import { readDecisions } from '../answers.ts';
import { operationOf } from '../operations.ts';
import { type Exchange, field } from '../traffic.ts';
import { readAnswer } from './bodies.ts';
import type { Dated } from './dates.ts';
import type { Entry } from './entry.ts';

/** Media tokens that the service issued, in clear text; used only to find them in other requests. */
export function mediaTokensOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ method, url, answer }) => {
    const { name } = operationOf({ method, path: url.pathname });
    if (name === 'authorize')
      return readDecisions(readAnswer(answer()))
        .map(({ token }) => token)
        .filter(Boolean);
    return name === 'mediaToken'
      ? [field(readAnswer(answer()), 'serializedToken')].filter(Boolean)
      : [];
  });
}

/** Limits of the search: the number of tokens, and the characters of a body. An evening has a dozen tokens. */
const MOST_TOKENS = 500;
const LONGEST = 64 * 1024;

/** Finds tokens anywhere in a request to another host, plain or URL-encoded. */
export function tokenFinder(tokens: readonly string[]): (entry: Entry) => string | undefined {
  const forms = new Map(
    tokens.slice(0, MOST_TOKENS).flatMap((token) => formsOf(token).map((form) => [form, token])),
  );
  return ({ url, headers, body }) => {
    if (forms.size === 0) return undefined;
    const text = [url.href, body.slice(0, LONGEST), ...Object.values(headers)].join('\n');
    for (const [form, token] of forms) if (text.includes(form)) return token;
    return undefined;
  };
}

/** URLs of other hosts may contain any secret: the query is dropped, and the path is shortened. */
export function playExchange(
  { entry, time, undated, durationMs }: Dated,
  seq: number,
  clear: string,
  token: string,
): Exchange {
  const { url, method, status } = entry;
  const path = formsOf(clear).reduce((so, form) => so.replaceAll(form, token), url.pathname);
  return {
    seq,
    time,
    ...(undated ? { undated } : {}),
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
