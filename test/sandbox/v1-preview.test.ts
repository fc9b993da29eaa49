import { describe, expect, it } from 'vitest';
import { form } from './rig.ts';
import { closedV1Pair, type V1TestClient, v1ClientOf, v1Pair } from './v1-rig.ts';

const fields = {
  requestor_id: 'NORTHSTAR',
  deviceId: 'tv-1',
  mso_id: 'TempPass_Northstar',
  domain_name: 'northstar.example',
};
const path = '/api/v1/authenticate/freepreview';
const post = { method: 'POST' };
const preview = (client: V1TestClient) =>
  client.call(path, { ...fields, deviceId: client.deviceId }, post);

describe('POST /api/v1/authenticate/freepreview', () => {
  it('204 by query or by form; then every channel is authorized, without a second screen', async () => {
    const { sandbox, client } = await v1Pair();
    const byQuery = await preview(client);
    expect([byQuery.status, byQuery.text]).toEqual([204, '']);
    expect((await client.call(path, {}, form(fields))).status).toBe(204);
    expect((await client.device('/api/v1/checkauthn')).status).toBe(200);
    expect((await client.device('/api/v1/tokens/authn')).json.mvpd).toBe('TempPass_Northstar');
    const resource = 'NORTHSTAR-SPORT';
    expect((await client.authorize(resource)).status).toBe(200);
    const media = await client.device('/api/v1/tokens/media', { resource });
    expect(await sandbox.verifyMediaToken(media.json.serializedToken, resource)).toBe(
      'VALID_TOKEN',
    );
  });

  it('the clock starts with the first authorization; nothing is authorized after it', async () => {
    const { sandbox, client } = await v1Pair();
    await preview(client);
    sandbox.clock.advance(300_000);
    const { expires } = (await client.authorize('NORTHSTAR-MAIN')).json;
    expect((Number(expires) - sandbox.clock.now()) / 60_000).toBeCloseTo(10, 1);
    sandbox.clock.advance(601_000);
    expect((await preview(client)).status).toBe(204);
    const { status, json } = await client.authorize('NORTHSTAR-MAIN');
    expect([status, json]).toEqual([403, { status: 403, message: 'User not authorized' }]);
    sandbox.control.rules({ v1Errors: 'enhanced' });
    expect((await client.authorize('NORTHSTAR-MAIN')).json.code).toBe(
      'temporary_access_duration_limit_exceeded',
    );
  });

  it('belongs to the device', async () => {
    const { sandbox, client } = await v1Pair();
    await preview(client);
    const other = await v1ClientOf(sandbox, 'tv-2');
    expect((await other.device('/api/v1/checkauthn')).status).toBe(403);
  });

  it('a regular login takes its place without a logout', async () => {
    const { sandbox, client } = await v1Pair();
    await preview(client);
    sandbox.clock.advance(1_000);
    await client.signIn();
    expect((await client.device('/api/v1/tokens/authn')).json.mvpd).toBe('ValleyCable');
  });

  it.each(['requestor_id', 'deviceId', 'mso_id', 'domain_name'])('400 without %s', async (name) => {
    const { client } = await v1Pair();
    const { status, json } = await client.call(path, { ...fields, [name]: '' }, post);
    expect([status, json]).toEqual([
      400,
      { status: 400, message: `Required '${name}' is not present` },
    ]);
  });

  it('400 for a provider that wants credentials, and, in strict mode, for a foreign domain', async () => {
    const { client } = await v1Pair({ mode: 'strict' });
    const wrong = { ...fields, mso_id: 'ValleyCable' };
    expect((await client.call(path, wrong, post)).status).toBe(400);
    const foreign = { ...fields, domain_name: 'evil.example' };
    expect((await client.call(path, foreign, post)).status).toBe(400);
  });
});

describe("Apple's single sign-on", () => {
  const request = '/api/v1/NORTHSTAR/profile-requests/ValleyCable';
  const saml = (xml: string) => Buffer.from(xml).toString('base64');
  const exchange = {
    requestor: 'NORTHSTAR',
    deviceId: 'tv-1',
    mvpd: 'ValleyCable',
    deviceType: 'tvOS',
    SAMLResponse: saml('<samlp:Response><saml:NameID>casey</saml:NameID></samlp:Response>'),
  };

  it('hands out an opaque request and takes the response for a login', async () => {
    const { client } = await v1Pair();
    const asked = await client.call(request, { deviceType: 'tvOS' });
    expect([asked.status, asked.type]).toEqual([200, 'application/octet-stream']);
    expect(asked.text).not.toBe('');
    const { status, text } = await client.call('/api/v1/tokens/authn', {}, form(exchange));
    expect([status, text]).toEqual([204, '']);
    expect((await client.device('/api/v1/tokens/authn')).json.mvpd).toBe('ValleyCable');
    const metadata = await client.device('/api/v1/tokens/usermetadata');
    expect(metadata.json.data.tokenSource).toBe('Apple');
  });

  it.each([
    ['no device type', { deviceType: '' }],
    ['a device of somebody else', { deviceType: 'roku' }],
    ['no MVPD', { mvpd: '' }],
    ['an unknown MVPD', { mvpd: 'NoSuchTV' }],
    ['no response', { SAMLResponse: '' }],
    ['something else for a response', { SAMLResponse: saml('<html></html>') }],
  ])('400 with %s', async (_, changes) => {
    const { client } = await v1Pair();
    const answer = await client.call('/api/v1/tokens/authn', {}, form({ ...exchange, ...changes }));
    expect(answer.status).toBe(400);
  });

  it.each([
    ['/api/v1/NORTHSTAR/profile-requests/ValleyCable', {}, 400],
    ['/api/v1/NORTHSTAR/profile-requests/Ridgeway', { deviceType: 'iOS' }, 400],
    ['/api/v1/NOBODY/profile-requests/ValleyCable', { deviceType: 'iOS' }, 404],
  ])('%s %o → %i', async (address, params, status) => {
    const { client } = await closedV1Pair();
    expect((await client.call(address, params)).status).toBe(status);
  });
});
