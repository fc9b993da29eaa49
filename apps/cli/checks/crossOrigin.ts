import { isSuccess } from '@couchpass/core/pass';
import { type Answer, ask, isNone, type Question } from './ask.ts';

/** A request of a page in a browser: `fetch` without cookies, as the apps do. */
export interface PageRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Why a browser would hide the answer from the page, and which headers the server has to send. */
export interface Refused {
  readonly found: string;
  readonly advice: string;
}

/** Headers that need no preflight (Fetch standard, "CORS-safelisted"). */
const safeHeaders = ['accept', 'accept-language', 'content-language'];
const safeTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)(;|$)/i;

/**
 * Whether a browser would allow a page of `origin` this request, by the rules of the Fetch standard: the
 * preflight where one is needed, then `Access-Control-Allow-Origin` of the answer itself.
 * @param asksItself false: only the preflight is sent, for calls that would change something
 * @returns null when the browser would allow it; undefined when no answer came, which other checks report
 */
export async function refusedByBrowser(
  request: PageRequest,
  origin: string,
  cancel: AbortSignal,
  asksItself = true,
): Promise<Refused | null | undefined> {
  if (new URL(request.url).origin === origin) return null;
  const what = `${request.method} ${shortUrl(request.url)}`;
  const names = unsafeHeadersOf(request);
  if (request.method === 'DELETE' || names.length > 0) {
    const answer = await ask(preflight(request, origin, names), cancel);
    if (isNone(answer)) return undefined;
    const refused = judgePreflight(answer, { what, origin, names, method: request.method });
    if (refused) return refused;
  }
  if (!asksItself || request.method === 'DELETE') return null;
  const { method, url, headers, body } = request;
  const question: Question = { method, url, headers: { ...headers, Origin: origin } };
  const answer = await ask(body === undefined ? question : { ...question, body }, cancel);
  if (isNone(answer)) return undefined;
  return judgeOrigin(answer, what, origin);
}

function unsafeHeadersOf({ headers }: PageRequest): string[] {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) =>
      name === 'content-type' ? !safeTypes.test(value) : !safeHeaders.includes(name),
    )
    .map(([name]) => name)
    .sort();
}

function preflight({ method, url }: PageRequest, origin: string, names: string[]): Question {
  return {
    method: 'OPTIONS',
    url,
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': method,
      ...(names.length === 0 ? {} : { 'Access-Control-Request-Headers': names.join(',') }),
    },
  };
}

interface Asked {
  readonly what: string;
  readonly origin: string;
  readonly names: readonly string[];
  readonly method: string;
}

function judgePreflight(answer: Answer, asked: Asked): Refused | null {
  const { what, origin, names, method } = asked;
  const before = `the preflight (OPTIONS) of ${what}`;
  if (!isSuccess(answer)) {
    return {
      found: `${before} is answered with ${answer.status}`,
      advice: `It must answer OPTIONS with 204, without asking for an Authorization, and with ${headersFor(asked)}.`,
    };
  }
  const other = judgeOrigin(answer, before, origin);
  if (other) return other;
  const methods = listOf(answer, 'access-control-allow-methods');
  if (method === 'DELETE' && !methods.includes('DELETE') && !methods.includes('*')) {
    return {
      found: `${before} is answered without DELETE in Access-Control-Allow-Methods`,
      advice: `It must answer with ${headersFor(asked)}.`,
    };
  }
  const allowed = listOf(answer, 'access-control-allow-headers').map((name) => name.toLowerCase());
  // `*` allows all headers except `authorization`.
  const lacking = names.filter(
    (name) => !allowed.includes(name) && !(allowed.includes('*') && name !== 'authorization'),
  );
  if (lacking.length === 0) return null;
  return {
    found: `${before} is answered without ${lacking.join(', ')} in Access-Control-Allow-Headers`,
    advice: `It must answer with ${headersFor(asked)}.`,
  };
}

function judgeOrigin({ headers }: Answer, what: string, origin: string): Refused | null {
  const allowed = headers.get('access-control-allow-origin');
  if (allowed === '*' || allowed === origin) return null;
  return {
    found:
      allowed === null
        ? `${what} is answered without Access-Control-Allow-Origin`
        : `${what} is answered with Access-Control-Allow-Origin: ${allowed}, not for ${origin}`,
    advice: `It must answer with "Access-Control-Allow-Origin: ${origin}" (or *), whatever its status.`,
  };
}

function headersFor({ origin, names, method }: Asked): string {
  return [
    `"Access-Control-Allow-Origin: ${origin}"`,
    ...(method === 'DELETE' ? ['"Access-Control-Allow-Methods: DELETE"'] : []),
    ...(names.length === 0 ? [] : [`"Access-Control-Allow-Headers: ${names.join(', ')}"`]),
  ].join(', ');
}

function listOf({ headers }: Answer, name: string): string[] {
  return (headers.get(name) ?? '').split(',').map((item) => item.trim());
}

/** Without the query, which contains device ids in V1. */
function shortUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
