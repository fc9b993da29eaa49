import { describe, expect, it } from 'vitest';
import { type RuleOrders, softwareStatement } from '../../apps/sandbox/index.ts';
import { errorCatalogue } from '../../apps/sandbox/pass/errorCatalogue.ts';
import {
  type Answer,
  ask,
  clientOf,
  enhanced,
  form,
  jsonBody,
  pair,
  sandboxOf,
  session,
  TestClient,
} from './rig.ts';

/**
 * Every Enhanced Error Code of REST API V2, caused by a real failure: no fault is ordered here. The actions
 * and statuses are those of the page "Enhanced Error Codes".
 */
interface Cause {
  readonly action: string;
  readonly status: number;
  /** `strict`: lenient mode accepts it. */
  readonly mode?: 'strict';
  /** Returns the error from where the client finds it: the whole answer, or inside a decision. */
  readonly cause: (client: TestClient) => Promise<Answer>;
}

const MVPD = 'ValleyCable';
const later = (client: TestClient) => String(client.sandbox.clock.now() + 3_600_000);
const pfs = (value: object) => ({
  'ap-partner-framework-status': Buffer.from(JSON.stringify(value)).toString('base64'),
});
const granted = (client: TestClient, id = MVPD, expirationDate = later(client)) =>
  pfs({
    frameworkPermissionInfo: { accessStatus: 'granted' },
    frameworkProviderInfo: { id, expirationDate },
  });
const saml = form({ SAMLResponse: Buffer.from('<Response/>').toString('base64') });

const partnerProfile = (client: TestClient, headers: Record<string, string>, init = saml) =>
  client.call('profiles/sso/Apple', { ...init, headers });

const denied = (accessStatus: string) => (client: TestClient) =>
  partnerProfile(
    client,
    pfs({ frameworkPermissionInfo: { accessStatus }, frameworkProviderInfo: {} }),
  );

/** Signs in, applies the rule, and requests a decision. */
const afterRule =
  (rule: RuleOrders, kind: 'authorize' | 'preauthorize' = 'authorize') =>
  async (client: TestClient) => {
    await client.signIn();
    client.sandbox.control.rules(rule);
    return kind === 'authorize'
      ? client.authorize('NORTHSTAR-MAIN')
      : client.preauthorize(['NORTHSTAR-MAIN']);
  };

const signedInAs =
  (user: string, resource: string, mvpd = MVPD) =>
  async (client: TestClient) => {
    await client.signIn(user, mvpd);
    return client.authorize(resource, mvpd);
  };

const withoutSetting = (
  setting: NonNullable<RuleOrders['missingPlatformSettings']>['settings'][number],
) => ({
  action: 'configuration',
  status: 500,
  cause: (client: TestClient) => {
    client.sandbox.control.rules({
      missingPlatformSettings: { mvpd: MVPD, settings: [setting] },
    });
    return partnerProfile(client, granted(client));
  },
});

const bad = { action: 'none', status: 400 } as const;
const deniedFor = { action: 'none', status: 403 } as const;
const misconfigured = { action: 'configuration', status: 500 } as const;
const registerAgain = { action: 'application-registration', status: 401 } as const;
const signInAgain = { action: 'authentication', status: 403 } as const;
const again = { action: 'retry', status: 403 } as const;

