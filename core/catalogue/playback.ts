import { isSuccess } from '../pass/dcr.ts';
import { PassError } from '../pass/errors.ts';
import { isPage, notTheirs } from '../pass/foreign.ts';
import { parseObject } from '../pass/parse.ts';
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
    followsRedirects: true,
  };
}

/**
 * A refusal is a 4xx with JSON (`verdict` says why, for support) or with nothing; a page is none.
 * @throws PassError `playback_refused` (the token did not convince), or what `notTheirs` makes of the
 * answer
 */
export function readPlayback(response: HttpResponse): Stream {
  const { status } = response;
  const body = parseObject(response.text);
  if (isRefusal(response)) {
    const details = typeof body?.verdict === 'string' ? `: ${body.verdict}` : '';
    throw new PassError({
      code: 'playback_refused',
      status,
      message: `playback_refused${details}`,
    });
  }
  const isStream = typeof body?.url === 'string' && typeof body.type === 'string';
  if (!isSuccess(response) || !isStream) throw notTheirs(response);
  return { url: body.url as string, type: body.type as string };
}

function isRefusal(response: HttpResponse): boolean {
  const { status, text } = response;
  if (status < 400 || status >= 500 || status === 429 || isPage(response)) return false;
  return text.trim() === '' || parseObject(text) !== undefined;
}
