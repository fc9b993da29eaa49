import { own } from '../own.ts';
import type { PassError } from './errors.ts';

/**
 * The one place that decides what an error means: what the machine does, and which text the viewer
 * reads. Adobe: "Enhanced Error Codes". Known codes first, then the service's `action` (the sets may
 * grow), then the status.
 *
 * `retry`           the same request may be repeated, a bounded number of times
 * `signIn`          the viewer must sign in (again); never a logout by program
 * `newCode`         the registration code is dead; a new session is needed
 * `chooseProvider`  this provider cannot be used (any more)
 * `register`        client credentials are void; register again, once
 * `renewToken`      get a new access token with the stored credentials, once
 * `none`            nothing to repeat; say it
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
  // Denials: said, never repeated
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
  // Passing trouble between the service and the provider; status 403 all the same
  network_received_error: rule('retry', 'service'),
  network_connection_timeout: rule('retry', 'slow'),
  maximum_execution_time_exceeded: rule('retry', 'slow'),
  internal_server_error: rule('none', 'service'),
  // Credentials
  invalid_access_token_service_provider: rule('register', 'setup'),
  invalid_access_token_client_application: rule('register', 'setup'),
  // The app or the integration is set up wrongly
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
  // REST API V1 has words of its own for some of these
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
  // A media token was asked for without a live decision: asking for the decision again brings both.
  authorization_not_found: rule('retry', 'service'),
  authorization_expired: rule('retry', 'service'),
};

/** Codes of Dynamic Client Registration: `{"error": "…"}` from its two calls, and from no other. */
export const dcrCodes: Readonly<Record<string, Rule>> = {
  invalid_client: rule('register', 'setup'),
  invalid_request: setup,
  invalid_redirect_uri: setup,
  invalid_software_statement: setup,
  unapproved_software_statement: setup,
  unauthorized_client: setup,
  unsupported_grant_type: setup,
};

/** Codes that no service sends: what is concluded here from an answer, or from the lack of one. */
export const ownCodes: Readonly<Record<string, Rule>> = {
  unauthorized: rule('renewToken', 'setup'),
  network_unreachable: rule('retry', 'offline'),
  network_timeout: rule('retry', 'slow'),
  // Somebody else answered in the service's place: a login page of the network, a proxy, a filter.
  captive_portal: rule('retry', 'portal'),
  not_the_service: rule('retry', 'intercepted'),
  unreadable_answer: rule('retry', 'service'),
  service_failed: rule('retry', 'service'),
  throttled: rule('retry', 'busy'),
  identity_not_hashed: setup,
  // Nothing of it passes by itself: the programmer has to mend the feed.
  feed_missing: rule('none', 'feed'),
  feed_without_titles: rule('none', 'feed'),
  feed_without_titles_now: rule('none', 'feed'),
  // Concurrency Monitoring does not know the application, or lacks metadata; it never ends a playback.
  concurrency_setup: setup,
  // A new try brings a new decision and a new media token.
  playback_refused: rule('retry', 'playback'),
  stream_failed: rule('retry', 'stream'),
};

/** By code; data, so that builds for other languages can write it down. */
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

/** Nothing is known of it but that it is no success. */
const unknown = rule('none', 'unknown');

export function ruleOf(error: PassError): Rule {
  const { code, action, status } = error;
  const told = own(byCode, code) ?? own(byAction, action);
  if (told) return told;
  // Adobe has no code for a token that is over: any 401 means that a new one is to be had.
  return status === 401 ? rule('renewToken', 'setup') : unknown;
}

/** Neither code nor action is known: nothing follows from it but that the call did not succeed. */
export function isUnknown(error: PassError): boolean {
  return ruleOf(error) === unknown;
}

/** Whether the viewer may usefully try the same again later, by hand. */
export function mayPass(error: PassError): boolean {
  const { remedy, problem } = ruleOf(error);
  return remedy === 'retry' || remedy === 'renewToken' || problem === 'service';
}
