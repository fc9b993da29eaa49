import type { HttpResponse } from '../ports.ts';
import { PassError } from './errors.ts';
import { isRedirect, isServerFailure, isSuccess, needsNetworkLogin } from './statuses.ts';

/**
 * Answers that are not from the service. Networks, proxies, filters and content delivery networks answer in its
 * place, with any status and any body. These answers say nothing about the viewer, so all of them are transient
 * errors (`errorPolicy.ts`): a failed attempt, never a reason to drop a code, a registration or a sign-in.
 */

/**
 * The error for an answer without any form that is documented for its call.
 *
 * `captive_portal`     the network requires its own login first (see `isCaptivePortal`)
 * `service_failed`     a 5xx: the service, or a server in front of it, has failed
 * `unreadable_answer`  JSON that was cut off
 * `not_the_service`    anything else
 */
export function unexpectedResponse(response: HttpResponse): PassError {
  const { status } = response;
  const is = (code: string) => new PassError({ code, action: 'retry', status });
  if (isCaptivePortal(response)) return is('captive_portal');
  if (isServerFailure(response)) return new PassError({ code: 'service_failed', status });
  return is(isSuccess(response) && isCutOff(response) ? 'unreadable_answer' : 'not_the_service');
}

/**
 * A network with its own login page: it answers with this page (HTML or, for programs, XML) and a status of
 * success, with a redirect to the page, or with 511 (RFC 6585, "Network Authentication Required"). Only for
 * calls whose answers are JSON.
 */
export function isCaptivePortal(response: HttpResponse): boolean {
  if (needsNetworkLogin(response) || isRedirect(response)) return true;
  return isSuccess(response) && isPage(response);
}

/** A page for people, by its content type or its first character; some senders send no type, or a wrong one. */
export function isPage({ contentType, text }: HttpResponse): boolean {
  if (isJsonLike(text)) return false;
  return /^(text\/html|application\/xhtml\+xml)$/.test(contentType) || /^\s*</.test(text);
}

function isJsonLike(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

function isCutOff({ text }: HttpResponse): boolean {
  if (!isJsonLike(text)) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
