import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../apps/sandbox/index.ts';
import { startSandbox } from '../../apps/sandbox/index.ts';
import { type V1TestClient, v1ClientOf, xmlOf } from './v1-rig.ts';

/** Adobe, "REST API Reference": every endpoint with a body, in both formats, requested in three ways. */
describe('XML and JSON', () => {
  let sandbox: Sandbox;
  let client: V1TestClient;
  let code = '';
  beforeAll(async () => {
    sandbox = await startSandbox({ throttle: false, quiet: true });
    client = await v1ClientOf(sandbox);
    code = await client.signIn('casey');
    await client.authorize('NORTHSTAR-MAIN');
  });
  afterAll(() => sandbox.close());

  const device = { requestor: 'NORTHSTAR', deviceId: 'tv-1' };
  const main = { ...device, resource: 'NORTHSTAR-MAIN' };
  const denied = { ...device, resource: 'NORTHSTAR-SPORT' };
  const byCode = { requestor: 'NORTHSTAR', resource: 'NORTHSTAR-MAIN' };
  const bodies: [string, string, Record<string, string>, number][] = [
    ['regcode', '/reggie/v1/NORTHSTAR/regcode/CODE', {}, 200],
    ['config', '/api/v1/config/NORTHSTAR', {}, 200],
    ['authentication', '/api/v1/tokens/authn', device, 200],
    ['authorization', '/api/v1/authorize', main, 200],
    ['error', '/api/v1/authorize', denied, 403],
    ['authorization', '/api/v1/tokens/authz', main, 200],
    ['error', '/api/v1/tokens/authz', denied, 404],
    ['play', '/api/v1/tokens/media', main, 200],
    ['play', '/api/v1/mediatoken', main, 200],
    ['error', '/api/v1/tokens/media', denied, 403],
    ['resources', '/api/v1/preauthorize', main, 200],
    ['resources', '/api/v1/preauthorize/CODE', byCode, 200],
    ['metadata', '/api/v1/tokens/usermetadata', device, 200],
    ['error', '/api/v1/checkauthn', { ...device, deviceId: 'other' }, 403],
    ['error', '/api/v1/checkauthn/AAAAAAA', { requestor: 'NORTHSTAR' }, 403],
  ];

  it.each(bodies)('%s from %s %o', async (root, address, params, status) => {
    const path = address.replace('CODE', code);
    const any = { headers: { accept: '*/*' } };
    const asJson = [
      client.call(`${path}.json`, params, any),
      client.call(path, { ...params, format: 'json' }, any),
      client.call(path, params, { headers: { accept: 'application/json; charset=utf-8' } }),
    ];
    const asXml = [
      client.call(`${path}.xml`, params, any),
      client.call(path, { ...params, format: 'xml' }, any),
      client.call(path, params, { headers: { accept: 'application/xml' } }),
      client.call(path, params, any),
    ];
    for (const answer of await Promise.all(asJson)) {
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(answer.json).toBeTypeOf('object');
    }
    for (const answer of await Promise.all(asXml)) {
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
      expect(xmlOf(answer).root).toBe(root);
    }
  });

  it('a registration code is made in both formats, too', async () => {
    const post = { method: 'POST', headers: { accept: '*/*' } };
    const path = '/reggie/v1/NORTHSTAR/regcode';
    const xml = await client.call(`${path}.xml`, { deviceId: 'x' }, post);
    expect(xml.status).toBe(201);
    expect(xmlOf(xml).root).toBe('regcode');
    const json = await client.call(`${path}.json`, { deviceId: 'x' }, post);
    expect(json.json.code).toMatch(/^[A-Z0-9]{6,7}$/);
    const inBody = await client.call(
      path,
      {},
      { ...post, body: new URLSearchParams({ deviceId: 'x', format: 'json' }) },
    );
    expect(inBody.json.code).toMatch(/^[A-Z0-9]{6,7}$/);
  });

  it('a list of types that mentions JSON means JSON, as HTTP libraries send it', async () => {
    const headers = { accept: 'application/json, text/plain, */*' };
    expect((await client.device('/api/v1/tokens/authn', {}, { headers })).json.mvpd).toBe(
      'ValleyCable',
    );
  });

  it('the suffix wins over `format`, and `format` over Accept', async () => {
    const json = { headers: { accept: 'application/json' } };
    const xml = { headers: { accept: 'application/xml' } };
    const path = '/api/v1/tokens/authn';
    expect((await client.device(`${path}.xml`, { format: 'json' }, json)).type).toMatch(/xml/);
    expect((await client.device(`${path}.json`, { format: 'xml' }, xml)).type).toMatch(/json/);
    expect((await client.device(path, { format: 'xml' }, json)).type).toMatch(/xml/);
    expect((await client.device(path, { format: 'json' }, xml)).type).toMatch(/json/);
    expect((await client.device(path, { format: 'csv' }, json)).type).toMatch(/json/);
  });

  it('a suffix survives a slash at the end', async () => {
    const answer = await client.device(
      '/api/v1/tokens/authn.json/',
      {},
      { headers: { accept: '' } },
    );
    expect(answer.json.mvpd).toBe('ValleyCable');
  });

  it('the older address of the list answers XML whatever is asked for', async () => {
    const answer = await client.call('/adobe-services/config/NORTHSTAR.json');
    const { root, value } = xmlOf(answer);
    expect(root).toBe('config');
    const { mvpds } = (value as { requestor: { mvpds: { mvpd: { id: string }[] } } }).requestor;
    expect(mvpds.mvpd.map(({ id }) => id)).toContain('ValleyCable');
  });

  it('XML and JSON say the same', async () => {
    for (const path of ['/api/v1/tokens/authn', '/api/v1/tokens/usermetadata']) {
      const json = (await client.device(`${path}.json`)).json;
      const { value } = xmlOf(await client.device(`${path}.xml`));
      const asText = JSON.parse(JSON.stringify(json), (_, inner) =>
        typeof inner === 'number' ? String(inner) : inner,
      );
      // XML has no element for an empty list.
      if (asText.encrypted?.length === 0) delete asText.encrypted;
      expect(value).toEqual(asText);
    }
  });

  it('hostile values stay text in XML', async () => {
    const deviceType = '</deviceType><code>EVIL</code>\u0000&"\u0008<![CDATA[';
    const answer = await client.regcode({ deviceType, format: 'xml' });
    const record = xmlOf(answer).value as { code: string; info: { deviceType: string } };
    expect(record.code).toMatch(/^[A-Z0-9]{7}$/);
    expect(record.info.deviceType).toBe('</deviceType><code>EVIL</code>&"<![CDATA[');
  });
});
