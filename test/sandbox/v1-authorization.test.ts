import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { softwareStatement } from '../../apps/sandbox/index.ts';
import { sign } from '../../apps/sandbox/pass/v1/signature.ts';
import { ask } from './rig.ts';
import { v1Pair } from './v1-rig.ts';

const notAuthorized = { status: 401, message: 'Not Authorized' };
const path = '/api/v1/checkauthn';

describe('the access token', () => {
  it.each([
    ['none', ''],
    ['an unknown one', 'Bearer abc'],
    ['another scheme', 'Basic YTpi'],
  ])('%s: 401 with the basic body', async (_, authorization) => {
    const { client } = await v1Pair();
    const { status, json } = await client.device(path, {}, { headers: { authorization } });
    expect([status, json]).toEqual([401, notAuthorized]);
  });

  it('expired, revoked, of a revoked statement: 401', async () => {
    const { sandbox, client } = await v1Pair();
    const status = async () => (await client.device(path)).status;
    expect(await status()).toBe(403);
    sandbox.clock.advance(6 * 3_600_000);
    expect(await status()).toBe(401);
    await client.register();
    expect(await status()).toBe(403);
    sandbox.control.rules({ revokeCredentials: true });
    expect(await status()).toBe(401);
    await client.register();
    sandbox.control.rules({ revokeStatement: 'northstar-legacy' });
    expect(await status()).toBe(401);
  });

  it('of a V2 application works, too; of another brand it does not', async () => {
    const { client } = await v1Pair();
    await client.register(softwareStatement('northstar-tv'));
    expect((await client.device(path)).status).toBe(403);
    await client.register(softwareStatement('lighthouse-tv'));
    expect((await client.device(path)).status).toBe(401);
  });

  it('may stand in the form as old clients have it, unless strict', async () => {
    for (const [mode, status] of [
      ['lenient', 201],
      ['strict', 401],
    ] as const) {
      const { sandbox, client } = await v1Pair({ mode });
      const answer = await ask(`${sandbox.url}/reggie/v1/NORTHSTAR/regcode.json`, {
        method: 'POST',
        body: new URLSearchParams({
          deviceId: 'd',
          device_info: Buffer.from('{"model":"m","osName":"Linux"}').toString('base64'),
          access_token: client.authorization.replace('Bearer ', ''),
        }),
      });
      expect(answer.status).toBe(status);
    }
  });

  it.each([
    '/api/v1/config/NORTHSTAR',
    '/api/v1/checkauthn/AAAAAAA?requestor=NORTHSTAR',
    '/api/v1/preauthorize/AAAAAAA?requestor=NORTHSTAR&resource=A',
    '/adobe-services/config/NORTHSTAR',
  ])('is not asked for by the second screen: %s', async (address) => {
    const { sandbox } = await v1Pair({ mode: 'strict' });
    expect((await ask(sandbox.url + address)).status).not.toBe(401);
  });

  it.each([
    ['GET', '/api/v1/tokens/authn'],
    ['POST', '/api/v1/tokens/authn'],
    ['GET', '/api/v1/tokens/authz'],
    ['GET', '/api/v1/tokens/media'],
    ['GET', '/api/v1/mediatoken'],
    ['GET', '/api/v1/tokens/usermetadata'],
    ['GET', '/api/v1/authorize'],
    ['GET', '/api/v1/preauthorize'],
    ['DELETE', '/api/v1/logout'],
    ['POST', '/api/v1/authenticate/freepreview'],
    ['GET', '/api/v1/NORTHSTAR/profile-requests/ValleyCable'],
    ['POST', '/reggie/v1/NORTHSTAR/regcode'],
  ])('is asked for by %s %s', async (method, address) => {
    const { client } = await v1Pair();
    const answer = await client.device(address, {}, { method, headers: { authorization: '' } });
    expect([answer.status, answer.json]).toEqual([401, notAuthorized]);
  });
});

interface Signed {
  readonly method?: string;
  readonly requestor?: string;
  readonly time?: string;
  readonly uri?: string;
  readonly publicKey?: string;
  readonly privateKey?: string;
  readonly signatureMethod?: string;
}

