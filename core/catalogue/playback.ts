import { isSuccess } from '../pass/dcr.ts';
import { PassError } from '../pass/errors.ts';
import { parseObject, unreadable } from '../pass/readError.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import type { Stream } from './types.ts';

/**
 * The programmer's playback endpoint: it verifies the media token (Adobe: "Media Token Verifier") and
 * only then says where the stream is. The token travels in the body, once.
 */
export function playbackRequest(
  playbackUrl: string,
  itemId: string,
  mediaToken: string,
): HttpRequest {
  return {
    method: 'POST',
    url: playbackUrl,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ item: itemId, mediaToken }),
  };
}

/** @throws PassError `playback_refused` (the token did not convince), `service_failed`, `unreadable_answer` */
export function readPlayback(response: HttpResponse): Stream {
  const { status } = response;
  if (status >= 500) throw new PassError({ code: 'service_failed', status });
  const body = parseObject(response.text);
  if (!isSuccess(response)) {
    const details = typeof body?.verdict === 'string' ? `: ${body.verdict}` : '';
    throw new PassError({
      code: 'playback_refused',
      status,
      message: `playback_refused${details}`,
    });
  }
  if (typeof body?.url !== 'string' || typeof body.type !== 'string') throw unreadable(status);
  return { url: body.url, type: body.type };
}
