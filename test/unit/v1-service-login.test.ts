import { describe, expect, it } from 'vitest';
import { failure } from '../support/failure.ts';
import { json } from '../support/ports.ts';
import { inTime } from '../support/TestClock.ts';
import { authnToken, empty, never, refused, testEnv } from './v1Service.support.ts';

describe('the login of this device', () => {
  it('checkauthn comes first; without a login nothing else is asked', async () => {
    const { service, calls } = testEnv();
    expect(await service.profilesOf('ValleyCable', never)).toEqual([]);
    expect(calls()).toEqual(['GET /api/v1/checkauthn']);
  });

  it('becomes a profile with the metadata as attributes', async () => {
    const { service, calls } = testEnv({
      'GET /api/v1/checkauthn': () => empty(200),
      'GET /api/v1/tokens/authn': () => authnToken,
    });
    const profile = {
      mvpd: 'ValleyCable',
      notBefore: 1790000000000,
      notAfter: 1792592000000,
      issuer: 'ValleyCable',
      type: 'regular',
      attributes: {
        userID: { value: 'u', state: 'plain' },
        zip: { value: 'b64', state: 'enc' },
      },
    };
    expect(await service.profiles(never)).toEqual([profile]);
    expect(calls()).toEqual([
      'GET /api/v1/checkauthn',
      'GET /api/v1/tokens/authn',
      'GET /api/v1/config/NORTHSTAR',
      'GET /api/v1/tokens/usermetadata',
    ]);
    expect(await service.profilesOf('HarborTV', never)).toEqual([]);
  });

  it('costs one request where it is remembered', async () => {
    const { service, memory, calls } = testEnv({ 'GET /api/v1/checkauthn': () => empty(200) });
    const remembered = {
      mvpd: 'ValleyCable',
      notBefore: 1,
      notAfter: 1792592000000,
      issuer: 'ValleyCable',
      type: 'regular',
      attributes: {},
    };
    await memory.set('profile', remembered);
    expect(await service.profilesOf('ValleyCable', never)).toEqual([remembered]);
    expect(calls()).toEqual(['GET /api/v1/checkauthn']);
  });

  it('is asked for anew when what is remembered is over', async () => {
    const { service, memory } = testEnv({
      'GET /api/v1/checkauthn': () => empty(200),
      'GET /api/v1/tokens/authn': () => authnToken,
    });
    await memory.set('profile', {
      mvpd: 'HarborTV',
      notBefore: 1,
      notAfter: 2,
      issuer: 'HarborTV',
      type: 'regular',
      attributes: {},
    });
    expect(await service.profiles(never)).toMatchObject([{ mvpd: 'ValleyCable' }]);
  });

  it.each([() => refused(404, 'Not Found'), () => refused(500, 'Oops')])(
    'does not depend on metadata (%#)',
    async (answer) => {
      const { service, ports } = testEnv({
        'GET /api/v1/checkauthn': () => empty(200),
        'GET /api/v1/tokens/authn': () => authnToken,
        'GET /api/v1/tokens/usermetadata': answer,
      });
      expect(await service.profiles(never)).toMatchObject([
        { notBefore: ports.clock.now(), notAfter: 1792592000000, attributes: {} },
      ]);
    },
  );
});

