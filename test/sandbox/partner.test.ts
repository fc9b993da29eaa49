import { describe, expect, it } from 'vitest';
import { enhanced, form, pair, session } from './rig.ts';

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
