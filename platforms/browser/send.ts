import type { Send } from '@couchpass/core';
import { AnswerKept } from '@couchpass/core';
import { redirectMode, toHttpResponse } from '../httpResponse.ts';

/** ms; how long the result of a probe is reused. */
const known = 30_000;

/**
 * HTTP by `fetch`: no cookies, no referrer, nothing from the browser's cache. Rejects when no complete
 * answer arrived: with `AnswerKept` where the browser hides the answer from this page (CORS).
 */
export function createSend(fetcher: typeof fetch, now: () => number = Date.now): Send {
  const answers = createProbe(fetcher, now);
  return async (request, signal, onProgress) => {
    let response: Response;
    try {
      response = await fetcher(request.url, {
        method: request.method,
        headers: { ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        signal,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        redirect: redirectMode(request),
      });
    } catch (error) {
      if (!signal.aborted && (await answers(request.url, signal))) throw new AnswerKept();
      throw error;
    }
    return toHttpResponse(response, onProgress);
  };
}

/**
 * Whether a server answers at all. `fetch` throws the same error for an answer that CORS hides as for a lost network;
 * with `no-cors`, which cannot read the answer, it fails only without a network. The probe is a HEAD request to the
 * server's root, at most once per `known`, without any data.
 */
function createProbe(fetcher: typeof fetch, now: () => number) {
  const found = new Map<string, { readonly at: number; readonly answers: boolean }>();
  return async (url: string, signal: AbortSignal): Promise<boolean> => {
    const root = /^https?:\/\/[^/?#]+/i.exec(url)?.[0];
    if (root === undefined) return false;
    const before = found.get(root);
    if (before && Math.abs(now() - before.at) < known) return before.answers;
    const answers = await fetcher(`${root}/`, {
      method: 'HEAD',
      mode: 'no-cors',
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    }).then(
      ({ type }) => type === 'opaque',
      () => false,
    );
    if (!signal.aborted) found.set(root, { at: now(), answers });
    return answers;
  };
}
