import { describe, expect, it } from 'vitest';
import { softwareStatement } from '../../apps/sandbox/index.ts';
import settings from '../../settings.json' with { type: 'json' };
import { ask, form, jsonBody, sandboxOf } from './rig.ts';

const statement = softwareStatement('northstar-tv');

describe('POST /o/client/register', () => {
  it('takes JSON and answers 201 with all six fields, issued in seconds', async () => {
    const sandbox = await sandboxOf();
    const { status, type, json } = await ask(
      `${sandbox.url}/o/client/register`,
      jsonBody({ software_statement: statement, redirect_uri: 'northstartv://signin' }),
    );
    expect(status).toBe(201);
    expect(type).toBe('application/json');
    expect(json).toEqual({
      client_id: expect.stringMatching(/\S/),
      client_secret: expect.stringMatching(/\S{16,}/),
      client_id_issued_at: Math.floor(json.client_id_issued_at),
      redirect_uris: ['northstartv://signin'],
      grant_types: ['client_credentials'],
      scopes: ['api:client:v2'],
    });
    expect(String(json.client_id_issued_at)).toHaveLength(10);
  });

  it('gives every installation credentials of its own', async () => {
    const { url } = await sandboxOf();
    const body = jsonBody({ software_statement: statement });
    const [one, two] = await Promise.all([
      ask(`${url}/o/client/register`, body),
      ask(`${url}/o/client/register`, body),
    ]);
    expect(one.json.client_id).not.toBe(two.json.client_id);
    expect(one.json.client_secret).not.toBe(two.json.client_secret);
  });

  it('knows the statement that settings.json ships', () => {
    expect(settings.appSettings.pass.softwareStatement).toBe(statement);
  });

  it.each([
    ['no JSON', form({ software_statement: statement }), 'invalid_request'],
    [
      'broken JSON',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"software' },
      'invalid_request',
    ],
    ['no statement', jsonBody({}), 'invalid_request'],
    ['a statement that is no text', jsonBody({ software_statement: 7 }), 'invalid_request'],
    [
      'a forged one of ours',
      jsonBody({ software_statement: `${statement}x` }),
      'invalid_software_statement',
    ],
    [
      'an address that runs as script',
      jsonBody({ software_statement: statement, redirect_uri: 'javascript://x' }),
      'invalid_redirect_uri',
    ],
    ['a blank statement', jsonBody({ software_statement: ' ' }), 'invalid_software_statement'],
  ])('answers 400 with an OAuth error for %s', async (_, init, error) => {
    const { url } = await sandboxOf();
    const answer = await ask(`${url}/o/client/register`, init as RequestInit);
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ error });
  });

  it('refuses a revoked statement until it is approved again', async () => {
    const sandbox = await sandboxOf();
    const register = () =>
      ask(`${sandbox.url}/o/client/register`, jsonBody({ software_statement: statement }));
    sandbox.control.rules({ revokeStatement: 'northstar-tv' });
    expect((await register()).json).toEqual({ error: 'unapproved_software_statement' });
    sandbox.control.rules({ approveStatement: 'northstar-tv' });
    expect((await register()).status).toBe(201);
  });

  it.each(['aaaaaa.bbbbbb.cccccc', 'opaque', 'eyJ.eyJ.x', '\u2603 not ours'])(
    'takes %j when lenient, and not when strict',
    async (text) => {
      const register = async (mode: 'lenient' | 'strict') => {
        const { url } = await sandboxOf({ mode });
        return ask(`${url}/o/client/register`, jsonBody({ software_statement: text }));
      };
      expect((await register('lenient')).status).toBe(201);
      expect((await register('strict')).json).toEqual({ error: 'invalid_software_statement' });
    },
  );

  it('takes statements that others issued when lenient, and only its own when strict', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const foreign = `${part({ alg: 'RS256' })}.${part({ sub: 'somebody' })}.c2ln`;
    const register = async (mode: 'lenient' | 'strict') => {
      const { url } = await sandboxOf({ mode });
      return ask(`${url}/o/client/register`, jsonBody({ software_statement: foreign }));
    };
    expect((await register('lenient')).status).toBe(201);
    expect((await register('strict')).json).toEqual({ error: 'invalid_software_statement' });
  });

  it('answers 400 to another method, the one status that is listed', async () => {
    const { url } = await sandboxOf();
    for (const path of ['register', 'token']) {
      const { status, headers, json } = await ask(`${url}/o/client/${path}`);
      expect([status, json]).toEqual([400, { error: 'invalid_request' }]);
      expect(headers.get('allow')).toContain('POST');
    }
  });
});
