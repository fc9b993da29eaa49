import { getOwn } from '../getOwn.ts';
import { PassError } from './errors.ts';
import { isRefused, isTokenRefused, isUntimely } from './statuses.ts';

/**
 * The only place that decides what an error means: what the machine does, and which text the viewer
 * reads. Adobe: "Enhanced Error Codes". Known codes first, then the service's `action` (Adobe may add
 * codes and actions), then the status.
 *
 * `retry`           the same request may be repeated, a bounded number of times
 * `signIn`          the viewer must sign in (again); the program never logs out
 * `newCode`         the registration code is not valid any more; a new session is needed
 * `chooseProvider`  this provider cannot be used (any more)
 * `register`        client credentials are void; register again, once
 * `renewToken`      get a new access token with the stored credentials, once
 * `none`            nothing is repeated; the error is shown
 */
export type Remedy =
  | 'retry'
  | 'signIn'
  | 'newCode'
  | 'chooseProvider'
  | 'register'
  | 'renewToken'
  | 'none';

/** Which text the viewer reads; every app has one for each key in each language. */
export type ProblemKey =
  | 'offline'
  | 'kept'
  | 'slow'
  | 'portal'
  | 'intercepted'
  | 'busy'
  | 'service'
  | 'setup'
  | 'signInAgain'
  | 'notInPackage'
  | 'parentalControl'
  | 'providerPause'
  | 'providerUnavailable'
  | 'playback'
  | 'notReleased'
  | 'feed'
  | 'stream'
  | 'unknown';

export interface Rule {
  readonly remedy: Remedy;
  readonly problem: ProblemKey;
}

const rule = (remedy: Remedy, problem: ProblemKey): Rule => ({ remedy, problem });
const setup = rule('none', 'setup');
const signIn = rule('signIn', 'signInAgain');

/** Codes of Adobe's "Enhanced Error Codes", REST API V2 and V1. */
export const enhancedCodes: Readonly<Record<string, Rule>> = {
  // Sessions and codes
  invalid_authentication_session: rule('newCode', 'unknown'),
  invalid_parameter_code: rule('newCode', 'unknown'),
  // The provider cannot be used
  invalid_integration: rule('chooseProvider', 'providerUnavailable'),
  invalid_parameter_mvpd: rule('chooseProvider', 'providerUnavailable'),
  // Denials: shown, never repeated
  preauthorization_denied_by_mvpd: rule('none', 'notInPackage'),
  authorization_denied_by_mvpd: rule('none', 'notInPackage'),
  authorization_denied_by_parental_controls: rule('none', 'parentalControl'),
  authorization_denied_by_degradation_rule: rule('none', 'providerPause'),
  // Signing in helps
  authenticated_profile_missing: signIn,
  authenticated_profile_expired: signIn,
  authenticated_profile_invalidated: signIn,
  temporary_access_duration_limit_exceeded: signIn,
  temporary_access_resources_limit_exceeded: signIn,
  authorization_denied_by_hba_policies: signIn,
  authorization_denied_by_session_invalidated: signIn,
  identity_not_recognized_by_mvpd: signIn,
  // Transient errors between the service and the provider, although the status is 403
  network_received_error: rule('retry', 'service'),
  network_connection_timeout: rule('retry', 'slow'),
  maximum_execution_time_exceeded: rule('retry', 'slow'),
  internal_server_error: rule('none', 'service'),
  // Credentials
  invalid_access_token_service_provider: rule('register', 'setup'),
  invalid_access_token_client_application: rule('register', 'setup'),
  // The app or the integration is not configured correctly
  invalid_parameter_service_provider: setup,
  invalid_parameter_resources: setup,
  invalid_parameter_redirect_url: setup,
  invalid_parameter_partner: setup,
  invalid_parameter_saml_response: setup,
  invalid_header_device_info: setup,
  invalid_header_device_identifier: setup,
  invalid_header_identity_for_temporary_access: setup,
  invalid_header_pfs_permission_access_not_present: setup,
  invalid_header_pfs_permission_access_not_determined: setup,
  invalid_header_pfs_permission_access_not_granted: setup,
  invalid_header_pfs_provider_id_not_determined: setup,
  invalid_header_pfs_provider_id_mismatch: setup,
  invalid_header_pfs_provider_info_expired: setup,
  too_many_resources: setup,
  invalid_configuration_user_metadata_certificate: setup,
  invalid_configuration_temporary_access: setup,
  invalid_configuration_platform: setup,
  invalid_configuration_platform_id: setup,
  invalid_configuration_platform_trait: setup,
  invalid_configuration_platform_category_trait: setup,
  invalid_configuration_platform_services: setup,
  invalid_configuration_mvpd_platform: setup,
  invalid_configuration_mvpd_platform_boarding_status: setup,
  invalid_configuration_mvpd_platform_profile_exchange: setup,
  // REST API V1 has other codes for some of these
  invalid_requestor: setup,
  invalid_device_info: setup,
  invalid_device_id: setup,
  missing_resource: setup,
  malformed_authz_request: setup,
  unknown_integration: rule('chooseProvider', 'providerUnavailable'),
  internal_error: rule('none', 'service'),
  authentication_session_missing: signIn,
  authentication_session_expired: signIn,
  authentication_session_invalidated: signIn,
  authentication_session_issuer_mismatch: signIn,
  preauthorization_authentication_session_missing: signIn,
  preauthorization_authentication_session_expired: signIn,
  // A media token was requested without a valid decision: a new decision request gives both.
  authorization_not_found: rule('retry', 'service'),
  authorization_expired: rule('retry', 'service'),
};

