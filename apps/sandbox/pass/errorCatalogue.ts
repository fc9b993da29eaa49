/**
 * The Enhanced Error Codes of REST API V2, with the action and the status of each code (page
 * "Enhanced Error Codes", REST API v2). Statuses, actions and messages are copied from that table, because clients
 * in use compare the messages.
 */
export type ErrorAction =
  | 'none'
  | 'configuration'
  | 'application-registration'
  | 'authentication'
  | 'retry';

export interface ErrorEntry {
  readonly action: ErrorAction;
  readonly status: 400 | 401 | 403 | 500;
  readonly message: string;
}

export const errorCatalogue = {
  invalid_parameter_service_provider: none(
    400,
    'The service provider parameter value is missing or invalid.',
  ),
  invalid_parameter_mvpd: none(400, 'The mvpd parameter value is missing or invalid.'),
  invalid_parameter_code: none(400, 'The code parameter value is missing or invalid.'),
  invalid_parameter_resources: none(400, 'The resources parameter value is missing or invalid.'),
  invalid_parameter_redirect_url: none(
    400,
    'The redirect URL parameter value is missing or invalid.',
  ),
  invalid_parameter_partner: none(400, 'The partner parameter value is missing or invalid.'),
  invalid_parameter_saml_response: none(
    400,
    'The SAML response parameter value is missing or invalid.',
  ),
  invalid_header_device_info: none(
    400,
    'The device information header value is missing or invalid.',
  ),
  invalid_header_device_identifier: none(
    400,
    'The device identifier header value is missing or invalid.',
  ),
  invalid_header_identity_for_temporary_access: none(
    400,
    'The identity for temporary access header value is missing or invalid.',
  ),
  invalid_header_pfs_permission_access_not_present: none(
    400,
    'The permission access status value from the partner framework status header is not present.',
  ),
  invalid_header_pfs_permission_access_not_determined: none(
    400,
    'The permission access status value from the partner framework status header is undetermined.',
  ),
  invalid_header_pfs_permission_access_not_granted: none(
    400,
    'The permission access status value from the partner framework status header is not granted.',
  ),
  invalid_header_pfs_provider_id_not_determined: none(
    400,
    'The provider id value from the partner framework status header is not associated with a known mvpd.',
  ),
  invalid_header_pfs_provider_id_mismatch: none(
    400,
    'The provider id value from the partner framework status header does not match the mvpd sent as parameter.',
  ),
  invalid_header_pfs_provider_info_expired: none(
    400,
    'The provider information from the partner framework status header has expired.',
  ),
  invalid_integration: none(
    400,
    'The integration between the specified service provider and mvpd does not exist or is disabled.',
  ),
  invalid_authentication_session: none(
    400,
    'The authentication session associated with this request is missing or invalid.',
  ),
  preauthorization_denied_by_mvpd: none(
    403,
    'The MVPD has returned a “Deny” decision when requesting pre-authorization for the specified resource.',
  ),
  authorization_denied_by_mvpd: none(
    403,
    'The MVPD has returned a "Deny" decision when requesting authorization for the specified resource.',
  ),
  authorization_denied_by_parental_controls: none(
    403,
    'The MVPD has returned a "Deny" decision due parental controls settings for the specified resource.',
  ),
  authorization_denied_by_degradation_rule: none(
    403,
    'The integration between the specified service provider and mvpd has a degradation rule applied that denies authorization for the requested resources.',
  ),
  internal_server_error: none(500, 'The request failed due to an internal server error.'),
  too_many_resources: configuration(
    403,
    'The authorization or preauthorization request failed because too many resources were queried. Please contact support team to properly configure the authorization and preauthorization limitations.',
  ),
  invalid_configuration_user_metadata_certificate: configuration(
    500,
    'The user metadata certificate configuration is missing or invalid.',
  ),
  invalid_configuration_temporary_access: configuration(
    500,
    'The temporary access configuration is invalid.',
  ),
  invalid_configuration_platform: configuration(
    500,
    'The platform configuration is missing or invalid for integration.',
  ),
  invalid_configuration_platform_id: configuration(
    500,
    'The platform id configuration is missing or invalid.',
  ),
  invalid_configuration_platform_trait: configuration(
    500,
    'The platform trait configuration is missing or invalid.',
  ),
  invalid_configuration_platform_category_trait: configuration(
    500,
    'The platform category trait configuration is missing or invalid.',
  ),
  invalid_configuration_platform_services: configuration(
    500,
    'The platform services configuration is missing or invalid for integration.',
  ),
  invalid_configuration_mvpd_platform: configuration(
    500,
    'The mvpd platform configuration is missing or invalid for mvpd and platform.',
  ),
  invalid_configuration_mvpd_platform_boarding_status: configuration(
    500,
    'The mvpd platform boarding status configuration is missing or invalid for mvpd and platform.',
  ),
  invalid_configuration_mvpd_platform_profile_exchange: configuration(
    500,
    'The mvpd platform profile exchange configuration is missing or invalid for mvpd and platform.',
  ),
  invalid_access_token_service_provider: registration(
    'The access token is invalid due to invalid service provider.',
  ),
  invalid_access_token_client_application: registration(
    'The access token is invalid due to invalid client application.',
  ),
  authenticated_profile_missing: authentication(
    'The authenticated profile associated with this request is missing.',
  ),
  authenticated_profile_expired: authentication(
    'The authenticated profile associated with this request has expired.',
  ),
  authenticated_profile_invalidated: authentication(
    'The authenticated profile associated with this request has been invalidated.',
  ),
  temporary_access_duration_limit_exceeded: authentication(
    'The temporary access duration limit has been exceeded.',
  ),
  temporary_access_resources_limit_exceeded: authentication(
    'The temporary access resources limit has been exceeded.',
  ),
  authorization_denied_by_hba_policies: authentication(
    'The MVPD has returned a "Deny" decision due home-based authentication policies. The current authentication was obtain through a Home-based authentication flow and but the device is no longer in-home when requesting authorization for the specified resource. The user must re-authenticate with a supported MVPD in order to continue.',
  ),
  authorization_denied_by_session_invalidated: authentication(
    'The authentication session was invalidated by the identity provider. The user must re-authenticate with a supported MVPD in order to continue.',
  ),
  identity_not_recognized_by_mvpd: authentication(
    'The authorization request failed due to the fact that user identity was not recognized by the MVPD.',
  ),
  network_received_error: retry(
    'There was a read error while retrieving the response from the associated partner service. Retrying the request might solve the issue.',
  ),
  network_connection_timeout: retry(
    'There was a connection timeout with the associated partner service. Retrying the request might solve the issue.',
  ),
  maximum_execution_time_exceeded: retry(
    'The request did not complete in the maximum allowed time. Retrying the request might solve the issue.',
  ),
} satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorCatalogue, text);
}

function none(status: 400 | 403 | 500, message: string): ErrorEntry {
  return { action: 'none', status, message };
}
function configuration(status: 403 | 500, message: string): ErrorEntry {
  return { action: 'configuration', status, message };
}
function registration(message: string): ErrorEntry {
  return { action: 'application-registration', status: 401, message };
}
function authentication(message: string): ErrorEntry {
  return { action: 'authentication', status: 403, message };
}
/** Status 403 although the action is a repeat: documented so, and easy for clients to handle wrongly. */
function retry(message: string): ErrorEntry {
  return { action: 'retry', status: 403, message };
}
