import type { Send } from '../../core/ports.ts';
import { answerOf, redirectOf } from '../answer.ts';

/**
 * HTTP by `fetch`: no cookies, no referrer, nothing from the browser's cache. Rejects when no whole
 * answer arrived.
 */
export function createSend(fetcher: typeof fetch): Send {
  return async (request, signal, onProgress) => {
    const response = await fetcher(request.url, {
      method: request.method,
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: redirectOf(request),
    });
    return answerOf(response, onProgress);
  };
}