/** The header as existing clients send it. */
function signed(now: number, parts: Signed = {}): string {
  const {
    method = 'GET',
    requestor = 'NORTHSTAR',
    time = String(now),
    uri = '/checkauthn',
    publicKey = 'sandbox-public-0002',
    privateKey = 'sandbox-private-0002',
    signatureMethod = 'HMAC-SHA1',
  } = parts;
  const message = `${method} requestor_id=${requestor}, nonce=7c1d9a52-3b0e, signature_method=${signatureMethod}, request_time=${time}, request_uri=${uri}`;
  const signature = createHmac('sha1', privateKey).update(message).digest('base64');
  return `${message}, public_key=${publicKey}, signature=${signature}`;
}

describe('the signature of clients from before DCR', () => {
  it('is HMAC-SHA1 over the text before the public key', () => {
    const message =
      'GET requestor_id=LIGHTHOUSE, nonce=7c1d9a52-3b0e-4c1f-9a6d-2f5b8e4a1c00, signature_method=HMAC-SHA1, request_time=1790000000000, request_uri=/authorize';
    expect(sign(message, 'sandbox-private-0001')).toBe('vdTpF47Ad0v7V/6jzKEGMjMmox0=');
  });

  it.each<[string, Signed]>([
    ['a path of the service', {}],
    ['the whole path', { uri: '/api/v1/checkauthn' }],
    ['the whole address with its query', { uri: 'https://api.example/api/v1/checkauthn?a=b&c=d' }],
    ['a method and path of something else', { method: 'POST', uri: '/regcode' }],
  ])('opens what a token opens, naming %s', async (_, parts) => {
    for (const mode of ['lenient', 'strict'] as const) {
      const { sandbox, client } = await v1Pair({ mode });
      const headers = { authorization: signed(sandbox.clock.now(), parts) };
      const answer = await client.device(path, {}, { headers });
      expect([answer.status, answer.json.message]).toEqual([403, 'Forbidden']);
    }
  });

  it.each<[string, Signed]>([
    ['made with another key', { privateKey: 'other' }],
    ['of another requestor', { requestor: 'LIGHTHOUSE' }],
    ['with the time in seconds', { time: '1790000000' }],
    ['without a time', { time: '' }],
    ['of two days ago', { time: String(Date.now() - 48 * 3_600_000) }],
    ['by another method', { signatureMethod: 'HMAC-SHA256' }],
  ])('%s: 401', async (_, parts) => {
    const { sandbox, client } = await v1Pair();
    const headers = { authorization: signed(sandbox.clock.now(), parts) };
    const { status, json } = await client.device(path, {}, { headers });
    expect([status, json]).toEqual([401, notAuthorized]);
  });

  it('with a key that is not ours is taken at its word, unless strict', async () => {
    for (const [mode, status] of [
      ['lenient', 403],
      ['strict', 401],
    ] as const) {
      const { sandbox, client } = await v1Pair({ mode });
      const parts = { publicKey: 'somebody-elses', privateKey: 'unknown' };
      const headers = { authorization: signed(sandbox.clock.now(), parts) };
      expect((await client.device(path, {}, { headers })).status).toBe(status);
    }
  });

  it("survives a moved clock: the client's own stays, unless strict", async () => {
    const { sandbox, client } = await v1Pair();
    sandbox.clock.advance(90 * 24 * 3_600_000);
    const headers = { authorization: signed(Date.now()) };
    expect((await client.device(path, {}, { headers })).status).toBe(403);
  });

  it('reaches a code, a login and the picture without any token', async () => {
    const { sandbox, client } = await v1Pair();
    client.authorization = signed(sandbox.clock.now());
    const { json } = await client.regcode();
    expect(json.info).toMatchObject({ authorizationType: 'SIGNATURE' });
    expect(json.info).not.toHaveProperty('sourceApplicationInformation');
    sandbox.control.signIn({ code: json.code });
    await client.authorize('NORTHSTAR-MAIN');
    const media = await client.device('/api/v1/tokens/media', { resource: 'NORTHSTAR-MAIN' });
    expect(media.status).toBe(200);
  });

  it('shows up in the log as a hash', async () => {
    const { sandbox, client } = await v1Pair();
    const authorization = signed(sandbox.clock.now());
    await client.device(path, {}, { headers: { authorization } });
    const entry = sandbox.control.requests().at(-1);
    expect(entry?.headers.authorization).toMatch(/^#[0-9a-f]+$/);
    expect(entry?.query.deviceId).toMatch(/^#[0-9a-f]+$/);
    expect(JSON.stringify(entry)).not.toContain('sandbox-public-0002');
  });
});
