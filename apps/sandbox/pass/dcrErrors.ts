/**
 * The errors of dynamic client registration (pages "Retrieve client credentials" and "Retrieve access
 * token"): OAuth's `{"error": code}` with 400.
 */
export const DCR_ERRORS = [
  'invalid_request',
  'invalid_redirect_uri',
  'invalid_software_statement',
  'unapproved_software_statement',
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
] as const;

export type DcrError = (typeof DCR_ERRORS)[number];

export function isDcrError(text: string): text is DcrError {
  return (DCR_ERRORS as readonly string[]).includes(text);
}
