import { PassError } from '../pass/errors.ts';
import { isObject, numberIn, parseObject } from '../pass/parse.ts';
import { isGone, isRefused, isServerFailure, isSuccess, isThrottled } from '../pass/statuses.ts';
import { isPage, unexpectedResponse } from '../pass/unexpectedResponse.ts';
import type { HttpRequest, HttpResponse } from '../ports.ts';
import { isWebAddress } from '../webAddress.ts';
import { type DrmSystem, readDrm } from './drm.ts';
import type { Stream } from './types.ts';

/**
 * The request to the programmer's playback endpoint, which verifies the media token (Adobe: "Media Token
 * Verifier") and only then returns the address of the stream. The token is sent in the body, once. docs/playback.md
 * describes this endpoint for those who build one.
 * @param drm the DRM systems of the device, for the endpoint to choose from; not sent when unknown
 */
export function playbackRequest(
  playbackUrl: string,
  itemId: string,
  mediaToken: string,
  drm?: readonly DrmSystem[],
): HttpRequest {
  return {
    method: 'POST',
    url: playbackUrl,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ item: itemId, mediaToken, ...(drm ? { drm } : {}) }),
    followsRedirects: true,
  };
}

/**
 * A refusal is JSON with `error`, or a 4xx with any JSON (`verdict` is the reason, for support) or an empty body; a
 * page is no refusal.
 * @throws PassError one of `playback_*`, or the error from `unexpectedResponse`
 */
export function readPlayback(response: HttpResponse): Stream {
  const body = isPage(response) ? undefined : parseObject(response.text);
  const refusal = refusalOf(response, body);
  if (refusal) throw refusal;
  if (!isSuccess(response) || !body) throw unexpectedResponse(response);
  if (!('url' in body || 'urls' in body)) throw unexpectedResponse(response);
  return readStream(body, response.status);
}

function readStream(body: Record<string, unknown>, status: number): Stream {
  const urls = addressesOf(body);
  const [url, ...others] = urls;
  if (url === undefined) throw new PassError({ code: 'playback_unusable', status });
  const drm = readDrm(body.drm);
  const expiresAt = timeOf(body.expiresAt);
  return {
    url,
    type: typeof body.type === 'string' ? body.type : '',
    ...(others.length > 0 ? { others } : {}),
    ...(drm ? { drm } : {}),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** `url` first, then those of `urls`; only absolute addresses, each once. */
function addressesOf({ url, urls }: Record<string, unknown>): string[] {
  const all = [url, ...(Array.isArray(urls) ? urls : [])].filter(
    (each): each is string => typeof each === 'string' && isWebAddress(each),
  );
  return all.filter((each, index) => all.indexOf(each) === index);
}

/** ms since the epoch, from a number or from ISO 8601. */
function timeOf(value: unknown): number | undefined {
  const number = numberIn(value);
  if (number !== undefined) return number;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) ? time : undefined;
}

function refusalOf(
  response: HttpResponse,
  body: Record<string, unknown> | undefined,
): PassError | undefined {
  const { status, text } = response;
  const told = body && isObject(body.error) ? body.error : undefined;
  const isTold = typeof told?.code === 'string' || typeof told?.message === 'string';
  const isRefusal = isRefused(response) && (body !== undefined || text.trim() === '');
  if (!isTold && (!isRefusal || isPage(response))) return undefined;
  const verdict = typeof body?.verdict === 'string' ? `: ${body.verdict}` : '';
  const code = codeOf(response, told?.action);
  const trace = typeof told?.code === 'string' ? told.code : '';
  const details = typeof told?.message === 'string' ? told.message.trim() : '';
  return new PassError({
    code,
    status,
    message: `${code}${verdict}`,
    ...(trace === '' ? {} : { trace }),
    ...(details === '' ? {} : { details }),
  });
}

/** The code for the endpoint's `action`, otherwise for its status. */
function codeOf(response: HttpResponse, action: unknown): string {
  if (action === 'signIn') return 'playback_sign_in';
  if (action === 'none') return 'playback_denied';
  if (isThrottled(response)) return 'playback_busy';
  if (isServerFailure(response)) return 'service_failed';
  if (action === 'retry') return 'playback_refused';
  return isGone(response) ? 'playback_denied' : 'playback_refused';
}
