import { describe, expect, it } from 'vitest';
import { createPassService } from '../../core/pass/createPassService.ts';
import { createV1Client } from '../../core/pass/v1/V1Client.ts';
import { readSettings } from '../../core/settings.ts';
import { failure } from '../support/failure.ts';
import { html, rawSettings, testPorts } from '../support/ports.ts';
import { inTime } from '../support/TestClock.ts';
import {
  appSettings,
  authnToken,
  empty,
  never,
  pass,
  refused,
  testEnv,
} from './v1Service.support.ts';

describe('settings.json', () => {
  it('takes "v1" and "v2", and says so to anything else', () => {
    const named = (api: string) => ({
      ...rawSettings,
      appSettings: { ...appSettings, pass: { ...appSettings.pass, api } },
    });
    for (const api of ['v1', 'v2']) {
      const { pass: read } = readSettings(named(api)).appSettings;
      const service = createPassService(
        read,
        testPorts(() => 'never'),
      );
      expect(service.loginUrl('C0DE')).toContain(`/api/${api}/`);
    }
    expect(() => readSettings(named('v3'))).toThrow(
      'appSettings.pass.api: holds "v3", which is not usable; allowed: "v2" or "v1"',
    );
  });
});

describe('V1 on the wire', () => {
  it('authorises with the DCR token, asks for JSON in one way, and encodes X-Device-Info', async () => {
    const { service, log } = testEnv();
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
    const { service, log } = testEnv();
    await service.providers(never);
    await service.inspectSession('CODE1', never);
    for (const { request } of log.slice(2)) {
      expect(Object.keys(request.headers)).toEqual(['Authorization', 'Accept']);
    }
  });

  it('sends the same device identifier everywhere', async () => {
    const { service, log, ports } = testEnv({
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
    const { service, log } = testEnv({
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
    const { service, calls } = testEnv({
      'GET /api/v1/checkauthn': () => refused(401, 'Not Authorized'),
    });
    expect(await failure(service.profiles(never))).toMatchObject({
      code: 'unauthorized',
      status: 401,
    });
    expect(calls()).toHaveLength(2);
  });

  it('keeps silent for a second after 429', async () => {
    const { service, ports, log } = testEnv({
      'GET /api/v1/checkauthn': (n) => (n === 1 ? html(429) : refused(403, 'Forbidden')),
    });
    const asked = service.profiles(never);
    await ports.clock.advance(5_000);
    expect(await asked).toEqual([]);
    const [first, second] = log.filter(({ call }) => call === 'GET /api/v1/checkauthn');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  });
});

describe('single calls', () => {
  it('are asked for in XML when told so, by the same one way', async () => {
    const { ports, memory, log } = testEnv({
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
