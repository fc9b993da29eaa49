import type { HttpRequest, HttpResponse, Send } from '../../core/ports.ts';
import { createSend } from '../browser/send.ts';

interface Host {
  readonly fetch?: typeof fetch | undefined;
  readonly XMLHttpRequest: new () => XMLHttpRequest;
}

/**
 * HTTP on a television: by `fetch`, or by XMLHttpRequest where there is none (before Chromium 42). Gives
 * up when told to, also on engines whose `fetch` has never heard of signals (before Chromium 66).
 */
export function createTelevisionSend(host: Host): Send {
  const send: Send =
    typeof host.fetch === 'function'
      ? createSend((input, init) => (host.fetch as typeof fetch)(input, init))
      : (request, signal) => sendByXhr(new host.XMLHttpRequest(), request, signal);
  return (request, signal) =>
    new Promise<HttpResponse>((resolve, reject) => {
      const abort = () => reject(new Error('given up'));
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort);
      const done = () => signal.removeEventListener('abort', abort);
      send(request, signal).then(
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
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('no whole answer'));
    xhr.open(request.method, request.url);
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    xhr.onload = () =>
      resolve({
        status: xhr.status,
        contentType: mediaType(xhr.getResponseHeader('content-type')),
        text: xhr.responseText,
      });
    xhr.onerror = fail;
    xhr.onabort = fail;
    signal.addEventListener('abort', () => xhr.abort());
    xhr.send(request.body ?? null);
  });
}

function mediaType(header: string | null): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
