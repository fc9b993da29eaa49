import { verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { softwareStatement } from '../../apps/sandbox/index.ts';
import { ask, clientOf, form, jsonBody, pair, sandboxOf, TestClient } from './rig.ts';

describe('POST /o/client/token', () => {
  it('takes a form and answers 201: created in ms, expiring in s', async () => {
    const { sandbox, client } = await pair();
    const { status, json } = await client.renew();
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.stringMatching(/\S/),
      access_token: expect.stringMatching(/\S{20,}/),
      created_at: expect.any(Number),
      expires_in: 21_600,
      token_type: 'bearer',
    });
    expect(Math.abs(json.created_at - sandbox.clock.now())).toBeLessThan(60_000);
  });

  it.each([
    ['northstar-tv', 'api:client:v2'],
    [
      'northstar-legacy',
      'config:client,decisions:client,platform:sso,profile:client,tokens:client',
    ],
  ])('is an RS256 JWT with the claims of the samples: %s', async (softwareId, scopes) => {
    const sandbox = await sandboxOf();
    const client = new TestClient(sandbox, 'tv-1');
    await client.register(softwareStatement(softwareId));
    const { json } = await client.renew();
    const [head = '', body = '', signature = ''] = json.access_token.split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(head)).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    const iat = Math.floor(json.created_at / 1_000);
    expect(read(body)).toEqual({
      sub: client.credentials.client_id,
      nbf: iat,
      iss: 'auth.adobe.com',
      scopes,
      exp: iat + 21_600,
      iat,
      jti: json.id,
    });
    const key = await ask(`${sandbox.url}/_sandbox/access-token-key.pem`);
    const isGenuine = verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      key.text,
      Buffer.from(signature, 'base64url'),
    );
    expect(isGenuine).toBe(true);
  });

  it('takes no token that was not issued here, however well it is made', async () => {
    const { client } = await pair();
    const [head, body] = client.token.split('.');
    client.token = `${head}.${body}.${'A'.repeat(342)}`;
    expect((await client.call('profiles')).status).toBe(401);
  });

  it('lets a token live for expires_in seconds and no longer', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ tokenLifeS: 120 });
    expect((await client.renew()).json.expires_in).toBe(120);
    sandbox.clock.advance(110_000);
    expect((await client.call('profiles')).status).toBe(200);
    sandbox.clock.advance(11_000);
    expect((await client.call('profiles')).status).toBe(401);
  });

  it('renews with the same credentials, and the earlier token goes on', async () => {
    const { client } = await pair();
    const earlier = client.token;
    await client.renew();
    expect(client.token).not.toBe(earlier);
    client.token = earlier;
    expect((await client.call('profiles')).status).toBe(200);
  });

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
    ['an unknown client', { client_id: 'nobody' }, 'invalid_client'],
    ['an empty client', { client_id: '' }, 'invalid_request'],
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('answers 400 for %s', async (_, wrong, error) => {
    const { sandbox, client } = await pair();
    const answer = await ask(
      `${sandbox.url}/o/client/token`,
      form({ ...client.credentials, grant_type: 'client_credentials', ...wrong }),
    );
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ error });
  });

  it('answers invalid_request for JSON, a repeated field and a second way of authenticating', async () => {
    const { sandbox, client } = await pair();
    const url = `${sandbox.url}/o/client/token`;
    const fields = { ...client.credentials, grant_type: 'client_credentials' };
    const twice = new URLSearchParams(fields);
    twice.append('client_id', fields.client_id);
    const answers = await Promise.all([
      ask(url, jsonBody(fields)),
      ask(url, { method: 'POST', body: twice }),
      ask(url, { ...form(fields), headers: { authorization: 'Basic eDp5' } }),
    ]);
    for (const { status, json } of answers) {
      expect(status).toBe(400);
      expect(json).toEqual({ error: 'invalid_request' });
    }
  });

  it('reads the query only when lenient: the OpenAPI file has the fields there', async () => {
    for (const [mode, status] of [
      ['lenient', 201],
      ['strict', 400],
    ] as const) {
      const sandbox = await sandboxOf({ mode });
      const { credentials } = await clientOf(sandbox);
      const query = new URLSearchParams({ ...credentials, grant_type: 'client_credentials' });
      const answer = await ask(`${sandbox.url}/o/client/token?${query}`, { method: 'POST' });
      expect(answer.status).toBe(status);
    }
  });

  it('answers invalid_client once credentials or their statement are revoked', async () => {
    const { sandbox, client } = await pair();
    const other = await clientOf(sandbox, 'tv-2');
    sandbox.control.rules({ revokeCredentials: { clientId: client.credentials.client_id } });
    expect((await client.renew()).json).toEqual({ error: 'invalid_client' });
    expect((await other.renew()).status).toBe(201);
    sandbox.control.rules({ revokeStatement: 'northstar-tv' });
    expect((await other.renew()).json).toEqual({ error: 'invalid_client' });
  });
});
