import { describe, expect, it } from 'vitest';
import { Memory } from '../../core/memory/Memory.ts';
import { createPassService } from '../../core/pass/createPassService.ts';
import { PassError } from '../../core/pass/errors.ts';
import { createV1Client } from '../../core/pass/v1/V1Client.ts';
import type { HttpRequest } from '../../core/ports.ts';
import { readSettings } from '../../core/settings.ts';
import { type Answer, html, json, rawSettings, testPorts } from '../support/ports.ts';
import { inTime } from '../support/TestClock.ts';

const never = new AbortController().signal;
const { appSettings } = rawSettings;
const { pass } = readSettings({
  ...rawSettings,
  appSettings: { ...appSettings, pass: { ...appSettings.pass, api: 'v1' } },
}).appSettings;

const empty = (status: number): Answer => ({ status, contentType: '', text: '' });
const refused = (status: number, message: string, more = {}) =>
  json(status, { status, message, ...more });

type Call = string;
type Script = Partial<Record<Call, (nth: number) => Answer>>;

const answers: Record<Call, (nth: number) => Answer> = {
  'POST /o/client/register': () =>
    json(201, { client_id: 'c', client_secret: 's', grant_types: ['client_credentials'] }),
  'POST /o/client/token': (n) => json(201, { access_token: `t${n}`, expires_in: 21_600 }),
  'POST /reggie/v1/NORTHSTAR/regcode': (n) =>
    json(201, { code: `CODE${n}`, generated: 1790000000000, expires: 1790001800000, info: {} }),
  'GET /reggie/v1/NORTHSTAR/regcode/CODE1': () =>
    json(200, { code: 'CODE1', generated: 1790000000000, expires: 1790001800000, info: {} }),
  'GET /api/v1/config/NORTHSTAR': () =>
    json(200, {
      requestor: {
        mvpds: [
          { id: 'ValleyCable', displayName: 'Valley Cable' },
          { id: 'TempPass_N', displayName: 'Free preview', isTempPass: true },
        ],
      },
    }),
  'GET /api/v1/checkauthn': () => refused(403, 'Forbidden'),
  'GET /api/v1/checkauthn/CODE1': () => refused(403, 'Forbidden'),
  'GET /api/v1/tokens/authn': () => refused(404, 'Not Found'),
  'GET /api/v1/tokens/usermetadata': () =>
    json(200, { updated: 1790000000, encrypted: ['zip'], data: { userID: 'u', zip: 'b64' } }),
  'GET /api/v1/authorize': () =>
    json(200, { mvpd: 'ValleyCable', resource: 'N-1', requestor: 'NORTHSTAR', expires: '1' }),
  'GET /api/v1/tokens/media': () =>
    json(200, { serializedToken: 'MEDIA', expires: '1790000420000', mvpdId: 'ValleyCable' }),
  'DELETE /api/v1/logout': () => empty(204),
  'POST /api/v1/authenticate/freepreview': () => empty(204),
};

const authnToken = json(200, {
  mvpd: 'ValleyCable',
  requestor: 'NORTHSTAR',
  userId: 'u',
  expires: '1792592000000',
});

function world(script: Script = {}, stored = new Map<string, unknown>()) {
  const log: { call: Call; request: HttpRequest; at: number }[] = [];
  const ports = testPorts((request) => {
    const call = `${request.method} ${new URL(request.url).pathname}`;
    log.push({ call, request, at: ports.clock.monotonic() });
    const answer = script[call] ?? answers[call];
    if (!answer) throw new Error(`nothing is scripted for ${call}`);
    return answer(log.filter((entry) => entry.call === call).length);
  }, stored);
  const memory = new Memory(ports.storage);
  return {
    ports,
    memory,
    log,
    service: createPassService(pass, ports, memory),
    /** Everything but registration. */
    calls: () => log.map(({ call }) => call).filter((call) => !call.includes('/o/client/')),
  };
}

const failure = (promise: Promise<unknown>): Promise<PassError> =>
  promise.then(
    () => {
      throw new Error('it succeeded');
    },
    (error) => {
      if (error instanceof PassError) return error;
      throw error;
    },
  );

describe('settings.json', () => {
  it('takes "v1" and "v2", and says so to anything else', () => {
    const named = (api: string) => ({
      ...rawSettings,
      appSettings: { ...appSettings, pass: { ...appSettings.pass, api } },
    });
    for (const api of ['v1', 'v2']) {
      const { pass: read } = readSettings(named(api)).appSettings;
      expect(
        createPassService(
          read,
          testPorts(() => 'never'),
        ).capabilities.api,
      ).toBe(api);
    }
    expect(() => readSettings(named('v3'))).toThrow(
      'appSettings.pass.api: holds "v3", which is not usable; allowed: "v2" or "v1"',
    );
  });
});

