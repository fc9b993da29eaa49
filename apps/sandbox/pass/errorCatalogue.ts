/**
 * The Enhanced Error Codes of REST API V2: which remedy and which status belongs to each code (page
 * "Enhanced Error Codes"). Messages are ours; Adobe's own vary between pages and are not compared.
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
  invalid_parameter_service_provider: none(400, 'The service provider is missing or unknown.'),
  invalid_parameter_mvpd: none(400, 'The MVPD is missing or unknown.'),
  invalid_parameter_code: none(400, 'The authentication code is missing or malformed.'),
  invalid_parameter_resources: none(400, 'The resources are missing or not a list of identifiers.'),
  invalid_parameter_redirect_url: none(400, 'The redirect URL is missing or not a registered one.'),
  invalid_parameter_partner: none(400, 'The partner is missing or unknown.'),
  invalid_parameter_saml_response: none(400, 'The SAML response is missing or not usable.'),
  invalid_header_device_info: none(400, 'The X-Device-Info header is missing or not usable.'),
  invalid_header_device_identifier: none(
    400,
    'The AP-Device-Identifier header is missing or not usable.',
  ),
  invalid_header_identity_for_temporary_access: none(
    400,
    'The AP-TempPass-Identity header is missing or not usable.',
  ),
  invalid_header_pfs_permission_access_not_present: none(
    400,
    'The partner framework status holds no permission.',
  ),
  invalid_header_pfs_permission_access_not_determined: none(
    400,
    'The partner framework permission was not determined.',
  ),
  invalid_header_pfs_permission_access_not_granted: none(
    400,
    'The partner framework permission was not granted.',
  ),
  invalid_header_pfs_provider_id_not_determined: none(
    400,
    'The provider in the partner framework status is not a known one.',
  ),
  invalid_header_pfs_provider_id_mismatch: none(
    400,
    'The provider in the partner framework status is another one.',
  ),
  invalid_header_pfs_provider_info_expired: none(
    400,
    'The provider information in the partner framework status has expired.',
  ),
  invalid_integration: none(400, 'This service provider and this MVPD have no active integration.'),
  invalid_authentication_session: none(400, 'There is no authentication session for this code.'),
  preauthorization_denied_by_mvpd: none(403, 'The MVPD denied the preauthorization request.'),
  authorization_denied_by_mvpd: none(403, 'The MVPD denied the authorization request.'),
  authorization_denied_by_parental_controls: none(403, 'Parental control settings deny this.'),
  authorization_denied_by_degradation_rule: none(403, 'A degradation rule denies this.'),
  internal_server_error: none(500, 'The service met an internal error.'),
  too_many_resources: configuration(403, 'The request names too many resources.'),
  invalid_configuration_user_metadata_certificate: configuration(
    500,
    'The user metadata certificate is missing or not usable.',
  ),
  invalid_configuration_temporary_access: configuration(
    500,
    'The TempPass is not set up properly.',
  ),
  invalid_configuration_platform: configuration(500, 'The platform is not set up properly.'),
  invalid_configuration_platform_id: configuration(500, 'The platform id is not set up properly.'),
  invalid_configuration_platform_trait: configuration(
    500,
    'The platform trait is not set up properly.',
  ),
  invalid_configuration_platform_category_trait: configuration(
    500,
    'The platform category trait is not set up properly.',
  ),
  invalid_configuration_platform_services: configuration(
    500,
    'The platform services are not set up properly.',
  ),
  invalid_configuration_mvpd_platform: configuration(
    500,
    'The MVPD is not set up properly for this platform.',
  ),
  invalid_configuration_mvpd_platform_boarding_status: configuration(
    500,
    'The boarding status of the MVPD is not set up properly for this platform.',
  ),
  invalid_configuration_mvpd_platform_profile_exchange: configuration(
    500,
    'The profile exchange of the MVPD is not set up properly for this platform.',
  ),
  invalid_access_token_service_provider: registration(
    'The access token is not valid for this service provider.',
  ),
  invalid_access_token_client_application: registration(
    'The access token is not valid because of its client application.',
  ),
  authenticated_profile_missing: authentication('There is no authenticated profile.'),
  authenticated_profile_expired: authentication('The authenticated profile has expired.'),
  authenticated_profile_invalidated: authentication('The authenticated profile was invalidated.'),
  temporary_access_duration_limit_exceeded: authentication('The temporary access is over.'),
  temporary_access_resources_limit_exceeded: authentication('The temporary access is used up.'),
  authorization_denied_by_hba_policies: authentication(
    'Home-based authentication does not cover this place.',
  ),
  authorization_denied_by_session_invalidated: authentication('The MVPD ended the session.'),
  identity_not_recognized_by_mvpd: authentication('The MVPD does not recognise the viewer.'),
  network_received_error: retry('The partner service could not be read.'),
  network_connection_timeout: retry('The partner service did not answer in time.'),
  maximum_execution_time_exceeded: retry('The request took too long.'),
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
/** Status 403 although the remedy is to repeat: as documented, and a trap for clients. */
function retry(message: string): ErrorEntry {
  return { action: 'retry', status: 403, message };
}
