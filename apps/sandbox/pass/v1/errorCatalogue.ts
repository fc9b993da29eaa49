import { errorCatalogue, isErrorCode } from '../errorCatalogue.ts';

/**
 * The Enhanced Error Codes that only REST API V1 has, with their actions and messages (page "Enhanced Error
 * Codes", legacy REST API v1). The other rows of that table equal V2's, see ../errorCatalogue.ts.
 */
export const v1Catalogue = {
  invalid_requestor: { action: 'none', message: 'The requestor parameter is missing or invalid.' },
  invalid_device_info: { action: 'none', message: 'The device information is missing or invalid.' },
  invalid_device_id: { action: 'none', message: 'The device identifier is missing or invalid.' },
  missing_resource: { action: 'none', message: 'The resource parameter is missing.' },
  malformed_authz_request: { action: 'none', message: 'Authorization request is null or invalid.' },
  internal_error: {
    action: 'none',
    message: 'The request failed due to an internal server error.',
  },
  unknown_integration: {
    action: 'configuration',
    message:
      'The integration between the specified programmer and identity provider does not exist. Use the TVE Dashboard to create the required integration.',
  },
  too_many_resources: {
    action: 'configuration',
    message:
      'The authorization or preauthorization request failed because too many resources were queried. Please contact support team to properly configure the authorization and preauthorization limitations.',
  },
  authentication_session_issuer_mismatch: {
    action: 'authentication',
    message:
      'The authorization request failed due to the fact that the indicated MVPD for the authorization flow is different from the one who issued the authentication session. The user must re-authenticate with the desired MVPD in order to continue.',
  },
  authentication_session_invalidated: {
    action: 'authentication',
    message:
      'The authentication session was invalidated by the identity provider. The user must re-authenticate with a supported MVPD in order to continue.',
  },
  authentication_session_missing: {
    action: 'authentication',
    message:
      'The authentication session associated with this request could not be retrieved. The user must re-authenticate with a supported MVPD in order to continue.',
  },
  authentication_session_expired: {
    action: 'authentication',
    message:
      'The current authentication session has expired. The user must re-authenticate with a supported MVPD in order to continue.',
  },
  preauthorization_authentication_session_missing: {
    action: 'authentication',
    message:
      'The authentication session associated with this request could not be retrieved. The user must re-authenticate with a supported MVPD in order to continue.',
  },
  preauthorization_authentication_session_expired: {
    action: 'authentication',
    message:
      'The current authentication session has expired. The user must re-authenticate with a supported MVPD in order to continue.',
  },
  authorization_not_found: {
    action: 'authorization',
    message:
      'No authorization was found for the specified resource. The user must obtain a new authorization in order to continue.',
  },
  authorization_expired: {
    action: 'authorization',
    message:
      'The previous authorization for the specified resource has expired. The user must obtain a new authorization in order to continue.',
  },
} as const;

export type V1Code = keyof typeof v1Catalogue;

/** The published message of a code of either API; undefined when the tables do not have the code. */
export function messageOf(code: string): string | undefined {
  if (isErrorCode(code)) return errorCatalogue[code].message;
  return isV1Code(code) ? v1Catalogue[code].message : undefined;
}

export function isV1Code(code: string): code is V1Code {
  return Object.hasOwn(v1Catalogue, code);
}
