import type { HttpResponse, Send } from '../../core/ports.ts';

/**
 * HTTP by `fetch`: no cookies, no referrer, nothing from the browser's cache. Rejects when no whole
 * answer arrived.
 */
export function createSend(fetcher: typeof fetch): Send {
  return async (request, signal): Promise<HttpResponse> => {
    const response = await fetcher(request.url, {
      method: request.method,
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    return {
      status: response.status,
      contentType:
        (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
      text: await response.text(),
    };
  };
}
