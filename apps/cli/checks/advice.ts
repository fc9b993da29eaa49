import { getOwn, type PassError } from '@couchpass/core';
import { isUnanswered } from '@couchpass/core/pass';

/** Advice for the errors that the service returns to a client that is set up wrongly. */
const byCode: Readonly<Record<string, string>> = {
  invalid_software_statement:
    'The service did not issue this software statement. Copy the complete statement again from the TVE Dashboard of the same environment (production, staging) into pass.softwareStatement.',
  unapproved_software_statement:
    'The software statement is revoked or not approved yet. The TVE Dashboard says which; issue a new one there.',
  invalid_redirect_uri:
    'The registered application asks for another redirect URI. Check it in the TVE Dashboard.',
  invalid_client: 'The service does not accept the client that it has just registered. Ask Adobe.',
  unauthorized_client:
    'The registered application may not use this grant. Check it in the TVE Dashboard.',
  invalid_request:
    'The service could not read the registration. Is pass.baseUrl an Adobe Pass host?',
  invalid_access_token_client_application:
    'The registered application may not make these calls. It needs the scope of REST API V2 (api:client:v2), or has been revoked: check it in the TVE Dashboard, and download its statement again.',
  invalid_access_token_service_provider:
    'The software statement belongs to another service provider than pass.serviceProvider.',
  invalid_parameter_service_provider:
    'The service does not know pass.serviceProvider. Capital and small letters differ, and each environment has its own list.',
  invalid_requestor:
    'The service does not know pass.serviceProvider. Capital and small letters differ, and each environment has its own list.',
  unauthorized:
    'The service refuses the access token it has just given. The statement may lack the scope of this API.',
  captive_portal:
    'This network asks for something first: open a page in a browser on it, then try again.',
  not_the_service:
    'Another server than Adobe Pass answers: check pass.baseUrl, and whether there is a proxy.',
  service_failed:
    'The service is down, or a proxy in front of it reports this. Wait, and check which server answers.',
  unreadable_answer:
    'The answer arrived incomplete. Try again, and check whether there is a proxy.',
  throttled: 'Too many requests from this address. Wait a minute.',
  network_unreachable: 'Check the address, the name server, the firewall and the certificate.',
  network_timeout: 'It is reachable, but too slow. Try again, and check whether there is a proxy.',
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
