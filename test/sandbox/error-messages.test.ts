import { describe, expect, it } from 'vitest';
import { type Answer, form, pair, type TestClient } from './rig.ts';
import { v1Pair } from './v1-rig.ts';

/** Texts of the page "Enhanced Error Codes"; existing clients compare them. */
const cases: ReadonlyArray<
  readonly [code: string, message: string, call: (client: TestClient) => Promise<Answer>]
> = [
  [
    'invalid_parameter_mvpd',
    'The mvpd parameter value is missing or invalid.',
    (client) => client.call('profiles/NoSuchTV'),
  ],
  [
    'invalid_parameter_code',
    'The code parameter value is missing or invalid.',
    (client) => client.callByCode('profiles/code/-'),
  ],
  [
    'invalid_authentication_session',
    'The authentication session associated with this request is missing or invalid.',
    (client) => client.callByCode('profiles/code/ABCDEFG'),
  ],
  [
    'invalid_parameter_resources',
    'The resources parameter value is missing or invalid.',
    (client) => client.call('decisions/authorize/ValleyCable', form({})),
  ],
  [
    'invalid_header_device_identifier',
    'The device identifier header value is missing or invalid.',
    (client) => client.callByCode('profiles'),
  ],
  [
    'invalid_integration',
    'The integration between the specified service provider and mvpd does not exist or is disabled.',
    (client) => {
      client.sandbox.control.rules({ integration: { mvpd: 'HarborTV', active: false } });
      return client.call('profiles/HarborTV');
    },
  ],
  [
    'too_many_resources',
    'The authorization or preauthorization request failed because too many resources were queried. Please contact support team to properly configure the authorization and preauthorization limitations.',
    (client) => client.preauthorize(['A', 'B', 'C', 'D', 'E', 'F']),
  ],
  [
    'authenticated_profile_missing',
    'The authenticated profile associated with this request is missing.',
    (client) => client.authorize('NORTHSTAR-MAIN'),
  ],
  [
    'invalid_access_token_client_application',
    'The access token is invalid due to invalid client application.',
    (client) => {
      client.sandbox.control.rules({ revokeCredentials: true });
      return client.call('profiles');
    },
  ],
];

describe('messages of Enhanced Errors are those of the published tables', () => {
  it.each(cases)('V2: %s', async (code, message, call) => {
    const { client } = await pair();
    const { json } = await call(client);
    expect(json.decisions?.[0].error ?? json).toMatchObject({ code, message });
  });

  it('V2, in a decision', async () => {
    const { client } = await pair();
    await client.signIn('casey');
    const { json } = await client.authorize('NORTHSTAR-SPORT');
    expect(json.decisions[0].error.message).toBe(
      'The MVPD has returned a "Deny" decision when requesting authorization for the specified resource.',
    );
  });

  it('V1, where they are switched on', async () => {
    const { sandbox, client } = await v1Pair();
    sandbox.control.rules({ v1Errors: 'enhanced' });
    const device = await client.device('/api/v1/checkauthn', { deviceId: '' });
    expect(device.json.message).toBe('The device identifier is missing or invalid.');
    await client.signIn('casey');
    const denied = await client.authorize('NORTHSTAR-SPORT');
    expect(denied.json.message).toContain('The MVPD has returned a "Deny" decision');
  });
});
