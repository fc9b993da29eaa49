import { isErrorCode } from './errorCatalogue.ts';
import { isV1Code } from './errorCatalogueV1.ts';

/** Codes from Adobe's files that are in neither catalogue, and those of DCR. */
const OTHERS = new Set([
  'invalid_request',
  'invalid_redirect_uri',
  'invalid_software_statement',
  'unapproved_software_statement',
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'authorization_denied_by_degradation_configuration_change',
  'invalid_refresh_token',
  'maximum_attempts_exceeded',
  'degraded_integration',
]);

/** False for codes that Adobe does not document; true for '', which means no code. */
export const isKnownCode = (code: string): boolean =>
  code === '' || isErrorCode(code) || isV1Code(code) || OTHERS.has(code);
