import { describe, expect, it } from 'vitest';
import { policyFor, type Remedy } from '../../core/pass/errorPolicy.ts';
import { PassError } from '../../core/pass/errors.ts';

/** Adobe, "Enhanced Error Codes": every V2 code with the action and status of its table. */
const documented: [action: string, status: number, remedy: Remedy, codes: string][] = [
  [
    'none',
    400,
    'none',
    'invalid_parameter_service_provider invalid_parameter_resources invalid_parameter_redirect_url invalid_parameter_partner invalid_parameter_saml_response invalid_header_device_info invalid_header_device_identifier invalid_header_identity_for_temporary_access invalid_header_pfs_permission_access_not_present invalid_header_pfs_permission_access_not_determined invalid_header_pfs_permission_access_not_granted invalid_header_pfs_provider_id_not_determined invalid_header_pfs_provider_id_mismatch invalid_header_pfs_provider_info_expired',
  ],
  ['none', 400, 'chooseProvider', 'invalid_parameter_mvpd invalid_integration'],
  ['none', 400, 'newCode', 'invalid_parameter_code invalid_authentication_session'],
  [
    'none',
    403,
    'none',
    'preauthorization_denied_by_mvpd authorization_denied_by_mvpd authorization_denied_by_parental_controls authorization_denied_by_degradation_rule',
  ],
  ['none', 500, 'none', 'internal_server_error'],
  ['configuration', 403, 'none', 'too_many_resources'],
  [
    'configuration',
    500,
    'none',
    'invalid_configuration_user_metadata_certificate invalid_configuration_temporary_access invalid_configuration_platform invalid_configuration_platform_id invalid_configuration_platform_trait invalid_configuration_platform_category_trait invalid_configuration_platform_services invalid_configuration_mvpd_platform invalid_configuration_mvpd_platform_boarding_status invalid_configuration_mvpd_platform_profile_exchange',
  ],
  [
    'application-registration',
    401,
    'register',
    'invalid_access_token_service_provider invalid_access_token_client_application',
  ],
  [
    'authentication',
    403,
    'signIn',
    'authenticated_profile_missing authenticated_profile_expired authenticated_profile_invalidated temporary_access_duration_limit_exceeded temporary_access_resources_limit_exceeded authorization_denied_by_hba_policies authorization_denied_by_session_invalidated identity_not_recognized_by_mvpd',
  ],
  [
    'retry',
    403,
    'retry',
    'network_received_error network_connection_timeout maximum_execution_time_exceeded',
  ],
];

const rows = documented.flatMap(([action, status, remedy, codes]) =>
  codes.split(' ').map((code) => ({ code, action, status, remedy })),
);

describe('the table of errors', () => {
  it('knows all 47 documented codes', () =>
    expect(new Set(rows.map(({ code }) => code)).size).toBe(47));

  it.each(rows)('$code ($action) → $remedy', ({ code, action, status, remedy }) => {
    const rule = policyFor(new PassError({ code, action, status }));
    expect(rule.remedy).toBe(remedy);
    expect(rule.problem === 'unknown').toBe(remedy === 'newCode');
  });

  it('goes by action for a code that it does not know, never by status', () => {
    const of = (action: string, status: number) =>
      policyFor(new PassError({ code: 'brand_new', action, status })).remedy;
    expect(of('retry', 403)).toBe('retry');
    expect(of('authentication', 500)).toBe('signIn');
    expect(of('application-registration', 400)).toBe('register');
    expect(of('dance', 500)).toBe('none');
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))(
    'knows neither a code nor an action "%s", though every object has it',
    (name) => {
      const unknown = { remedy: 'none', problem: 'unknown' };
      expect(policyFor(new PassError({ code: name }))).toEqual(unknown);
      expect(policyFor(new PassError({ code: 'brand_new', action: name }))).toEqual(unknown);
    },
  );
});
