import { describe, expect, it } from 'vitest';
import { enhanced, form, jsonBody, pair, session } from './rig.ts';

const status = (value: object) => ({
  'ap-partner-framework-status': Buffer.from(JSON.stringify(value)).toString('base64'),
});
const granted = (expirationDate: number, id = 'ValleyCable') =>
  status({
    frameworkPermissionInfo: { accessStatus: 'granted' },
    frameworkProviderInfo: { id, expirationDate: String(expirationDate) },
  });
const denied = status({
  frameworkPermissionInfo: { accessStatus: 'denied' },
  frameworkProviderInfo: {},
});
const { mvpd: _, ...fields } = session;
const saml = Buffer.from(
  '<?xml version="1.0"?><samlp:Response><saml:NameID>casey</saml:NameID></samlp:Response>',
).toString('base64');

describe('POST /api/v2/{serviceProvider}/sessions/sso/{partner}', () => {
  it('hands a SAML request to the partner’s framework', async () => {
    const { sandbox, client } = await pair();
    const headers = granted(sandbox.clock.now() + 60_000);
    const { status, json } = await client.call('sessions/sso/Apple', { ...form(fields), headers });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      actionName: 'partner_profile',
      actionType: 'direct',
      reasonType: 'none',
      url: '/api/v2/NORTHSTAR/profiles/sso/Apple',
      mvpd: 'ValleyCable',
      authenticationRequest: { type: 'saml', attributesNames: expect.any(Array) },
    });
    expect(json).not.toHaveProperty('code');
    expect(Buffer.from(json.authenticationRequest.request, 'base64').toString()).toMatch(
      /^<samlp:/,
    );
  });

  it('falls back to the basic flow, saying why', async () => {
    const { sandbox, client } = await pair();
    const call = async (headers: Record<string, string>, body: Record<string, string> = fields) =>
      (await client.call('sessions/sso/Apple', { ...form(body), headers })).json;
    expect(await call(denied)).toMatchObject({ reasonType: 'pfs_fallback', actionName: 'resume' });
    expect(await call({})).toMatchObject({ reasonType: 'pfs_fallback', code: expect.any(String) });
    expect(await call({}, {})).toMatchObject({ reasonType: 'missing_parameters_fallback' });
    sandbox.control.rules({ integration: { mvpd: 'ValleyCable', active: false } });
    expect(await call(granted(sandbox.clock.now() + 60_000))).toMatchObject({
      actionName: 'authenticate',
      actionType: 'interactive',
      reasonType: 'configuration_fallback',
    });
  });

  it('falls back where the framework only lists the provider, or a setting is missing', async () => {
    const { sandbox, client } = await pair();
    const later = sandbox.clock.now() + 60_000;
    const reason = async (id: string) => {
      const init = { ...form(fields), headers: granted(later, id) };
      return (await client.call('sessions/sso/Apple', init)).json.reasonType;
    };
    expect(await reason('Quillnet')).toBe('configuration_fallback');
    expect(await reason('HarborTV')).toBe('none');
    sandbox.control.rules({
      missingPlatformSettings: { mvpd: 'HarborTV', settings: ['platform_services'] },
    });
    expect(await reason('HarborTV')).toBe('configuration_fallback');
  });

  it('needs neither login nor framework while AuthNAll applies', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ degradation: { mvpd: 'ValleyCable', rule: 'AuthNAll' } });
    const headers = granted(sandbox.clock.now() + 60_000);
    const created = await client.call('sessions/sso/Apple', { ...form(fields), headers });
    expect(created.json).toMatchObject({ actionName: 'authorize', reasonType: 'degraded' });
    const init = { ...form({ SAMLResponse: saml }), headers };
    const { status, json } = await client.call('profiles/sso/Apple', init);
    expect(status).toBe(200);
    expect(json.profiles.ValleyCable).toMatchObject({ type: 'degraded', issuer: 'Adobe' });
  });

  it('knows Apple only', async () => {
    const { client } = await pair();
    const { status, json } = await client.call('sessions/sso/Pear', form(fields));
    expect(status).toBe(400);
    expect(json).toEqual(enhanced('invalid_parameter_partner', 400, 'none'));
  });
});