/** Codes of Dynamic Client Registration: `{"error": "…"}`, only from its two calls. */
export const dcrCodes: Readonly<Record<string, Rule>> = {
  invalid_client: rule('register', 'setup'),
  invalid_request: setup,
  invalid_redirect_uri: setup,
  invalid_software_statement: setup,
  unapproved_software_statement: setup,
  unauthorized_client: setup,
  unsupported_grant_type: setup,
};

/** Codes that no service sends: core assigns them to an answer, or to a missing one. */
export const ownCodes: Readonly<Record<string, Rule>> = {
  unauthorized: rule('renewToken', 'setup'),
  network_unreachable: rule('retry', 'offline'),
  // The browser gives no details: the server does not allow this page, or its failure has no CORS headers.
  answer_kept: rule('retry', 'kept'),
  network_timeout: rule('retry', 'slow'),
  // The answer is not from the service but from a network's login page, a proxy or a filter.
  captive_portal: rule('retry', 'portal'),
  not_the_service: rule('retry', 'intercepted'),
  unreadable_answer: rule('retry', 'service'),
  service_failed: rule('retry', 'service'),
  throttled: rule('retry', 'busy'),
  identity_not_hashed: setup,
  // Not transient: the programmer must correct the feed.
  feed_missing: rule('none', 'feed'),
  feed_without_titles: rule('none', 'feed'),
  feed_without_titles_now: rule('none', 'feed'),
  // Concurrency Monitoring does not know the application, or lacks metadata; it never ends a playback.
  concurrency_setup: setup,
  // A new attempt gets a new decision and a new media token.
  playback_refused: rule('retry', 'playback'),
  // From the playback endpoint: its own code, or its status.
  playback_denied: rule('none', 'notReleased'),
  playback_sign_in: signIn,
  playback_busy: rule('retry', 'busy'),
  // The answer of the playback endpoint has no address that can be played.
  playback_unusable: rule('retry', 'playback'),
  stream_failed: rule('retry', 'stream'),
};

/** By code. Data, so that builds for other languages can generate it. */
export const byCode: Readonly<Record<string, Rule>> = {
  ...enhancedCodes,
  ...dcrCodes,
  ...ownCodes,
};

/** By the service's `action`, for codes that are not known. */
export const byAction: Readonly<Record<string, Rule>> = {
  retry: rule('retry', 'service'),
  authentication: signIn,
  authorization: rule('retry', 'service'),
  configuration: setup,
  'application-registration': rule('register', 'setup'),
};

/** For errors of which only the failure is known. */
const unknown = rule('none', 'unknown');

