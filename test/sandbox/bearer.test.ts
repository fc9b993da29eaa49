import { describe, expect, it } from 'vitest';
import { softwareStatement } from '../../apps/sandbox/index.ts';
import { errorCatalogue } from '../../apps/sandbox/pass/errorCatalogue.ts';
import { clientOf, closedPair, enhanced, pair, sandboxOf, TestClient } from './rig.ts';

describe('the access token on V2 calls', () => {
  it.each(['', 'unknown'])(
    'answers 401 for the token "%s", without a code that asks to register',
    async (token) => {
      const { client } = await pair();
      client.token = token;
      const { status, json } = await client.call('profiles');
      expect(status).toBe(401);
      expect(json.action).toBe('none');
      expect(Object.keys(errorCatalogue)).not.toContain(json.code);
    },
  );

  it('answers the same 401 when tokens are revoked, and a new one with the same credentials works', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ revokeTokens: true });
    expect((await client.call('profiles')).status).toBe(401);
    await client.renew();
    expect((await client.call('profiles')).status).toBe(200);
  });

  it.each(['credentials', 'statement'])(
    'asks to register again when the %s were revoked',
    async (what) => {
      const { sandbox, client } = await pair();
      sandbox.control.rules(
        what === 'statement' ? { revokeStatement: 'northstar-tv' } : { revokeCredentials: true },
      );
      const { status, json } = await client.call('profiles');
      expect(status).toBe(401);
      expect(json).toEqual(
        enhanced('invalid_access_token_client_application', 401, 'application-registration'),
      );
    },
  );

  it('refuses a statement without the V2 scope', async () => {
    const sandbox = await sandboxOf();
    const client = new TestClient(sandbox, 'old');
    expect((await client.register(softwareStatement('northstar-legacy'))).json.scopes).toEqual([
      'config:client',
      'decisions:client',
      'platform:sso',
      'profile:client',
      'tokens:client',
    ]);
    await client.renew();
    expect((await client.call('configuration')).json.code).toBe(
      'invalid_access_token_client_application',
    );
  });

  it('refuses a token of one service provider at another, and unknown ones', async () => {
    const { client } = await closedPair();
    client.serviceProvider = 'LIGHTHOUSE';
    expect((await client.call('configuration')).json).toEqual(
      enhanced('invalid_access_token_service_provider', 401, 'application-registration'),
    );
    client.serviceProvider = 'NOWHERE';
    const { status, json } = await client.call('configuration');
    expect(status).toBe(400);
    expect(json).toEqual(enhanced('invalid_parameter_service_provider', 400, 'none'));
  });

  it('loses profiles with the credentials they are bound to', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    expect(Object.keys((await client.call('profiles')).json.profiles)).toEqual(['ValleyCable']);
    const again = await clientOf(sandbox, client.deviceId);
    expect((await again.call('profiles')).json).toEqual({ profiles: {} });
  });
});
