import { describe, expect, it } from 'vitest';
import { deviceInfo, enhanced, form, jsonBody, pair, session } from './rig.ts';

const needing: ReadonlyArray<readonly [string, RequestInit]> = [
  ['sessions', form(session)],
  ['profiles', {}],
  ['profiles/ValleyCable', {}],
  ['decisions/authorize/ValleyCable', jsonBody({ resources: ['NORTHSTAR-MAIN'] })],
  ['decisions/preauthorize/ValleyCable', jsonBody({ resources: ['NORTHSTAR-MAIN'] })],
  ['logout/ValleyCable?redirectUrl=https%3A%2F%2Fnorthstar.example%2F', {}],
];

describe('AP-Device-Identifier', () => {
  it.each(needing)('is required on %s', async (path, init) => {
    const { client } = await pair();
    const { status, json } = await client.call(path, init, false);
    expect(status).toBe(400);
    expect(json).toEqual(enhanced('invalid_header_device_identifier', 400, 'none'));
  });

  it.each([
    'abc',
    'serial abc',
    'fingerprint',
    'fingerprint ===',
    'fingerprint a b',
    'fingerprint %25',
  ])('is refused as "%s"', async (value) => {
    const { client } = await pair();
    const headers = { 'ap-device-identifier': value };
    expect((await client.call('profiles', { headers })).json.code).toBe(
      'invalid_header_device_identifier',
    );
  });

  it('separates devices of one client', async () => {
    const { client } = await pair();
    await client.signIn();
    const headers = { 'ap-device-identifier': 'fingerprint dHYtMg==' };
    expect((await client.call('profiles', { headers })).json).toEqual({ profiles: {} });
  });
});

describe('X-Device-Info', () => {
  const broken = { 'x-device-info': Buffer.from('{"model":').toString('base64') };

  it('may be unreadable when lenient', async () => {
    const { client } = await pair();
    expect((await client.call('profiles', { headers: broken })).status).toBe(200);
  });

  it('is checked when strict', async () => {
    const { client } = await pair({ mode: 'strict' });
    expect((await client.call('profiles', { headers: broken })).json).toEqual(
      enhanced('invalid_header_device_info', 400, 'none'),
    );
    expect((await client.call('profiles')).status).toBe(200);
  });

  it.each([
    [
      'Chrome',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
      200,
    ],
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 200],
    [
      'Safari on a phone',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      200,
    ],
    [
      'a webOS app',
      'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36',
      400,
    ],
    [
      'a Tizen app',
      'Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) 85.0.4183.93/6.5 TV Safari/537.36',
      400,
    ],
    ['a program', 'node', 400],
    ['nothing', '', 400],
  ])('may be left out in strict mode by browsers alone: %s', async (_, userAgent, status) => {
    const { client } = await pair({ mode: 'strict' });
    const headers = { 'x-device-info': '', 'user-agent': userAgent };
    const left = await client.call('profiles', { headers });
    expect(left.status).toBe(status);
    // A header that is sent must be correct, whichever client sends it.
    expect((await client.call('profiles', { headers: { ...headers, ...broken } })).status).toBe(
      400,
    );
  });

  it.each(['model', 'version', 'osName', 'osVersion', 'connectionType'])(
    'needs %s when strict, which some of the documentation’s samples leave out',
    async (field) => {
      for (const [mode, status] of [
        ['lenient', 200],
        ['strict', 400],
      ] as const) {
        const { client } = await pair({ mode });
        const info = JSON.stringify({ ...deviceInfo, [field]: undefined });
        const headers = { 'x-device-info': Buffer.from(info).toString('base64') };
        expect((await client.call('profiles', { headers })).status).toBe(status);
      }
    },
  );
});
