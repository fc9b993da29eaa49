import { describe, expect, it } from 'vitest';
import { deviceInfo, form } from './rig.ts';
import { closedV1Pair, deviceInfoHeader, v1ClientOf, v1Pair, xmlOf } from './v1-rig.ts';

const missing = (name: string) => ({
  status: 400,
  message: `Required '${name}' is not present`,
});

describe('POST /reggie/v1/{requestor}/regcode', () => {
  it('answers 201 with the documented record', async () => {
    const { sandbox, client } = await v1Pair();
    const { status, json } = await client.regcode({ mvpd: 'HarborTV' });
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      code: expect.stringMatching(/^[A-Z0-9]{7}$/),
      requestor: 'NORTHSTAR',
      mvpd: 'HarborTV',
      generated: expect.any(Number),
      expires: json.generated + 1_800_000,
      info: {
        deviceId: Buffer.from('tv-1').toString('base64'),
        deviceInfo: expect.any(String),
        userAgent: 'node',
        originalUserAgent: 'node',
        authorizationType: 'OAUTH2',
        sourceApplicationInformation: {
          id: 'northstar-legacy',
          name: 'northstar-legacy',
          version: '1.0.0',
        },
      },
    });
    expect(Math.abs(json.generated - sandbox.clock.now())).toBeLessThan(5_000);
    const normalised = JSON.parse(Buffer.from(json.info.deviceInfo, 'base64').toString('utf8'));
    expect(normalised).toMatchObject({
      type: 'TV',
      model: deviceInfo.model,
      hardware: { vendor: 'LG', manufacturer: 'LG' },
      operatingSystem: { name: 'webOS' },
    });
  });

  it('takes a form as well as a query', async () => {
    const { client } = await v1Pair();
    const fields = {
      deviceId: 'tv-1',
      ttl: '60',
      deviceType: 'harborlinetv',
      appId: 'northstar-tv',
      appVersion: '1.0.0',
      registrationURL: 'https://northstar.example/activate',
    };
    const { json } = await client.call('/reggie/v1/NORTHSTAR/regcode', {}, form(fields));
    expect(json.expires - json.generated).toBe(60_000);
    expect(json.info).toMatchObject({
      deviceType: 'harborlinetv',
      appId: 'northstar-tv',
      appVersion: '1.0.0',
      registrationURL: 'https://northstar.example/activate',
    });
    expect(json).not.toHaveProperty('mvpd');
  });

  it.each([
    ['36000', 201],
    ['36001', 400],
    ['0', 400],
    ['-5', 400],
    ['1e3', 400],
    ['soon', 400],
  ])('ttl %s → %i', async (ttl, status) => {
    const { client } = await v1Pair();
    const answer = await client.regcode({ ttl });
    expect(answer.status).toBe(status);
    if (status === 201) expect(answer.json.expires - answer.json.generated).toBe(36_000_000);
    else expect(answer.json).toEqual({ status: 400, message: expect.stringContaining("'ttl'") });
  });

  it('needs a device identifier', async () => {
    const { client } = await v1Pair();
    const { status, json } = await client.regcode({ deviceId: '' });
    expect(status).toBe(400);
    expect(json).toEqual(missing('deviceId'));
  });

  it('serves devices without an identifier by the documented two steps', async () => {
    const { client } = await v1Pair();
    const { id } = (await client.regcode({ deviceId: 'dummy' })).json;
    const second = (await client.regcode({ deviceId: id })).json;
    expect(Buffer.from(second.info.deviceId, 'base64').toString()).toBe(id);
  });

  it('knows its requestors', async () => {
    const { client } = await closedV1Pair();
    expect((await client.regcode({}, 'NOBODY')).status).toBe(404);
    expect((await client.regcode({}, 'LIGHTHOUSE')).status).toBe(401);
  });

  it.each([
    ['as the page says', deviceInfoHeader, 201],
    ['not URL-encoded', decodeURIComponent(deviceInfoHeader), 201],
    ['without padding', decodeURIComponent(deviceInfoHeader).replace(/=+$/, ''), 201],
    ['not Base64', '{"model":"x"}', 400],
    ['Base64 of something else', Buffer.from('[1]').toString('base64'), 400],
    ['a broken escape', '%E0%A4%A', 400],
  ])('device information %s → %i', async (_, header, status) => {
    const { client } = await v1Pair();
    const headers = { 'x-device-info': header };
    const post = { method: 'POST', headers };
    const answer = await client.call('/reggie/v1/NORTHSTAR/regcode', { deviceId: 'd' }, post);
    expect(answer.status).toBe(status);
  });

  it('takes device information as a parameter, and, unless strict, none at all', async () => {
    for (const [mode, status] of [
      ['lenient', 201],
      ['strict', 400],
    ] as const) {
      const { client } = await v1Pair({ mode });
      const none = { method: 'POST', headers: { 'x-device-info': '' } };
      const path = '/reggie/v1/NORTHSTAR/regcode';
      expect((await client.call(path, { deviceId: 'd' }, none)).status).toBe(status);
      const params = { deviceId: 'd', device_info: decodeURIComponent(deviceInfoHeader) };
      expect((await client.call(path, params, none)).status).toBe(201);
    }
  });
});

