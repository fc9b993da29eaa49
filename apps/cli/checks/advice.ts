import { getOwn, type PassError } from '@couchpass/core';
import { isUnanswered } from '@couchpass/core/pass';

/** Advice for the errors that the service returns to a client that is set up wrongly. */
const byCode: Readonly<Record<string, string>> = {
  invalid_software_statement:
    'The service did not issue this software statement. Copy it again, whole, from the TVE Dashboard of the same environment (production, staging) into pass.softwareStatement.',
  unapproved_software_statement:
    'The software statement is revoked or not approved yet. The TVE Dashboard says which; issue a new one there.',
  invalid_redirect_uri:
    'The registered application asks for another redirect URI. Look at it in the TVE Dashboard.',
  invalid_client: 'The service does not keep the client that it has just registered. Ask Adobe.',
  unauthorized_client:
    'The registered application may not use this grant. Look at it in the TVE Dashboard.',
  invalid_request:
    'The service could not read the registration. Is pass.baseUrl an Adobe Pass host?',
  invalid_access_token_client_application:
    'The registered application may not make these calls. It needs the scope of REST API V2 (api:client:v2), or has been revoked: look at it in the TVE Dashboard, and download its statement again.',
  invalid_access_token_service_provider:
    'The software statement belongs to another service provider than pass.serviceProvider.',
  invalid_parameter_service_provider:
    'The service does not know pass.serviceProvider. Capitals count; environments have lists of their own.',
  invalid_requestor:
    'The service does not know pass.serviceProvider. Capitals count; environments have lists of their own.',
  unauthorized:
    'The service refuses the access token it has just given. The statement may lack the scope of this API.',
  captive_portal:
    'This network asks for something first: open a page in a browser on it, then try again.',
  not_the_service: 'Something else than Adobe Pass answers: look at pass.baseUrl, and for a proxy.',
  service_failed: 'The service is down, or a proxy before it says so. Wait, and look who answers.',
  unreadable_answer: 'The answer was cut off on its way. Try again, and look for a proxy.',
  throttled: 'Too many requests from this address. Wait a minute.',
  network_unreachable: 'Look at the address, the name server, the firewall and the certificate.',
  network_timeout: 'It is reachable, but too slow. Try again, and look for a proxy.',
};

const otherwise = 'Give the code and the trace to Adobe; --trace shows what was asked.';

export function adviceOn(error: PassError): string {
  return getOwn(byCode, error.code) ?? otherwise;
}

/** `401 invalid_access_token_client_application, trace 1234` */
export function sayError(error: PassError): string {
  const { status, code, trace } = error;
  const parts = [!isUnanswered(error) ? `${status} ${code}` : code, trace && `trace ${trace}`];
  return parts.filter((part) => part).join(', ');
}
