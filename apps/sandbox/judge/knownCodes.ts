import { isErrorCode } from '../pass/errorCatalogue.ts';

/** Codes from Adobe's files that are not in the V2 catalogue, and those of DCR. */
const OTHERS = new Set(
  [
    'invalid_request invalid_redirect_uri invalid_software_statement unapproved_software_statement',
    'invalid_client unauthorized_client unsupported_grant_type',
    'authorization_denied_by_degradation_configuration_change invalid_refresh_token',
    'maximum_attempts_exceeded degraded_integration invalid_requestor invalid_device_info',
    'invalid_device_id missing_resource malformed_authz_request internal_error unknown_integration',
    'authentication_session_issuer_mismatch authentication_session_invalidated',
    'authentication_session_missing authentication_session_expired',
    'preauthorization_authentication_session_missing',
    'preauthorization_authentication_session_expired authorization_not_found authorization_expired',
  ]
    .join(' ')
    .split(' '),
);

/** False for codes that Adobe does not document; true for '', which means no code. */
export const isKnownCode = (code: string): boolean =>
  code === '' || isErrorCode(code) || OTHERS.has(code);
