import type { HttpRequest, HttpResponse, ResponseHeader } from '@couchpass/core';

/** The redirect mode of `fetch` for a request. */
export function redirectMode({ followsRedirects }: HttpRequest): RequestRedirect {
  return followsRedirects ? 'follow' : 'manual';
}

/** Converts an answer of `fetch` for core. Rejects when its body is incomplete. */
export async function toHttpResponse(
  response: Response,
  onProgress?: () => void,
): Promise<HttpResponse> {
  // Browsers hide the whole answer of a redirect that is not followed.
  if (response.type === 'opaqueredirect') return { status: 302, contentType: '', text: '' };
  return {
    status: response.status,
    contentType: mediaType(response.headers.get('content-type')),
    text: await (onProgress ? textInParts(response, onProgress) : response.text()),
    ...headersOf((name) => response.headers.get(name)),
  };
}

/** Bytes after decompression; more than any known feed. A larger answer would fill the memory, or never end. */
const most = 64_000_000;

/** Reads the body in parts, or at once in engines that cannot read parts. */
async function textInParts(response: Response, onProgress: () => void): Promise<string> {
  const reader = response.body?.getReader?.();
  if (!reader || typeof TextDecoder === 'undefined') return response.text();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    onProgress();
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => {});
      throw new Error('The answer is too large.');
    }
    text += decoder.decode(value, { stream: true });
  }
}

const read: readonly ResponseHeader[] = ['location', 'expires', 'date'];

/** The headers that core reads; an empty object when there are none. */
export function headersOf(
  header: (name: ResponseHeader) => string | null,
): Pick<HttpResponse, 'headers'> {
  const headers: Partial<Record<ResponseHeader, string>> = {};
  for (const name of read) {
    const value = header(name);
    if (value !== null) headers[name] = value;
  }
  return Object.keys(headers).length === 0 ? {} : { headers };
}

/** Lower case, without parameters; '' for null. */
export function mediaType(header: string | null): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