describe('what V1 can do', () => {
  it('is visible before anything is asked', () => {
    const { service, log } = world();
    expect(service.capabilities).toEqual({
      api: 'v1',
      chooseProviderOnSecondScreen: true,
      polling: false,
    });
    expect(log).toEqual([]);
  });
});

describe('V1 on the wire', () => {
  it('authorises with the DCR token, asks for JSON in one way, and encodes X-Device-Info', async () => {
    const { service, log } = world();
    expect(await service.profiles(never)).toEqual([]);
    const [, , checked] = log;
    if (!checked) throw new Error('nothing was asked');
    const { headers, ...rest } = checked.request;
    const { 'X-Device-Info': encoded = '', ...others } = headers;
    expect(rest).toEqual({
      method: 'GET',
      url: 'https://pass.example/api/v1/checkauthn?requestor=NORTHSTAR&deviceId=device-1',
    });
    expect(others).toEqual({ Authorization: 'Bearer t1', Accept: 'application/json' });
    expect(encoded).toMatch(/^[\w%]+$/);
    const info = Buffer.from(decodeURIComponent(encoded), 'base64').toString('utf8');
    expect(JSON.parse(info)).toMatchObject({ model: 'Fernseher Übergröße', osName: 'webOS' });
  });

  it('tells nothing of the device where the pages do not ask for it', async () => {
    const { service, log } = world();
    await service.providers(never);
    await service.inspectSession('CODE1', never);
    for (const { request } of log.slice(2)) {
      expect(Object.keys(request.headers)).toEqual(['Authorization', 'Accept']);
    }
  });

  it('sends the same device identifier everywhere', async () => {
    const { service, log, ports } = world({
      'GET /api/v1/checkauthn': () => empty(200),
      'GET /api/v1/tokens/authn': () => authnToken,
    });
    const everything = async () => {
      await service.createSession({}, never);
      await service.profiles(never);
      await service.authorize('ValleyCable', 'N-1', never);
      await service.logout('ValleyCable', '', never);
    };
    await inTime(ports.clock, everything());
    const ids = log
      .filter(({ call }) => !/\/o\/client|config/.test(call))
      .map(({ request }) => /deviceId=([^&]*)/.exec(request.body ?? request.url)?.[1]);
    expect(ids).toHaveLength(7);
    expect(new Set(ids)).toEqual(new Set(['device-1']));
  });

  it('renews the token at a 401, whatever its body, and repeats once', async () => {
    const { service, log } = world({
      'GET /api/v1/checkauthn': (n) =>
        n === 1
          ? { status: 401, contentType: '', text: '<error><status>401</status></error>' }
          : empty(200),
      'GET /api/v1/tokens/authn': () => authnToken,
    });
    expect(await service.profiles(never)).toHaveLength(1);
    expect(log.map(({ call }) => call).slice(0, 5)).toEqual([
      'POST /o/client/register',
      'POST /o/client/token',
      'GET /api/v1/checkauthn',
      'POST /o/client/token',
      'GET /api/v1/checkauthn',
    ]);
    expect(log[4]?.request.headers.Authorization).toBe('Bearer t2');
  });

  it('gives up after a second 401', async () => {
    const { service, calls } = world({
      'GET /api/v1/checkauthn': () => refused(401, 'Not Authorized'),
    });
    expect(await failure(service.profiles(never))).toMatchObject({
      code: 'unauthorized',
      status: 401,
    });
    expect(calls()).toHaveLength(2);
  });

  it('keeps silent for a second after 429', async () => {
    const { service, ports, log } = world({
      'GET /api/v1/checkauthn': (n) => (n === 1 ? html(429) : refused(403, 'Forbidden')),
    });
    const asked = service.profiles(never);
    await ports.clock.advance(5_000);
    expect(await asked).toEqual([]);
    const [first, second] = log.filter(({ call }) => call === 'GET /api/v1/checkauthn');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  });
});