describe('signing in', () => {
  it('makes a code whose life is the difference of its times', async () => {
    const { service, log } = testEnv();
    expect(await service.createSession({}, never)).toEqual({
      actionName: 'resume',
      actionType: 'direct',
      reasonType: 'none',
      missingParameters: ['mvpd', 'domainName', 'redirectUrl'],
      code: 'CODE1',
      notBefore: 1790000000000,
      notAfter: 1790001800000,
    });
    expect(log.at(-1)?.request).toMatchObject({
      method: 'POST',
      url: 'https://pass.example/reggie/v1/NORTHSTAR/regcode',
      body: 'deviceId=device-1&ttl=1800&registrationURL=https%3A%2F%2Fnorthstar.example%2Factivate',
    });
  });

  it('asks for the token with one request a poll, until there is one', async () => {
    const { service, calls } = testEnv({
      'GET /api/v1/tokens/authn': (n) => (n < 3 ? refused(404, 'Not Found') : authnToken),
    });
    await service.createSession({}, never);
    expect(await service.profilesByCode('CODE1', never)).toEqual([]);
    expect(await service.profilesByCode('CODE1', never)).toEqual([]);
    expect(calls().slice(1)).toEqual(Array(2).fill('GET /api/v1/tokens/authn'));
    expect(await service.profilesByCode('CODE1', never)).toMatchObject([{ mvpd: 'ValleyCable' }]);
  });

  it('an old login that still lives is not taken for the new one', async () => {
    const later = { requestor: 'NORTHSTAR', mvpd: 'ValleyCable', expires: '1792592009999' };
    const { service, ports } = testEnv({
      'GET /api/v1/checkauthn': () => empty(200),
      'GET /api/v1/tokens/authn': (n) => (n < 3 ? authnToken : json(200, later)),
    });
    await service.profiles(never);
    await service.createSession({}, never);
    const poll = () => inTime(ports.clock, service.profilesByCode('CODE1', never));
    expect(await poll()).toEqual([]);
    expect(await poll()).toMatchObject([{ mvpd: 'ValleyCable', notAfter: 1792592009999 }]);
  });

  it('nor is a free preview that still runs', async () => {
    const { service } = testEnv({
      'GET /api/v1/tokens/authn': (n) =>
        n === 1 ? json(200, { mvpd: 'TempPass_N', expires: '1790000000000' }) : authnToken,
    });
    await service.createSession({}, never);
    expect(await service.profilesByCode('CODE1', never)).toEqual([]);
    expect(await service.profilesByCode('CODE1', never)).toHaveLength(1);
  });

  it('a poll that fails is not repeated by itself', async () => {
    const { service, calls } = testEnv({ 'GET /api/v1/tokens/authn': () => refused(500, 'Oops') });
    await service.createSession({}, never);
    expect((await failure(service.profilesByCode('CODE1', never))).code).toBe('service_failed');
    expect(calls()).toHaveLength(2);
  });

  it('knows the login address when the TV chose everything', async () => {
    const { service } = testEnv();
    const session = await service.createSession(
      { mvpd: 'ValleyCable', domainName: 'northstar.example', redirectUrl: 'https://n.example/x' },
      never,
    );
    expect(session).toMatchObject({ actionName: 'authenticate', actionType: 'interactive' });
    expect(session.missingParameters).toEqual([]);
    expect(session.url).toBe(
      'https://pass.example/api/v1/authenticate?reg_code=CODE1&requestor_id=NORTHSTAR&mso_id=ValleyCable&domain_name=northstar.example&noflash=true&no_iframe=true&redirect_url=https%3A%2F%2Fn.example%2Fx',
    );
    expect(service.loginUrl('CODE1')).toBe(session.url);
  });
});

describe('the second screen', () => {
  it('inspects the code, sends its choice along with the browser, and asks by code', async () => {
    let signedIn = false;
    const { service, calls } = testEnv({
      'GET /api/v1/checkauthn/CODE1': () => (signedIn ? empty(200) : refused(403, 'Forbidden')),
    });
    const info = await service.inspectSession('CODE1', never);
    expect(info.existingParameters).toEqual({ serviceProvider: 'NORTHSTAR' });
    expect(info.missingParameters).toEqual(['mvpd', 'domainName', 'redirectUrl']);

    const session = await service.resumeSession(
      'CODE1',
      {
        mvpd: 'ValleyCable',
        domainName: 'northstar.example',
        redirectUrl: 'https://northstar.example/activate/',
      },
      never,
    );
    expect(session.actionName).toBe('authenticate');
    expect(session.url).toMatch(/^https:\/\/pass\.example\/api\/v1\/authenticate\?reg_code=CODE1&/);
    expect(session.url).toMatch(/&redirect_url=https%3A%2F%2Fnorthstar\.example%2Factivate%2F$/);

    expect(await service.profilesByCode('CODE1', never)).toEqual([]);
    signedIn = true;
    expect(await service.profilesByCode('CODE1', never)).toMatchObject([{ mvpd: 'ValleyCable' }]);
    expect(calls()).toEqual([
      'GET /reggie/v1/NORTHSTAR/regcode/CODE1',
      'GET /api/v1/checkauthn/CODE1',
      'GET /api/v1/checkauthn/CODE1',
    ]);
  });

  it('says what is missing still', async () => {
    const { service } = testEnv();
    const session = await service.resumeSession('CODE1', { mvpd: 'ValleyCable' }, never);
    expect(session).toMatchObject({
      actionName: 'retry',
      missingParameters: ['domainName', 'redirectUrl'],
    });
    expect(session).not.toHaveProperty('url');
  });

  it('knows of a login even when the page was loaded anew and forgot the choice', async () => {
    const { service } = testEnv({ 'GET /api/v1/checkauthn/CODE1': () => empty(200) });
    expect(await service.profilesByCode('CODE1', never)).toMatchObject([{ mvpd: '' }]);
  });

  it('a code that does not exist is told like in V2', async () => {
    const { service } = testEnv({
      'GET /reggie/v1/NORTHSTAR/regcode/CODE1': () => refused(404, 'Not Found'),
    });
    expect((await failure(service.inspectSession('CODE1', never))).code).toBe(
      'invalid_authentication_session',
    );
  });
});

describe('signing out', () => {
  it('is complete with one DELETE', async () => {
    const { service, calls } = testEnv();
    expect(await service.logout('ValleyCable', 'https://n.example', never)).toEqual([
      { mvpd: 'ValleyCable', actionName: 'complete', actionType: 'none' },
    ]);
    expect(calls()).toEqual(['DELETE /api/v1/logout']);
  });
});
