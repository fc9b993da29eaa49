import type { HttpRequest, HttpResponse } from '../core/ports.ts';

/** What `fetch` is to do about a redirect. */
export function redirectOf({ followsRedirects }: HttpRequest): RequestRedirect {
  return followsRedirects ? 'follow' : 'manual';
}

/** An answer of `fetch` as core reads it. Rejects when its body does not arrive whole. */
export async function answerOf(response: Response): Promise<HttpResponse> {
  // Browsers hide all of a redirect that is not followed.
  if (response.type === 'opaqueredirect') return { status: 302, contentType: '', text: '' };
  return {
    status: response.status,
    contentType: mediaType(response.headers.get('content-type')),
    text: await response.text(),
  };
}

/** Lower case, without parameters; '' for none. */
export function mediaType(header: string | null): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