export function policyFor(error: PassError): Rule {
  const { code, action, status } = error;
  const told = getOwn(byCode, code) ?? getOwn(byAction, action);
  if (told) return told;
  // Adobe has no code for an expired token: any 401 means that a new token is needed.
  return isTokenRefused({ status }) ? rule('renewToken', 'setup') : unknown;
}

/** Neither code nor action is known: the error shows only that the call failed. */
export function isUnknown(error: PassError): boolean {
  return policyFor(error) === unknown;
}

/** Whether it is useful that the viewer tries the same again later. */
export function isTransient(error: PassError): boolean {
  const { remedy, problem } = policyFor(error);
  return remedy === 'retry' || remedy === 'renewToken' || problem === 'service';
}

/** The call was cancelled; this is not a failure. */
export function isCancelled(thrown: unknown): thrown is PassError {
  return thrown instanceof PassError && thrown.code === 'cancelled';
}

/** The service's error says that the same request may be repeated. */
export function asksToRepeat({ action }: PassError): boolean {
  return action === 'retry';
}

/**
 * Which calls may be repeated after this error: `none`; `asked`: also decisions, because the service allows it;
 * `harmless`: only calls that can be repeated without harm.
 */
export function repeatable(error: PassError): 'none' | 'asked' | 'harmless' {
  if (error.code === 'throttled') return 'asked';
  if (policyFor(error).remedy !== 'retry') return 'none';
  // Without an answer from the service itself; the service may have made a decision nevertheless.
  const isConcluded = Object.hasOwn(ownCodes, error.code);
  // A 4xx that is not from the service would be the same after a repeat (Adobe: "REST API V2 Checklist").
  if (isConcluded && isRefused(error) && !isUntimely(error)) return 'none';
  return asksToRepeat(error) && !isConcluded ? 'asked' : 'harmless';
}

/**
 * What the credentials need before the call is repeated.
 * @param answer the answer that contained `error`; its body may contain another status
 */
export function credentialsNeed(
  error: PassError,
  answer: { readonly status: number },
): 'register' | 'renew' | 'nothing' {
  const { remedy } = policyFor(error);
  if (remedy === 'register') return 'register';
  return remedy === 'renewToken' || isTokenRefused(answer) ? 'renew' : 'nothing';
}

/** The provider's decision is a denial. */
export function isDenial({ code }: PassError): boolean {
  return code.startsWith('authorization_denied_by_');
}

/** A denial without a specific reason. */
export function isBareDenial({ code }: PassError): boolean {
  return code === 'authorization_denied_by_mvpd';
}

/** REST API V1: no login, or an expired one; an answer to the check for a login, not a failure. */
export function isMissingLogin({ code }: PassError): boolean {
  return /^authentication_session_(missing|expired|invalidated)$/.test(code);
}

/** Signed in through the home network (home-based authentication), and now in another network. */
export function isAwayFromHome({ code }: { readonly code: string }): boolean {
  return code === 'authorization_denied_by_hba_policies';
}

/** The return address of the login was refused. */
export function isReturnRefused({ code }: PassError): boolean {
  return code === 'invalid_parameter_redirect_url';
}

/** The playback endpoint has refused. */
export function isOfPlayback({ code }: { readonly code: string }): boolean {
  return code.startsWith('playback_');
}

/** A player's failure; its trace is the player's own code. */
export function isStreamFailure({ code }: { readonly code: string }): boolean {
  return code === 'stream_failed';
}

/** There was no answer. */
export function isWithoutAnswer({ code }: PassError): boolean {
  return code === 'network_unreachable' || code === 'network_timeout';
}

/** Adobe, "Temporary access flows": the time or the titles of a TempPass are used up. */
export function isPreviewOver({ code }: { readonly code: string }): boolean {
  return /^temporary_access_(duration|resources)_limit_exceeded$/.test(code);
}

/** The end of a TempPass that this app detected itself, without an answer of the service. */
export function previewOver({ status = 403, message }: { status?: number; message?: string } = {}) {
  return new PassError({
    code: 'temporary_access_duration_limit_exceeded',
    action: 'authentication',
    status,
    ...(message === undefined ? {} : { message }),
  });
}