const causes: Readonly<Record<keyof typeof errorCatalogue, Cause>> = {
  invalid_parameter_service_provider: {
    ...bad,
    mode: 'strict',
    cause: (client) => {
      client.serviceProvider = 'NOWHERE';
      return client.call('configuration');
    },
  },
  invalid_parameter_mvpd: { ...bad, cause: (client) => client.call('profiles/NoSuchTV') },
  invalid_parameter_code: { ...bad, cause: (client) => client.callByCode('profiles/code/%3F') },
  invalid_parameter_resources: {
    ...bad,
    cause: (client) => client.call(`decisions/authorize/${MVPD}`, jsonBody({})),
  },
  invalid_parameter_redirect_url: {
    ...bad,
    mode: 'strict',
    cause: (client) => client.createSession({ redirectUrl: 'https://evil.example/' }),
  },
  invalid_parameter_partner: {
    ...bad,
    cause: (client) => client.call('sessions/sso/Pear', form(session)),
  },
  invalid_parameter_saml_response: {
    ...bad,
    cause: (client) => partnerProfile(client, granted(client), form({})),
  },
  invalid_header_device_info: {
    ...bad,
    mode: 'strict',
    cause: (client) => client.call('profiles', { headers: { 'x-device-info': 'e30x' } }),
  },
  invalid_header_device_identifier: { ...bad, cause: (client) => client.callByCode('profiles') },
  invalid_header_identity_for_temporary_access: {
    ...bad,
    cause: (client) => client.call('profiles/TempPass_Premiere'),
  },
  invalid_header_pfs_permission_access_not_present: {
    ...bad,
    cause: (client) => partnerProfile(client, {}),
  },
  invalid_header_pfs_permission_access_not_determined: { ...bad, cause: denied('notDetermined') },
  invalid_header_pfs_permission_access_not_granted: { ...bad, cause: denied('denied') },
  invalid_header_pfs_provider_id_not_determined: {
    ...bad,
    cause: (client) => partnerProfile(client, granted(client, 'NoSuchTV')),
  },
  invalid_header_pfs_provider_id_mismatch: {
    ...bad,
    cause: async (client) => {
      await partnerProfile(client, granted(client));
      return client.call(`decisions/authorize/${MVPD}`, {
        ...jsonBody({ resources: ['NORTHSTAR-MAIN'] }),
        headers: { 'content-type': 'application/json', ...granted(client, 'HarborTV') },
      });
    },
  },
  invalid_header_pfs_provider_info_expired: {
    ...bad,
    cause: async (client) => {
      const headers = granted(client);
      client.sandbox.clock.advance(3_600_000);
      return partnerProfile(client, headers);
    },
  },
  invalid_integration: {
    ...bad,
    cause: (client) => {
      client.sandbox.control.rules({ integration: { mvpd: MVPD, active: false } });
      return client.createSession();
    },
  },
  invalid_authentication_session: {
    ...bad,
    cause: async (client) => {
      const { code } = (await client.createSession()).json;
      client.sandbox.clock.advance(1_800_000);
      return client.callByCode(`sessions/${code}`);
    },
  },
  preauthorization_denied_by_mvpd: {
    ...deniedFor,
    cause: async (client) => {
      await client.signIn('casey');
      return client.preauthorize(['NORTHSTAR-SPORT']);
    },
  },
  authorization_denied_by_mvpd: { ...deniedFor, cause: signedInAs('casey', 'NORTHSTAR-SPORT') },
  authorization_denied_by_parental_controls: {
    ...deniedFor,
    cause: signedInAs('kim', 'NORTHSTAR-MAIN'),
  },
  authorization_denied_by_degradation_rule: {
    ...deniedFor,
    cause: afterRule({ degradation: { mvpd: MVPD, rule: 'AuthZNone' } }),
  },
  internal_server_error: {
    action: 'none',
    status: 500,
    cause: afterRule({ trouble: { mvpd: MVPD, kind: 'nonsense' } }),
  },
  too_many_resources: {
    action: 'configuration',
    status: 403,
    cause: (client) => client.preauthorize(['1', '2', '3', '4', '5', '6']),
  },
  invalid_configuration_user_metadata_certificate: {
    ...misconfigured,
    cause: async (client) => {
      await client.signIn('alex', 'Lanternfish');
      client.sandbox.control.rules({ certificate: { pem: null } });
      return client.call('profiles');
    },
  },
  invalid_configuration_temporary_access: {
    ...misconfigured,
    cause: (client) => {
      client.sandbox.control.rules({ tempPass: { mvpd: 'TempPass_Northstar', lifeS: null } });
      return client.authorize('NORTHSTAR-MAIN', 'TempPass_Northstar');
    },
  },
  invalid_configuration_platform: withoutSetting('platform'),
  invalid_configuration_platform_id: withoutSetting('platform_id'),
  invalid_configuration_platform_trait: withoutSetting('platform_trait'),
  invalid_configuration_platform_category_trait: withoutSetting('platform_category_trait'),
  invalid_configuration_platform_services: withoutSetting('platform_services'),
  invalid_configuration_mvpd_platform: withoutSetting('mvpd_platform'),
  invalid_configuration_mvpd_platform_boarding_status: withoutSetting(
    'mvpd_platform_boarding_status',
  ),
  invalid_configuration_mvpd_platform_profile_exchange: withoutSetting(
    'mvpd_platform_profile_exchange',
  ),
  invalid_access_token_service_provider: {
    ...registerAgain,
    cause: (client) => {
      client.serviceProvider = 'LIGHTHOUSE';
      return client.call('profiles');
    },
  },
  invalid_access_token_client_application: {
    ...registerAgain,
    cause: (client) => {
      client.sandbox.control.rules({
        revokeCredentials: { clientId: client.credentials.client_id },
      });
      return client.call('profiles');
    },
  },
  authenticated_profile_missing: {
    ...signInAgain,
    cause: (client) => client.authorize('NORTHSTAR-MAIN'),
  },
  authenticated_profile_expired: {
    ...signInAgain,
    cause: async (client) => {
      client.sandbox.control.rules({ profileLifeS: 60 });
      await client.signIn();
      client.sandbox.clock.advance(60_000);
      return client.authorize('NORTHSTAR-MAIN');
    },
  },
  authenticated_profile_invalidated: {
    ...signInAgain,
    cause: async (client) => {
      await client.signIn();
      client.sandbox.control.rules({ revokeStatement: 'northstar-tv' });
      client.sandbox.control.rules({ approveStatement: 'northstar-tv' });
      return client.authorize('NORTHSTAR-MAIN');
    },
  },
  temporary_access_duration_limit_exceeded: {
    ...signInAgain,
    cause: async (client) => {
      await client.authorize('NORTHSTAR-MAIN', 'TempPass_Northstar');
      client.sandbox.clock.advance(600_000);
      return client.call('profiles/TempPass_Northstar');
    },
  },
  temporary_access_resources_limit_exceeded: {
    ...signInAgain,
    cause: async (client) => {
      const mvpd = 'TempPass_Premiere';
      client.sandbox.control.rules({ tempPass: { mvpd, resources: 1 } });
      const identity = Buffer.from(JSON.stringify({ email: 'a'.repeat(64) })).toString('base64');
      const authorize = (resource: string) =>
        client.call(`decisions/authorize/${mvpd}`, {
          ...jsonBody({ resources: [resource] }),
          headers: { 'content-type': 'application/json', 'ap-temppass-identity': identity },
        });
      await authorize('NORTHSTAR-MAIN');
      return authorize('NORTHSTAR-NEWS');
    },
  },
  authorization_denied_by_hba_policies: {
    ...signInAgain,
    cause: async (client) => {
      const { code } = (await client.createSession({ mvpd: 'Hearthline' })).json;
      client.sandbox.control.signIn({ code });
      client.sandbox.control.rules({ atHome: false });
      return client.authorize('NORTHSTAR-MAIN', 'Hearthline');
    },
  },
  authorization_denied_by_session_invalidated: {
    ...signInAgain,
    cause: async (client) => {
      await client.signIn('alex', 'Mayfly');
      client.sandbox.clock.advance(600_000);
      return client.authorize('NORTHSTAR-MAIN', 'Mayfly');
    },
  },
  identity_not_recognized_by_mvpd: {
    ...signInAgain,
    cause: signedInAs('robin', 'NORTHSTAR-MAIN'),
  },
  network_received_error: { ...again, cause: signedInAs('alex', 'NORTHSTAR-MAIN', 'Wobble') },
  network_connection_timeout: {
    ...again,
    cause: afterRule({ trouble: { mvpd: MVPD, kind: 'silent' } }),
  },
  maximum_execution_time_exceeded: {
    ...again,
    cause: afterRule({ trouble: { mvpd: MVPD, kind: 'late' } }, 'preauthorize'),
  },
};

