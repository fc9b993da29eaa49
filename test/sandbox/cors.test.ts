import { describe, expect, it } from 'vitest';
import { ask, pair, sandboxOf } from './rig.ts';

const ORIGIN = 'http://tv.example';
const HEADERS = [
  'authorization',
  'content-type',
  'accept',
  'ap-device-identifier',
  'x-device-info',
  'x-forwarded-for',
  'adobe-subject-token',
  'ad-service-token',
  'x-roku-reserved-roku-connect-token',
  'ap-partner-framework-status',
  'ap-temppass-identity',
  'ap-visitor-identifier',
];

describe('requests from pages of other origins', () => {
  it.each([
    '/o/client/register',
    '/o/client/token',
    '/api/v2/NORTHSTAR/configuration',
    '/api/v2/NORTHSTAR/decisions/authorize/ValleyCable',
    '/programmer/play',
  ])('pass the preflight with every documented header at %s', async (path) => {
    const { url } = await sandboxOf();
    const { status, headers } = await ask(url + path, {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': HEADERS.join(','),
      },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const allowed = (headers.get('access-control-allow-headers') ?? '').toLowerCase().split(/, ?/);
    for (const name of HEADERS) expect(allowed).toContain(name);
    const methods = headers.get('access-control-allow-methods') ?? '';
    for (const method of ['GET', 'POST', 'OPTIONS']) expect(methods).toContain(method);
  });

  it('may read answers, errors among them', async () => {
    const { sandbox, client } = await pair();
    const origin = { headers: { origin: ORIGIN } };
    const answers = [
      await client.call('profiles', origin),
      await client.call('profiles/NoSuchTV', origin),
      await ask(`${sandbox.url}/api/v2/NORTHSTAR/profiles`, origin),
      await ask(`${sandbox.url}/api/v2/nothing/here`, origin),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 401, 404]);
    for (const { headers } of answers)
      expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
  });

  it('may not read or pull the controls', async () => {
    const { url } = await sandboxOf();
    const origin = { origin: 'https://elsewhere.example' };
    const read = await ask(`${url}/_sandbox/requests`, { headers: origin });
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
    const pull = await ask(`${url}/_sandbox/reset`, { method: 'POST', headers: origin });
    expect(pull.status).toBe(403);
    const own = await ask(`${url}/_sandbox/reset`, { method: 'POST', headers: { origin: url } });
    expect(own.status).toBe(200);
  });
});