describe('GET /reggie/v1/{requestor}/regcode/{code}', () => {
  it('reads the record again, in JSON and in the documented XML schema', async () => {
    const { client } = await v1Pair();
    const created = (await client.regcode({ mvpd: 'HarborTV', deviceType: 'tv' })).json;
    const path = `/reggie/v1/NORTHSTAR/regcode/${created.code}`;
    expect((await client.call(path)).json).toEqual(created);
    const { text } = await client.call(`${path}.xml`);
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8" standalone="yes"\?>\s*<ns2:regcode xmlns:ns2="model\.mvc\.reggie\.pass\.adobe\.com"><id>[^<]+<\/id><code>\w+<\/code><requestor>NORTHSTAR<\/requestor><mvpd>HarborTV<\/mvpd><generated>\d+<\/generated><expires>\d+<\/expires><info><deviceId>dHYtMQ==<\/deviceId><deviceType>tv<\/deviceType>/,
    );
  });

  it('needs no authorization, and typed letters may be small', async () => {
    const { sandbox, client } = await v1Pair();
    const { code } = (await client.regcode()).json;
    const path = `/reggie/v1/NORTHSTAR/regcode/${code.toLowerCase()}`;
    const headers = { authorization: '' };
    expect((await client.call(path, {}, { headers })).json.code).toBe(code);
    expect(sandbox.control.sessions().map((waiting) => waiting.code)).toEqual([code]);
  });

  it('in strict mode asks for authorization and takes letters as they are', async () => {
    const { client } = await v1Pair({ mode: 'strict' });
    const { code } = (await client.regcode()).json;
    const path = `/reggie/v1/NORTHSTAR/regcode/${code}`;
    expect((await client.call(path, {}, { headers: { authorization: '' } })).status).toBe(401);
    expect((await client.call(path)).status).toBe(200);
    expect((await client.call(path.replace(code, code.toLowerCase()))).status).toBe(404);
  });

  it.each(['AAAAAAA', '..%2F..', '%3Cb%3E', 'x'.repeat(300)])(
    '%s is not there: 404',
    async (code) => {
      const { client } = await v1Pair();
      const { status, json } = await client.call(`/reggie/v1/NORTHSTAR/regcode/${code}`);
      expect(status).toBe(404);
      expect(json).toEqual({ status: 404, message: 'Not Found' });
    },
  );

  it('is over when its time is over, and when the device asked for another code', async () => {
    const { sandbox, client } = await v1Pair();
    const read = async (code: string) =>
      (await client.call(`/reggie/v1/NORTHSTAR/regcode/${code}`)).status;
    const first = (await client.regcode()).json.code;
    const second = (await client.regcode({ ttl: '60' })).json.code;
    expect(await read(first)).toBe(404);
    expect(await read(second)).toBe(200);
    sandbox.clock.advance(60_000);
    expect(await read(second)).toBe(404);
  });

  it('belongs to its requestor', async () => {
    const { client } = await v1Pair();
    const { code } = (await client.regcode()).json;
    expect((await client.call(`/reggie/v1/LIGHTHOUSE/regcode/${code}`)).status).toBe(404);
  });
});

describe('DELETE /reggie/v1/{requestor}/regcode/{code}', () => {
  it('frees the code and leaves the login that it led to', async () => {
    const { sandbox, client } = await v1Pair();
    const code = await client.signIn();
    const path = `/reggie/v1/NORTHSTAR/regcode/${code}`;
    const { status, text } = await client.call(path, {}, { method: 'DELETE' });
    expect([status, text]).toEqual([204, '']);
    expect((await client.call(path)).status).toBe(404);
    expect((await client.call(path, {}, { method: 'DELETE' })).status).toBe(404);
    expect((await client.device('/api/v1/tokens/authn')).status).toBe(200);
    expect(sandbox.control.sessions()).toEqual([]);
  });
});

describe('other methods', () => {
  it.each([
    ['PUT', '/reggie/v1/NORTHSTAR/regcode', 'POST, OPTIONS'],
    ['POST', '/reggie/v1/NORTHSTAR/regcode/AAAAAAA', 'GET, DELETE, OPTIONS'],
    ['POST', '/api/v1/checkauthn.xml', 'GET, OPTIONS'],
    ['PUT', '/api/v1/tokens/authn', 'GET, POST, OPTIONS'],
    ['GET', '/api/v1/authenticate/freepreview', 'POST, OPTIONS'],
  ])('%s %s', async (method, path, allow) => {
    const { client } = await v1Pair();
    const answer = await client.call(path, {}, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
    const status =
      answer.type === 'application/json'
        ? answer.json.status
        : Number((xmlOf(answer).value as { status: string }).status);
    expect(status).toBe(405);
  });
});

it('keeps the codes of two devices apart', async () => {
  const { sandbox, client } = await v1Pair();
  const other = await v1ClientOf(sandbox, 'tv-2');
  await client.signIn('alex');
  expect((await other.device('/api/v1/checkauthn')).status).toBe(403);
  const { code } = (await other.regcode()).json;
  expect((await client.call(`/reggie/v1/NORTHSTAR/regcode/${code}`)).status).toBe(200);
});