describe('the Enhanced Error Codes of REST API V2', () => {
  it('are 47, each with a cause here', () => {
    expect(Object.keys(causes)).toHaveLength(47);
    expect(Object.keys(causes).sort()).toEqual(Object.keys(errorCatalogue).sort());
  });

  it.each(Object.entries(causes))('%s', async (code, { action, status, mode, cause }) => {
    const { sandbox, client } = await pair(mode === undefined ? {} : { mode });
    const answer = await cause(client);
    const expected = enhanced(code, status, action);
    expect(sandbox.control.faults()).toEqual([]);
    if (answer.status === 200) {
      const [decision] = answer.json.decisions;
      expect(decision).toMatchObject({ authorized: false, error: expected });
      expect(decision).not.toHaveProperty('token');
    } else {
      expect(answer.status).toBe(status);
      expect(answer.json).toEqual(expected);
    }
  });
});

/** Dynamic client registration answers as OAuth does: 400 and `{"error": code}`. */
const registrationErrors: Readonly<Record<string, () => Promise<Answer>>> = {
  invalid_request: async () => new TestClient(await sandboxOf(), 'tv-1').register(''),
  invalid_redirect_uri: async () =>
    ask(
      `${(await sandboxOf()).url}/o/client/register`,
      jsonBody({
        software_statement: softwareStatement('northstar-tv'),
        redirect_uri: 'no address',
      }),
    ),
  invalid_software_statement: async () =>
    new TestClient(await sandboxOf({ mode: 'strict' }), 'tv-1').register('aa.bb.cc'),
  unapproved_software_statement: async () => {
    const sandbox = await sandboxOf();
    sandbox.control.rules({ revokeStatement: 'northstar-tv' });
    return new TestClient(sandbox, 'tv-1').register();
  },
  invalid_client: async () => {
    const client = await clientOf(await sandboxOf());
    client.sandbox.control.rules({ revokeCredentials: true });
    return client.renew();
  },
  unauthorized_client: async () => {
    const client = new TestClient(await sandboxOf(), 'tv-1');
    const { json } = await client.register(softwareStatement('northstar-kiosk'));
    expect(json.grant_types).toEqual(['authorization_code']);
    return client.renew();
  },
  unsupported_grant_type: async () => {
    const { sandbox, client } = await pair();
    const fields = { ...client.credentials, grant_type: 'password' };
    return ask(`${sandbox.url}/o/client/token`, form(fields));
  },
};

describe('the errors of dynamic client registration', () => {
  it.each(Object.entries(registrationErrors))('%s', async (error, cause) => {
    const { status, json } = await cause();
    expect(status).toBe(400);
    expect(json).toEqual({ error });
  });
});
