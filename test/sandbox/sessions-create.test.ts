import { describe, expect, it } from 'vitest';
import { clientOf, closedPair, enhanced, form, jsonBody, pair, session } from './rig.ts';

describe('POST /api/v2/{serviceProvider}/sessions', () => {
  it('answers authenticate when nothing is missing; times are strings of ms, 30 minutes apart', async () => {
    const { sandbox, client } = await pair();
    const { status, json } = await client.createSession();
    expect(status).toBe(200);
    expect(json).toEqual({
      actionName: 'authenticate',
      actionType: 'interactive',
      reasonType: 'none',
      url: `/api/v2/authenticate/NORTHSTAR/${json.code}`,
      code: expect.stringMatching(/^[A-HJKMNP-Z2-9]{7}$/),
      sessionId: expect.stringMatching(/\S/),
      mvpd: 'ValleyCable',
      serviceProvider: 'NORTHSTAR',
      notBefore: expect.stringMatching(/^\d{13}$/),
      notAfter: expect.stringMatching(/^\d{13}$/),
    });
    expect(Number(json.notAfter) - Number(json.notBefore)).toBe(1_800_000);
    expect(Number(json.notAfter)).toBeGreaterThan(sandbox.clock.now());
  });

  it.each([
    [{}, ['mvpd', 'domainName', 'redirectUrl']],
    [{ mvpd: 'HarborTV' }, ['domainName', 'redirectUrl']],
    [{ ...session, mvpd: '' }, ['mvpd']],
  ])('answers 200 with resume for %j', async (fields, missing) => {
    const { client } = await pair();
    const { status, json } = await client.call('sessions', form(fields as Record<string, string>));
    expect(status).toBe(200);
    expect(json).toMatchObject({
      actionName: 'resume',
      actionType: 'direct',
      reasonType: 'none',
      missingParameters: missing,
      url: `/api/v2/NORTHSTAR/sessions/${json.code}`,
    });
  });

  it('finds no parameters in a body that is not a form', async () => {
    const { client } = await pair();
    const { status, json } = await client.call('sessions', jsonBody(session));
    expect(status).toBe(200);
    expect(json.missingParameters).toHaveLength(3);
  });

  it('answers authorize, without a code, when a profile exists', async () => {
    const { client } = await pair();
    await client.signIn();
    const { json } = await client.createSession();
    expect(json).toEqual({
      actionName: 'authorize',
      actionType: 'direct',
      reasonType: 'authenticated',
      url: '/api/v2/NORTHSTAR/decisions/authorize/ValleyCable',
      sessionId: expect.stringMatching(/\S/),
      mvpd: 'ValleyCable',
      serviceProvider: 'NORTHSTAR',
    });
  });

  it('ends an unfinished earlier session of the same device and app, and of no other', async () => {
    const { sandbox, client } = await pair();
    const neighbour = await clientOf(sandbox, 'tv-2');
    const first = (await client.createSession()).json.code;
    const kept = (await neighbour.createSession()).json.code;
    const second = (await client.createSession()).json.code;
    expect((await client.callByCode(`profiles/code/${first}`)).json).toEqual(
      enhanced('invalid_authentication_session', 400, 'none'),
    );
    expect((await client.callByCode(`profiles/code/${second}`)).status).toBe(200);
    expect((await neighbour.callByCode(`profiles/code/${kept}`)).status).toBe(200);
  });

  it.each([
    ['an unknown provider', { mvpd: 'NoSuchTV' }, 'invalid_parameter_mvpd'],
    ['a foreign page', { redirectUrl: 'https://evil.example/' }, 'invalid_parameter_redirect_url'],
    [
      'a page that only looks registered',
      { redirectUrl: 'https://northstar.example.evil.example/' },
      'invalid_parameter_redirect_url',
    ],
    [
      'a page behind a user name',
      { redirectUrl: 'https://northstar.example@evil.example/' },
      'invalid_parameter_redirect_url',
    ],
    ['a script', { redirectUrl: 'javascript:alert(1)' }, 'invalid_parameter_redirect_url'],
    ['a relative path', { redirectUrl: '/done' }, 'invalid_parameter_redirect_url'],
  ])('answers 400 for %s', async (_, fields, code) => {
    const { client } = await closedPair();
    const { status, json } = await client.createSession(fields);
    expect(status).toBe(400);
    expect(json).toEqual(enhanced(code, 400, 'none'));
  });

  it('lets logins end on registered domains, on this machine and at allowed origins', async () => {
    const { client } = await closedPair({ activateOrigins: ['http://192.0.2.7:8701'] });
    for (const redirectUrl of [
      'https://www.northstar.example/done?x=1',
      'http://localhost:8701/activate/',
      'http://127.0.0.1:1234/',
      'http://192.0.2.7:8701/activate/',
    ])
      expect((await client.createSession({ redirectUrl })).json.actionName).toBe('authenticate');
    const { json } = await client.createSession({ redirectUrl: 'http://192.0.2.7:9999/' });
    expect(json.code).toBe('invalid_parameter_redirect_url');
  });

  it('asks again for a domain that is not registered when strict', async () => {
    const { client } = await pair({ mode: 'strict' });
    const { json } = await client.createSession({ domainName: 'elsewhere.example' });
    expect(json.missingParameters).toEqual(['domainName']);
  });
});
