import { describe, expect, it } from 'vitest';
import { createPassService } from '../../core/pass/createPassService.ts';
import type { HttpRequest } from '../../core/ports.ts';
import { failure } from '../support/failure.ts';
import { type Answer, html, json, testSettings } from '../support/ports.ts';
import { enhanced } from '../support/scripted.ts';
import { inTime } from '../support/TestClock.ts';
import { hashed, issued, never, noProfiles, testEnv } from './credentials.support.ts';

describe('dynamic client registration on the wire', () => {
  it('registers with JSON, asks for the token with a form, and authorises the call', async () => {
    const { ports, service } = testEnv(() => noProfiles);
    expect(await service.profiles(never)).toEqual([]);
    const [register, token, profiles] = ports.requests;
    const deviceInfo = register?.headers['X-Device-Info'] ?? '';
    const decoded = JSON.parse(Buffer.from(deviceInfo, 'base64').toString('utf8'));
    expect(decoded).toMatchObject({ model: 'Fernseher Übergröße', applicationId: 'NORTHSTAR' });
    expect(register).toEqual({
      method: 'POST',
      url: 'https://pass.example/o/client/register',
      headers: {
        'Content-Type': 'application/json;charset=utf-8',
        Accept: 'application/json',
        'X-Device-Info': deviceInfo,
      },
      body: '{"software_statement":"aaa.bbb.ccc"}',
    });
    expect(token).toEqual({
      method: 'POST',
      url: 'https://pass.example/o/client/token',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Accept: 'application/json',
        'X-Device-Info': deviceInfo,
      },
      body: 'client_id=client-1&client_secret=secret-1&grant_type=client_credentials',
    });
    expect(profiles).toEqual({
      method: 'GET',
      url: 'https://pass.example/api/v2/NORTHSTAR/profiles',
      headers: {
        Authorization: 'Bearer token-1',
        Accept: 'application/json',
        'AP-Device-Identifier': `fingerprint ${Buffer.from('device-1').toString('base64')}`,
        'X-Device-Info': deviceInfo,
      },
    });
  });

  it('keeps credentials and token across restarts', async () => {
    const stored = new Map<string, unknown>();
    await testEnv(() => noProfiles, {}, stored).service.profiles(never);
    const second = testEnv(() => noProfiles, {}, stored);
    await second.service.profiles(never);
    expect(second.count).toEqual({ register: 0, token: 0, api: 1 });
  });

  it('takes expires_in as seconds and renews with the stored credentials', async () => {
    const { ports, service, count } = testEnv(() => noProfiles, {
      token: (n) => issued(`t${n}`, 120),
    });
    await service.profiles(never);
    ports.clock.wall += 80_000;
    await service.profiles(never);
    expect(count).toEqual({ register: 1, token: 1, api: 2 });
    ports.clock.wall += 15_000;
    await service.profiles(never);
    expect(count).toEqual({ register: 1, token: 2, api: 3 });
    expect(ports.requests.at(-1)?.headers.Authorization).toBe('Bearer t2');
  });

  it('asks for one token when many calls start at once', async () => {
    const { service, count } = testEnv(() => noProfiles);
    await Promise.all([1, 2, 3, 4].map(() => service.profiles(never)));
    expect(count).toEqual({ register: 1, token: 1, api: 4 });
  });

  it('registers anew when the software statement is another one', async () => {
    const stored = new Map<string, unknown>();
    await testEnv(() => noProfiles, {}, stored).service.profiles(never);
    const second = testEnv(() => noProfiles, {}, stored);
    const pass = { ...testSettings.appSettings.pass, softwareStatement: 'new.new.new' };
    await createPassService(pass, second.ports).profiles(never);
    expect(second.count).toMatchObject({ register: 1, token: 1 });
  });
});

