import { describe, expect, it } from 'vitest';
import { Redactor } from '../../apps/cli/trace/Redactor.ts';
import { hasher, hide, hideHeader } from '../../apps/judge/har/secrets.ts';
import { createCouchpass } from '../../core/couchpass.ts';
import { Memory } from '../../core/memory/Memory.ts';
import { createPassService } from '../../core/pass/createPassService.ts';
import type { HttpRequest } from '../../core/ports.ts';
import { json, mapStore, testPorts, testSettings } from '../support/ports.ts';

const ecid = '70954897021342517483920571648392017465';
const never = new AbortController().signal;

/** Makes a call of the device, and one that does not need the device's headers. */
async function callsWith(
  api: 'v1' | 'v2',
  visitorId?: () => Promise<string | null>,
): Promise<HttpRequest[]> {
  const requests: HttpRequest[] = [];
  const ports = testPorts(async (request) => {
    requests.push(request);
    if (request.url.includes('/register')) return json(201, { client_id: 'c', client_secret: 's' });
    if (request.url.includes('/token')) return json(201, { access_token: 't', expires_in: 60 });
    return json(200, { profiles: {}, requestor: { mvpds: [] } });
  });
  const settings = { ...testSettings.appSettings.pass, api };
  const shell = { ...ports, ...(visitorId ? { visitorId } : {}) };
  const service = createPassService(settings, shell, new Memory(mapStore(new Map())));
  // Only the requests matter here, not what their scripted answers mean.
  const calls = [
    service.profilesOf('ValleyCable', never).catch(() => {}),
    service.providers(never).catch(() => {}),
  ];
  await ports.clock.advance(60_000);
  await Promise.all(calls);
  return requests;
}

const headersOf = (requests: HttpRequest[], part: string) =>
  requests.filter(({ url }) => url.includes(part)).map(({ headers }) => headers);

describe('the Experience Cloud id', () => {
  it('is sent in no call without the port', async () => {
    for (const api of ['v1', 'v2'] as const) {
      expect(JSON.stringify(await callsWith(api))).not.toMatch(/visitor|ap_vi/i);
    }
  });

  it('is a header of the calls that Adobe names, without quotes', async () => {
    const requests = await callsWith('v2', async () => ecid);
    expect(headersOf(requests, '/profiles/')).toMatchObject([{ 'AP-Visitor-Identifier': ecid }]);
    for (const part of ['/configuration', '/o/client/']) {
      expect(headersOf(requests, part).length, part).toBeGreaterThan(0);
      expect(JSON.stringify(headersOf(requests, part)), part).not.toContain(ecid);
    }
  });

  it('is a parameter of the calls of REST API V1', async () => {
    const requests = await callsWith('v1', async () => ecid);
    const v1 = requests.filter(({ url }) => url.includes('/api/v1/'));
    expect(v1.length).toBeGreaterThan(0);
    for (const { url } of v1) expect(new URL(url).searchParams.get('ap_vi')).toBe(ecid);
    expect(JSON.stringify(requests)).not.toContain('AP-Visitor-Identifier');
  });

  it.each([
    ['is null', async () => null],
    ['is empty', async () => ''],
    ['cannot be a header', async () => 'a\r\nX: 1'],
    ['cannot be read', () => Promise.reject(new Error('no'))],
  ])('is left out when it %s, and the call is made', async (_, visitorId) => {
    const requests = await callsWith('v2', visitorId);
    const [headers] = headersOf(requests, '/profiles/');
    expect(headers).toBeDefined();
    expect(headers).not.toHaveProperty('AP-Visitor-Identifier');
  });

  it.each([
    ['granted', true],
    ['denied', false],
    [undefined, false],
  ] as const)('with consent %s in the settings: sent %s', async (initial, isSent) => {
    const requests: HttpRequest[] = [];
    const ports = testPorts(async (request) => {
      requests.push(request);
      if (request.url.includes('/register')) {
        return json(201, { client_id: 'c', client_secret: 's' });
      }
      if (request.url.includes('/token')) return json(201, { access_token: 't', expires_in: 60 });
      return json(200, { profiles: {} });
    });
    const settings = {
      ...testSettings,
      appSettings: {
        ...testSettings.appSettings,
        ...(initial ? { analytics: { consent: initial } } : {}),
      },
    };
    const shell = { ...ports, visitorId: async () => ecid };
    const app = createCouchpass(settings, shell);
    app.start();
    await ports.clock.advance(0);
    const sent = headersOf(requests, '/profiles').map((each) => each['AP-Visitor-Identifier']);
    expect(sent).toEqual([isSent ? ecid : undefined]);
    app.stop();
  });

  it('is hidden in traces and in recordings', () => {
    const request: HttpRequest = {
      ...{ method: 'GET', url: `https://sp.example/api/v1/checkauthn?ap_vi=${ecid}` },
      headers: { 'AP-Visitor-Identifier': '709548970213' },
    };
    expect(JSON.stringify(new Redactor().request(request))).not.toMatch(/70954897/);
    const hash = hasher();
    expect(hideHeader('AP-Visitor-Identifier', ecid, hash)).not.toContain(ecid);
    expect(JSON.stringify(hide({ ap_vi: ecid }, hash))).not.toContain(ecid);
  });
});
