import { describe, expect, it } from 'vitest';
import { clientOf, closedPair, enhanced, form, pair, session } from './rig.ts';

describe('POST /api/v2/{serviceProvider}/sessions/{code}', () => {
  it('lets another app supply what is missing, bit by bit', async () => {
    const { sandbox, client } = await pair();
    const phone = await clientOf(sandbox, 'phone');
    const { code, notAfter, sessionId } = (await client.call('sessions', form({}))).json;
    const resume = (fields: Record<string, string>) =>
      phone.callByCode(`sessions/${code}`, form(fields));
    expect((await resume({ mvpd: 'HarborTV' })).json).toMatchObject({
      actionName: 'retry',
      actionType: 'direct',
      reasonType: 'none',
      url: `/api/v2/NORTHSTAR/sessions/${code}`,
      missingParameters: ['domainName', 'redirectUrl'],
      code,
    });
    const { domainName, redirectUrl } = session;
    expect((await resume({ domainName, redirectUrl })).json).toMatchObject({
      actionName: 'authenticate',
      actionType: 'interactive',
      url: `/api/v2/authenticate/NORTHSTAR/${code}`,
      mvpd: 'HarborTV',
      code,
      sessionId,
      notAfter,
    });
  });

  it('gives the profile to the device and app that created the session', async () => {
    const { sandbox, client } = await pair();
    const phone = await clientOf(sandbox, 'phone');
    const { code } = (await client.call('sessions', form({}))).json;
    await phone.callByCode(`sessions/${code}`, form(session));
    sandbox.control.signIn({ code });
    expect(Object.keys((await client.call('profiles')).json.profiles)).toEqual(['ValleyCable']);
    expect((await phone.call('profiles')).json).toEqual({ profiles: {} });
    const byCode = await phone.callByCode(`profiles/code/${code}`);
    expect(Object.keys(byCode.json.profiles)).toEqual(['ValleyCable']);
  });

  it('answers authorize, without a code, when the TV has a profile already', async () => {
    const { sandbox, client } = await pair();
    await client.signIn();
    const phone = await clientOf(sandbox, 'phone');
    const { code } = (await client.call('sessions', form({}))).json;
    const { json } = await phone.callByCode(`sessions/${code}`, form(session));
    expect(json).toMatchObject({ actionName: 'authorize', reasonType: 'authenticated' });
    expect(json).not.toHaveProperty('code');
    expect(json).not.toHaveProperty('notAfter');
    const polled = await client.callByCode(`profiles/code/${code}`);
    expect(Object.keys(polled.json.profiles)).toEqual(['ValleyCable']);
  });

  it('answers 400 for wrong parameters, as creating does', async () => {
    const { client } = await closedPair();
    const { code } = (await client.call('sessions', form({}))).json;
    const resume = async (fields: Record<string, string>) =>
      (await client.callByCode(`sessions/${code}`, form(fields))).json.code;
    expect(await resume({ mvpd: 'NoSuchTV' })).toBe('invalid_parameter_mvpd');
    expect(await resume({ redirectUrl: 'https://evil.example/' })).toBe(
      'invalid_parameter_redirect_url',
    );
  });
});

describe('GET /api/v2/{serviceProvider}/sessions/{code}', () => {
  it('tells what is there, what is missing, and which device asks', async () => {
    const { sandbox, client } = await pair();
    const phone = await clientOf(sandbox, 'phone');
    const created = (await client.createSession({ mvpd: '' })).json;
    const { status, json } = await phone.callByCode(`sessions/${created.code}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      existingParameters: {
        serviceProvider: 'NORTHSTAR',
        domainName: session.domainName,
        redirectUrl: session.redirectUrl,
      },
      missingParameters: ['mvpd'],
      device: {
        type: 'TV',
        model: 'OLED55C2',
        hardware: { vendor: 'LG', manufacturer: 'LG' },
        operatingSystem: { name: 'webOS', version: { major: 22, minor: 2, patch: 0 } },
        connection: { type: 'LAN', ipAddress: '127.0.0.1' },
      },
      notBefore: created.notBefore,
      notAfter: created.notAfter,
    });
  });

  it('has no missingParameters when nothing is missing', async () => {
    const { client } = await pair();
    const { code } = (await client.createSession()).json;
    const { json } = await client.callByCode(`sessions/${code}`);
    expect(json.existingParameters.mvpd).toBe('ValleyCable');
    expect(json).not.toHaveProperty('missingParameters');
  });

  it('does not mind how a code is typed when lenient', async () => {
    const { client } = await pair();
    const { code } = (await client.createSession()).json;
    expect((await client.callByCode(`sessions/${code.toLowerCase()}`)).status).toBe(200);
  });
});

describe('codes', () => {
  const paths = ['sessions', 'profiles/code'];

  it.each(paths)('are unknown, malformed or of another brand at GET %s/{code}', async (path) => {
    const { client } = await pair();
    expect((await client.callByCode(`${path}/ZZZZZZZ`)).json).toEqual(
      enhanced('invalid_authentication_session', 400, 'none'),
    );
    expect((await client.callByCode(`${path}/${encodeURIComponent('<b>')}`)).json).toEqual(
      enhanced('invalid_parameter_code', 400, 'none'),
    );
  });

  it.each(paths)('end at notAfter at GET %s/{code}', async (path) => {
    const { sandbox, client } = await pair();
    const { code } = (await client.createSession()).json;
    sandbox.clock.advance(1_790_000);
    expect((await client.callByCode(`${path}/${code}`)).status).toBe(200);
    sandbox.clock.advance(10_001);
    expect((await client.callByCode(`${path}/${code}`)).json.code).toBe(
      'invalid_authentication_session',
    );
  });

  it('live as long as a rule says', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.rules({ codeLifeS: 60 });
    const { notBefore, notAfter } = (await client.createSession()).json;
    expect(Number(notAfter) - Number(notBefore)).toBe(60_000);
  });
});