describe('401', () => {
  it('renews the token first, then repeats the call once', async () => {
    const { ports, service, count } = testEnv((_, n) => (n === 1 ? html(401) : noProfiles));
    await service.profiles(never);
    expect(count).toEqual({ register: 1, token: 2, api: 2 });
    expect(ports.requests.map(({ url }) => url.replace(/.*\//, ''))).toEqual([
      'register',
      'token',
      'profiles',
      'token',
      'profiles',
    ]);
    expect(ports.requests.at(-1)?.headers.Authorization).toBe('Bearer token-2');
  });

  it('registers again for `application-registration`, and only once', async () => {
    const refusal = json(401, {
      action: 'application-registration',
      status: 401,
      code: 'invalid_access_token_client_application',
    });
    const recovered = testEnv((_, n) => (n === 1 ? refusal : noProfiles));
    await recovered.service.profiles(never);
    expect(recovered.count).toEqual({ register: 2, token: 2, api: 2 });

    const hopeless = testEnv(() => refusal);
    const error = await failure(hopeless.service.profiles(never));
    expect(error.code).toBe('invalid_access_token_client_application');
    expect(hopeless.count).toEqual({ register: 2, token: 2, api: 2 });
  });

  it('does not register for every call that is refused so: once a minute is enough', async () => {
    const refusal = enhanced(
      401,
      'invalid_access_token_service_provider',
      'application-registration',
    );
    const { ports, service, count } = testEnv(() => refusal);
    const fiveTimes = async () => {
      for (let tries = 0; tries < 5; tries++) await failure(service.profiles(never));
    };
    const done = fiveTimes();
    await ports.clock.advance(20_000);
    await done;
    expect(count).toEqual({ register: 2, token: 2, api: 6 });
    await ports.clock.advance(60_000);
    await inTime(ports.clock, failure(service.profiles(never)));
    expect(count.register).toBe(3);
  });

  it('registers again when the token endpoint says `invalid_client`, and drops the profile', async () => {
    const stored = new Map<string, unknown>();
    await testEnv(() => noProfiles, {}, stored).service.profiles(never);
    stored.delete('couchpass/token');
    stored.set('couchpass/profile', { version: 1, value: {} });
    const again = testEnv(
      () => noProfiles,
      {
        token: (n) => (n === 1 ? json(400, { error: 'invalid_client' }) : issued('fresh')),
      },
      stored,
    );
    await again.service.profiles(never);
    expect(again.count).toEqual({ register: 1, token: 2, api: 1 });
    expect(stored.has('couchpass/profile')).toBe(false);
  });

  it.each([
    ['without a word', { ...html(401, ''), contentType: '' }, 'unauthorized'],
    ["that is a proxy's page", html(401), 'not_the_service'],
    ["that is a proxy's JSON", json(401, { error: 'invalid_client' }), 'not_the_service'],
  ])('gives up on a second 401 %s, and keeps the registration', async (_, answer, code) => {
    const { ports, service, count } = testEnv(() => answer);
    const error = await failure(service.profiles(never));
    expect(error).toMatchObject({ code, status: 401 });
    expect(ports.stored.has('couchpass/client')).toBe(true);
    expect(count).toEqual({ register: 1, token: 2, api: 2 });
    expect(ports.clock.pending).toBe(0);
  });

  it.each([
    ["a proxy's page", html(403)],
    ['a login page of the network', html(200)],
    ['a failure', html(503)],
    ["somebody else's JSON", json(400, { error: 'forbidden' })],
  ])('loses nothing when it cannot register again: %s', async (_, register) => {
    const stored = new Map<string, unknown>();
    await testEnv(() => noProfiles, {}, stored).service.profiles(never);
    stored.set('couchpass/profile', { version: 1, value: 'kept' });
    const kept = new Map(stored);
    const refused = () =>
      json(401, {
        ...{ status: 401, code: 'invalid_access_token_client_application' },
        action: 'application-registration',
      });
    const again = testEnv(refused, { register: () => register }, stored);
    const error = failure(again.service.profiles(never));
    await again.ports.clock.advance(60_000);
    expect((await error).name).toBe('PassError');
    for (const key of ['client', 'profile']) {
      expect(stored.get(`couchpass/${key}`)).toEqual(kept.get(`couchpass/${key}`));
    }
  });

  it('takes the client that another process has registered meanwhile', async () => {
    const stored = new Map<string, unknown>();
    await testEnv(() => noProfiles, {}, stored).service.profiles(never);
    stored.delete('couchpass/token');
    const first = testEnv(
      () => noProfiles,
      {
        token: (n) => {
          if (n > 1) return issued('theirs');
          // Meanwhile the other process registers.
          const entry = stored.get('couchpass/client') as { value: object };
          stored.set('couchpass/client', {
            ...entry,
            value: { ...entry.value, clientId: 'client-of-another-process' },
          });
          return json(400, { error: 'invalid_client' });
        },
      },
      stored,
    );
    await first.service.profiles(never);
    expect(first.count.register).toBe(0);
    expect(first.ports.requests.at(-2)?.body).toContain('client-of-another-process');
  });

  it('does not loop on a refused software statement', async () => {
    const { service, count } = testEnv(() => noProfiles, {
      register: () => json(400, { error: 'invalid_software_statement' }),
    });
    expect((await failure(service.profiles(never))).code).toBe('invalid_software_statement');
    expect(count).toEqual({ register: 1, token: 0, api: 0 });
  });
});

describe('headers that only some viewers have', () => {
  const sso = { 'AD-Service-Token': 'jws' };
  const answers = (request: HttpRequest): Answer =>
    request.url.includes('/decisions/')
      ? json(200, { decisions: [{ resource: 'R', authorized: true }] })
      : request.url.includes('/logout/')
        ? json(200, { logouts: {} })
        : request.method === 'POST'
          ? json(200, { actionName: 'resume', code: 'C' })
          : request.url.includes('/configuration')
            ? json(200, { requestor: { mvpds: [] } })
            : request.url.includes('/sessions/')
              ? json(200, { existingParameters: {} })
              : noProfiles;

  it('go where Adobe lists them, fresh every time, and nowhere else', async () => {
    const { ports } = testEnv(answers);
    let asked = 0;
    const service = createPassService(testSettings.appSettings.pass, {
      ...ports,
      singleSignOn: async () => ({ 'AD-Service-Token': `jws-${++asked}` }),
      temporaryIdentity: async () => ({ email: hashed }),
    });
    const everything = async () => {
      await service.createSession({}, never);
      await service.inspectSession('C', never);
      await service.resumeSession('C', {}, never);
      await service.profiles(never);
      await service.profilesOf('M', never);
      await service.profilesByCode('C', never);
      await service.authorize('M', 'R', never);
      await service.preauthorize('M', ['R'], never);
      await service.logout('M', 'https://n/', never);
      await service.providers(never);
    };
    await inTime(ports.clock, everything());
    const seen = ports.requests
      .filter(({ url }) => url.includes('/api/v2/'))
      .map(({ method, url, headers }) => [
        `${method} ${url.replace(/.*NORTHSTAR\//, '').replace(/\?.*/, '')}`,
        headers['AD-Service-Token'] ?? '',
        headers['AP-TempPass-Identity'] ?? '',
      ]);
    const identity = Buffer.from(JSON.stringify({ email: hashed })).toString('base64');
    expect(seen).toEqual([
      ['POST sessions', 'jws-1', ''],
      ['GET sessions/C', '', ''],
      ['POST sessions/C', '', ''],
      ['GET profiles', 'jws-2', ''],
      ['GET profiles/M', 'jws-3', identity],
      ['GET profiles/code/C', '', identity],
      ['POST decisions/authorize/M', 'jws-4', identity],
      ['POST decisions/preauthorize/M', 'jws-5', identity],
      ['GET logout/M', 'jws-6', ''],
      ['GET configuration', '', ''],
    ]);
  });

  it('are left out by a shell without them', async () => {
    const { ports, service } = testEnv(answers);
    await service.authorize('M', 'R', never);
    expect(Object.keys(ports.requests.at(-1)?.headers ?? {})).not.toContain(Object.keys(sso)[0]);
  });
});