describe('the login of this device', () => {
  it('checkauthn comes first; without a login nothing else is asked', async () => {
    const { service, calls } = world();
    expect(await service.profilesOf('ValleyCable', never)).toEqual([]);
    expect(calls()).toEqual(['GET /api/v1/checkauthn']);
  });

  it('becomes a profile with the metadata as attributes', async () => {
    const { service, calls } = world({
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
    const { service, memory, calls } = world({ 'GET /api/v1/checkauthn': () => empty(200) });
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
    const { service, memory } = world({
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
      const { service, ports } = world({
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
    const { service, log } = world();
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
    const { service, calls } = world({
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
    const { service, ports } = world({
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
    const { service } = world({
      'GET /api/v1/tokens/authn': (n) =>
        n === 1 ? json(200, { mvpd: 'TempPass_N', expires: '1790000000000' }) : authnToken,
    });
    await service.createSession({}, never);
    expect(await service.profilesByCode('CODE1', never)).toEqual([]);
    expect(await service.profilesByCode('CODE1', never)).toHaveLength(1);
  });

  it('a poll that fails is not repeated by itself', async () => {
    const { service, calls } = world({ 'GET /api/v1/tokens/authn': () => refused(500, 'Oops') });
    await service.createSession({}, never);
    expect((await failure(service.profilesByCode('CODE1', never))).code).toBe('service_failed');
    expect(calls()).toHaveLength(2);
  });

  it('knows the login address when the TV chose everything', async () => {
    const { service } = world();
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
    const { service, calls } = world({
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
    const { service } = world();
    const session = await service.resumeSession('CODE1', { mvpd: 'ValleyCable' }, never);
    expect(session).toMatchObject({
      actionName: 'retry',
      missingParameters: ['domainName', 'redirectUrl'],
    });
    expect(session).not.toHaveProperty('url');
  });

  it('knows of a login even when the page was loaded anew and forgot the choice', async () => {
    const { service } = world({ 'GET /api/v1/checkauthn/CODE1': () => empty(200) });
    expect(await service.profilesByCode('CODE1', never)).toMatchObject([{ mvpd: '' }]);
  });

  it('a code that does not exist is told like in V2', async () => {
    const { service } = world({
      'GET /reggie/v1/NORTHSTAR/regcode/CODE1': () => refused(404, 'Not Found'),
    });
    expect((await failure(service.inspectSession('CODE1', never))).code).toBe(
      'invalid_authentication_session',
    );
  });
});

describe('decisions', () => {
  it('authorize, then the media token', async () => {
    const { service, calls } = world();
    expect(await service.authorize('ValleyCable', 'N-1', never)).toEqual({
      resource: 'N-1',
      mvpd: 'ValleyCable',
      authorized: true,
      source: 'mvpd',
      token: {
        notBefore: 1790000000000,
        notAfter: 1790000420000,
        serializedToken: 'MEDIA',
      },
    });
    expect(calls()).toEqual(['GET /api/v1/authorize', 'GET /api/v1/tokens/media']);
  });

  it('asks for the media token of the resource that the decision names', async () => {
    const { service, log } = world();
    await service.authorize('ValleyCable', ' N-1', never);
    expect(log.at(-1)?.request.url).toMatch(/&resource=N-1$/);
  });

  it('a denial is a decision, with the words of the provider, and no media token is asked for', async () => {
    const { service, calls } = world({
      'GET /api/v1/authorize': () =>
        refused(403, 'User not authorized', { details: 'Not in your package.' }),
    });
    const decision = await service.authorize('ValleyCable', 'N-1', never);
    expect(decision.authorized).toBe(false);
    expect(decision.error).toMatchObject({
      code: 'authorization_denied_by_mvpd',
      details: 'Not in your package.',
    });
    expect(calls().filter((call) => call.includes('tokens'))).toEqual([]);
  });

  it.each([
    () => refused(412, 'User not authenticated', { details: null }),
    () => refused(403, 'User not authenticated'),
  ])('a missing login is an error that asks for signing in (%#)', async (answer) => {
    const { service, calls } = world({ 'GET /api/v1/authorize': answer });
    expect(await failure(service.authorize('ValleyCable', 'N-1', never))).toMatchObject({
      code: 'authentication_session_missing',
      action: 'authentication',
    });
    expect(calls().filter((call) => call.includes('freepreview'))).toEqual([]);
  });

  it('what the service wants repeated is repeated, three times in all', async () => {
    const { service, ports, calls } = world({
      'GET /api/v1/authorize': () =>
        json(403, { status: 403, code: 'network_connection_timeout', action: 'retry' }),
    });
    const asked = failure(service.authorize('ValleyCable', 'N-1', never));
    await ports.clock.advance(10_000);
    expect((await asked).code).toBe('network_connection_timeout');
    expect(calls()).toHaveLength(3);
  });

  it('preauthorizes five at a time; what holds a comma goes alone', async () => {
    const { service, log } = world({
      'GET /api/v1/preauthorize': (n) =>
        json(200, {
          resources:
            n === 1
              ? ['A', 'B', 'C', 'D', 'E'].map((id) => ({ id, authorized: id !== 'B' }))
              : [{ id: n === 2 ? 'F' : '<rss>1,2</rss>', authorized: true }, { id: 'other' }],
        }),
    });
    const resources = ['A', 'B', '<rss>1,2</rss>', 'C', 'D', 'E', 'F'];
    const decisions = await service.preauthorize('ValleyCable', resources, never);
    expect(decisions.map(({ resource, authorized }) => [resource, authorized])).toEqual([
      ['A', true],
      ['B', false],
      ['C', true],
      ['D', true],
      ['E', true],
      ['F', true],
      ['<rss>1,2</rss>', true],
    ]);
    const lists = log
      .filter(({ call }) => call === 'GET /api/v1/preauthorize')
      .map(({ request }) => new URL(request.url).searchParams.get('resource'));
    expect(lists).toEqual(['A,B,C,D,E', 'F', '<rss>1,2</rss>']);
  });
});

describe('temporary access', () => {
  it('a session for a TempPass is a free preview: no code, no second screen', async () => {
    const { service, log } = world();
    expect(await service.createSession({ mvpd: 'TempPass_N' }, never)).toEqual({
      actionName: 'authorize',
      actionType: 'direct',
      reasonType: 'temporary',
      missingParameters: [],
      mvpd: 'TempPass_N',
    });
    expect(log.at(-1)?.request.body).toBe(
      'requestor_id=NORTHSTAR&deviceId=device-1&mso_id=TempPass_N&domain_name=northstar.example',
    );
  });

  it('authorizing for a TempPass makes the preview when there is no login, once', async () => {
    const { service, calls } = world({
      'GET /api/v1/authorize': (n) =>
        n === 1
          ? refused(412, 'User not authenticated')
          : json(200, { mvpd: 'TempPass_N', resource: 'N-1' }),
    });
    expect(await service.authorize('TempPass_N', 'N-1', never)).toMatchObject({
      authorized: true,
      mvpd: 'TempPass_N',
    });
    expect(calls()).toEqual([
      'GET /api/v1/authorize',
      'GET /api/v1/config/NORTHSTAR',
      'POST /api/v1/authenticate/freepreview',
      'GET /api/v1/authorize',
      'GET /api/v1/tokens/media',
    ]);
  });

  it('is nobody who is signed in, but has a profile of its own', async () => {
    const { service } = world({
      'GET /api/v1/checkauthn': () => empty(200),
      'GET /api/v1/tokens/authn': () => json(200, { mvpd: 'TempPass_N', expires: '1790000600000' }),
      'GET /api/v1/tokens/usermetadata': () => refused(404, 'Not Found'),
    });
    expect(await service.profiles(never)).toEqual([]);
    expect(await service.profilesOf('TempPass_N', never)).toMatchObject([
      { mvpd: 'TempPass_N', type: 'temporary', notAfter: 1790000600000 },
    ]);
  });

  it('takes the place of a login of somebody else', async () => {
    const { service, calls } = world({
      'GET /api/v1/authorize': (n) =>
        json(200, { mvpd: n === 1 ? 'ValleyCable' : 'TempPass_N', resource: 'N-1' }),
    });
    expect(await service.authorize('TempPass_N', 'N-1', never)).toMatchObject({
      mvpd: 'TempPass_N',
    });
    expect(calls()).toContain('POST /api/v1/authenticate/freepreview');
  });

  it('a bare denial says that it is over', async () => {
    const { service } = world({
      'GET /api/v1/authorize': () => refused(403, 'User not authorized'),
    });
    const { authorized, error } = await service.authorize('TempPass_N', 'N-1', never);
    expect(authorized).toBe(false);
    expect(error?.code).toBe('temporary_access_duration_limit_exceeded');
  });

  it('a preview that is used up is not begun again', async () => {
    const { service, calls } = world({
      'GET /api/v1/authorize': () =>
        json(403, {
          status: 403,
          code: 'temporary_access_duration_limit_exceeded',
          action: 'authentication',
        }),
    });
    expect((await failure(service.authorize('TempPass_N', 'N-1', never))).code).toBe(
      'temporary_access_duration_limit_exceeded',
    );
    expect(calls()).toEqual(['GET /api/v1/authorize']);
  });
});

describe('signing out', () => {
  it('is complete with one DELETE', async () => {
    const { service, calls } = world();
    expect(await service.logout('ValleyCable', 'https://n.example', never)).toEqual([
      { mvpd: 'ValleyCable', actionName: 'complete', actionType: 'none' },
    ]);
    expect(calls()).toEqual(['DELETE /api/v1/logout']);
  });
});

describe('single calls', () => {
  it('are asked for in XML when told so, by the same one way', async () => {
    const { ports, memory, log } = world({
      'GET /api/v1/tokens/authz': () => ({
        status: 410,
        contentType: 'application/xml',
        text: '<error><status>410</status><message>Gone</message></error>',
      }),
    });
    const client = createV1Client(pass, ports, memory, 'xml');
    expect(await failure(client.authzToken('N-1', never))).toMatchObject({
      code: 'authorization_expired',
      status: 410,
      message: 'Gone',
    });
    const { request } = log.at(-1) ?? {};
    expect(request?.headers.Accept).toBe('application/xml');
    expect(request?.url).not.toMatch(/xml/);
  });
});
