import type { HttpRequest, HttpResponse } from '../../core/ports.ts';

/** Sends over HTTP, with the user agent `agent`; without it, with Node's. */
export async function send(
  { method, url, headers, body }: HttpRequest,
  signal: AbortSignal,
  agent?: string,
): Promise<HttpResponse> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(agent && { 'user-agent': agent }) },
    signal,
    ...(body === undefined ? {} : { body }),
  });
  const contentType = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  return { status: response.status, contentType, text: await response.text() };
}
