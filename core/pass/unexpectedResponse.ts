import type { HttpResponse } from '../ports.ts';
import { PassError } from './errors.ts';
import { isRedirect, isServerFailure, isSuccess, needsNetworkLogin } from './statuses.ts';

/**
 * Answers that are not the service's. Networks, proxies, filters and content delivery networks answer in
 * its place, with any status and any body. Nothing that they say is about the viewer, so all of it is
 * passing trouble (`errorPolicy.ts`): a failed try, and never a reason to give up a code, a registration or
 * a sign-in.
 */

/**
 * What to make of an answer that has no form which is documented for its call.
 *
 * `captive_portal`     the network wants something of its user first (see `isCaptivePortal`)
 * `service_failed`     a 5xx: the service, or what stands before it, is down
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
 * A network that has a login page of its own: it answers with that page (HTML or, for programs, XML)
 * under a status of success, with a redirect to it, or with 511 (RFC 6585, "Network Authentication
 * Required"). For answers of calls whose answers are JSON.
 */
export function isCaptivePortal(response: HttpResponse): boolean {
  if (needsNetworkLogin(response) || isRedirect(response)) return true;
  return isSuccess(response) && isPage(response);
}

/** A page for people, by its type or by how it begins; some senders name no type, or a wrong one. */
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
