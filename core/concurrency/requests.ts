import { base64 } from '../pass/deviceInfo.ts';
import { pathPart } from '../pass/pathPart.ts';
import type { HttpRequest } from '../ports.ts';
import type { StreamMetadata, Subject } from './types.ts';

/**
 * Builds the request of every call of Concurrency Monitoring's API, version 2. Pure. HTTP Basic with the
 * application's id and no password; metadata is in the body, because servers log addresses.
 */
export interface ServiceLocation {
  /** Ends in `/v2/`. */
  readonly baseUrl: string;
  readonly applicationId: string;
}

export function metadataRequest(where: ServiceLocation): HttpRequest {
  return call(where, 'GET', 'metadata');
}

/** @param codes of the streams to end for it, from the last refusal */
export function startRequest(
  where: ServiceLocation,
  whose: Subject,
  metadata: StreamMetadata,
  codes: readonly string[],
): HttpRequest {
  const request = call(where, 'POST', `sessions/${pathOf(whose)}`, metadata);
  if (codes.length === 0) return request;
  return { ...request, headers: { ...request.headers, 'X-Terminate': codes.join(',') } };
}

/** @param metadata only new values; the values sent at the start stay valid */
export function heartbeatRequest(
  where: ServiceLocation,
  whose: Subject,
  session: string,
  metadata: StreamMetadata,
): HttpRequest {
  return call(where, 'POST', `sessions/${pathOf(whose)}/${pathPart(session)}`, metadata);
}

export function stopRequest(where: ServiceLocation, whose: Subject, session: string): HttpRequest {
  return call(where, 'DELETE', `sessions/${pathOf(whose)}/${pathPart(session)}`);
}

export function runningRequest(where: ServiceLocation, whose: Subject): HttpRequest {
  return call(where, 'GET', `runningStreams/${pathOf(whose)}`);
}

function pathOf({ mvpd, subject }: Subject): string {
  return `${pathPart(mvpd)}/${pathPart(subject)}`;
}

function call(
  { baseUrl, applicationId }: ServiceLocation,
  method: HttpRequest['method'],
  path: string,
  metadata: StreamMetadata = {},
): HttpRequest {
  const headers = {
    Authorization: `Basic ${base64(`${applicationId}:`)}`,
    Accept: 'application/json',
  };
  const url = baseUrl + path;
  const body = new URLSearchParams({ ...metadata }).toString();
  if (body === '') return { method, url, headers };
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return { method, url, headers: { ...headers, ...type }, body };
}