describe('POST /api/v2/{serviceProvider}/profiles/sso/{partner}', () => {
  it('answers 201 with a profile that is seen with the framework’s status only', async () => {
    const { sandbox, client } = await pair();
    const headers = granted(sandbox.clock.now() + 3_600_000);
    const { status, json } = await client.call('profiles/sso/Apple', {
      ...form({ SAMLResponse: saml }),
      headers,
    });
    expect(status).toBe(201);
    expect(json.profiles.ValleyCable).toMatchObject({ issuer: 'Apple', type: 'appleSSO' });
    expect((await client.call('profiles', { headers })).json).toEqual(json);
    expect((await client.call('profiles')).json).toEqual({ profiles: {} });
    const known = await client.call('sessions/sso/Apple', { ...form(fields), headers });
    expect(known.json).toMatchObject({ actionName: 'authorize', reasonType: 'authenticatedSSO' });
    const bye = await client.call('logout/ValleyCable?redirectUrl=https%3A%2F%2Fnorthstar.example');
    expect(bye.json.logouts.ValleyCable).toEqual({
      actionName: 'partner_logout',
      actionType: 'partner_interactive',
      mvpd: 'ValleyCable',
    });
  });

  it.each([
    ['permission_access_not_present', () => ({})],
    [
      'permission_access_not_determined',
      () => status({ frameworkPermissionInfo: { accessStatus: 'notDetermined' } }),
    ],
    ['permission_access_not_granted', () => denied],
    ['provider_id_not_determined', (now: number) => granted(now + 1_000_000, 'NoSuchTV')],
    ['provider_info_expired', (now: number) => granted(now - 1)],
  ])('answers 400 invalid_header_pfs_%s', async (code, headersAt) => {
    const { sandbox, client } = await pair();
    const { status, json } = await client.call('profiles/sso/Apple', {
      ...form({ SAMLResponse: saml }),
      headers: headersAt(sandbox.clock.now()) as Record<string, string>,
    });
    expect(status).toBe(400);
    expect(json).toEqual(enhanced(`invalid_header_pfs_${code}`, 400, 'none'));
  });

  it('lets decisions use the profile with the framework’s status of the same provider', async () => {
    const later = (now: number) => now + 3_600_000;
    for (const [mode, without] of [
      ['lenient', 200],
      ['strict', 400],
    ] as const) {
      const { sandbox, client } = await pair({ mode });
      const own = granted(later(sandbox.clock.now()));
      await client.call('profiles/sso/Apple', { ...form({ SAMLResponse: saml }), headers: own });
      const decide = (headers: Record<string, string>) =>
        client.call('decisions/authorize/ValleyCable', {
          ...jsonBody({ resources: ['NORTHSTAR-MAIN'] }),
          headers: { 'content-type': 'application/json', ...headers },
        });
      expect((await decide(own)).json.decisions[0].authorized).toBe(true);
      expect((await decide({})).status).toBe(without);
      expect((await decide(denied)).json.code).toBe(
        'invalid_header_pfs_permission_access_not_granted',
      );
      const other = granted(later(sandbox.clock.now()), 'HarborTV');
      expect((await decide(other)).json).toEqual(
        enhanced('invalid_header_pfs_provider_id_mismatch', 400, 'none'),
      );
    }
  });

  it('answers 400 for something that is no SAML response', async () => {
    const { sandbox, client } = await pair();
    const { status, json } = await client.call('profiles/sso/Apple', {
      ...form({ SAMLResponse: 'bm90aGluZw==' }),
      headers: granted(sandbox.clock.now() + 60_000),
    });
    expect(status).toBe(400);
    expect(json).toEqual(enhanced('invalid_parameter_saml_response', 400, 'none'));
  });
});
