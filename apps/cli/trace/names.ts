/**
 * Names of values that must never be shown: of headers, and of fields in queries, forms, JSON and XML.
 * Used by `--trace` and by the commands that print a viewer's attributes.
 */
const secret =
  /^(authorization|proxy-authorization|cookie|set-cookie|client_?id|ip|ip_?address|.*device[-_]?id(entifier)?|device[-_]?user|generic_?data|ad-service-token|adobe-subject-token|x-roku-.*|ap-temppass-identity|ap-partner-framework-status|saml_?response|x-terminat(e|or)|termination_?code|subject|session_?(id|guid)|.*(token|secret|password|statement|assertion|credential|signature).*)$/is;
const personal = /^((upstream_?)?user_?id|household_?id|primary_?oid|user_?guid)$/i;
const harmless = /^(token_?type|token_?source)$/i;
const registrationCode = /^(code|reg_?code|registration_?code)$/i;

/** Attributes of a viewer (Adobe: "User Metadata") that identify nobody. */
const impersonal = new Set([
  'allowMirroring',
  'channelID',
  'expiration_date',
  'hba_status',
  'inHome',
  'is_hoh',
  'language',
  'maxRating',
  'onNet',
  'remaining_resources',
  'tokenSource',
  'used_assets',
]);

export function isSecretName(name: string): boolean {
  return (secret.test(name) || personal.test(name)) && !harmless.test(name);
}

/** The field may contain a registration code; an Enhanced Error's `code` is no secret (`isErrorCode`). */
export function isCodeName(name: string): boolean {
  return registrationCode.test(name);
}

/** `authorization_denied_by_mvpd`; registration codes look different. */
export function isErrorCode(text: string): boolean {
  return /^[a-z0-9]+(_[a-z0-9]+)+$/.test(text) || text === 'unauthorized';
}

/** Members that contain a viewer's attributes: V2 `attributes`, V1 `data`. */
export function isAboutViewer(name: string): boolean {
  return name === 'attributes' || name === 'data';
}

export function isImpersonal(attribute: string): boolean {
  return impersonal.has(attribute);
}
