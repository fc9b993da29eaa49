import type { HttpRequest, HttpResponse, Send } from '@couchpass/core';
import { createSend } from '../browser/send.ts';
import { headersOf, mediaType } from '../httpResponse.ts';

interface Host {
  readonly fetch?: typeof fetch | undefined;
  readonly XMLHttpRequest: new () => XMLHttpRequest;
}

/**
 * HTTP on a television: by `fetch`, or by XMLHttpRequest where `fetch` is missing (before Chromium 42). Aborts with
 * the signal, also in engines whose `fetch` does not support signals (before Chromium 66).
 */
export function createTelevisionSend(host: Host): Send {
  const send: Send =
    typeof host.fetch === 'function'
      ? createSend((input, init) => (host.fetch as typeof fetch)(input, init))
      : (request, signal, onProgress) =>
          sendByXhr(new host.XMLHttpRequest(), request, signal, onProgress);
  return (request, signal, onProgress) =>
    new Promise<HttpResponse>((resolve, reject) => {
      const abort = () => reject(new Error('given up'));
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort);
      const done = () => signal.removeEventListener('abort', abort);
      send(request, signal, onProgress).then(
        (answer) => {
          done();
          resolve(answer);
        },
        (error) => {
          done();
          reject(error);
        },
      );
    });
}

function sendByXhr(
  xhr: XMLHttpRequest,
  request: HttpRequest,
  signal: AbortSignal,
  onProgress?: () => void,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    if (onProgress) xhr.onprogress = onProgress;
    const fail = () => reject(new Error('no whole answer'));
    xhr.open(request.method, request.url);
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    xhr.onload = () => {
      // XMLHttpRequest always follows redirects.
      if (!request.followsRedirects && isElsewhere(xhr.responseURL, request.url)) {
        return resolve({ status: 302, contentType: '', text: '' });
      }
      const contentType = mediaType(xhr.getResponseHeader('content-type'));
      // All headers at once: requesting a hidden one writes a warning to the console.
      const all = `\n${xhr.getAllResponseHeaders()}`;
      resolve({
        status: xhr.status,
        contentType,
        text: xhr.responseText,
        ...headersOf((name) => new RegExp(`\\n${name}: *([^\\r\\n]*)`, 'i').exec(all)?.[1] ?? null),
      });
    };
    xhr.onerror = fail;
    xhr.onabort = fail;
    signal.addEventListener('abort', () => xhr.abort());
    xhr.send(request.body ?? null);
  });
}

/** Whether the answer came from another host than requested; engines without `responseURL` cannot tell. */
function isElsewhere(answered: string | undefined, asked: string): boolean {
  return Boolean(answered) && hostOf(answered ?? '') !== hostOf(asked);
}

/** Scheme, host and port; without `URL`, which engines without `fetch` may lack. */
function hostOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0].toLowerCase() ?? '';
}
