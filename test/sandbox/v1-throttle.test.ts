import { describe, expect, it } from 'vitest';
import { ask, sandboxOf } from './rig.ts';
import { v1Pair } from './v1-rig.ts';

describe('throttling', () => {
  it.each([
    '/reggie/v1/NORTHSTAR/regcode/AAAAAAA',
    '/api/v1/config/NORTHSTAR.json',
    '/api/v1/checkauthn',
    '/api/v1/mediatoken.xml',
    '/adobe-services/config/NORTHSTAR',
  ])('the twelfth request within a second is 429 in HTML: %s', async (path) => {
    const { url } = await sandboxOf({ throttle: true, now: () => 1_790_000_000_000 });
    for (let i = 0; i < 11; i++) expect((await ask(url + path)).status).not.toBe(429);
    const { status, type, headers } = await ask(url + path);
    expect([status, type]).toEqual([429, 'text/html']);
    expect(headers.get('retry-after')).toBeNull();
  });

  it('V1 and V2 count as one', async () => {
    const { url } = await sandboxOf({ throttle: true, now: () => 1_790_000_000_000 });
    for (let i = 0; i < 11; i++)
      await ask(`${url}${i % 2 ? '/api/v2/NORTHSTAR/configuration' : '/api/v1/config/NORTHSTAR'}`);
    expect((await ask(`${url}/api/v1/config/NORTHSTAR`)).status).toBe(429);
  });

  it('a wrong method counts once', async () => {
    const { url } = await sandboxOf({ throttle: true, now: () => 1_790_000_000_000 });
    const put = { method: 'PUT' };
    for (let i = 0; i < 11; i++)
      expect((await ask(`${url}/api/v1/authenticate/freepreview`, put)).status).toBe(405);
  });

  it("a browser's own navigation is not counted", async () => {
    const { url } = await sandboxOf({ throttle: true, now: () => 1_790_000_000_000 });
    for (let i = 0; i < 30; i++) expect((await ask(`${url}/api/v1/authenticate`)).status).toBe(400);
  });
});

describe('requests from pages of other origins', () => {
  it.each(['/reggie/v1/NORTHSTAR/regcode', '/api/v1/logout', '/adobe-services/config/NORTHSTAR'])(
    'pass the preflight at %s',
    async (path) => {
      const { sandbox } = await v1Pair();
      const { status, headers } = await ask(sandbox.url + path, {
        method: 'OPTIONS',
        headers: {
          origin: 'http://tv.example',
          'access-control-request-method': 'DELETE',
          'access-control-request-headers': 'authorization,x-device-info',
        },
      });
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe('http://tv.example');
      expect(headers.get('access-control-allow-methods')).toContain('DELETE');
    },
  );

  it('see the answer, errors and 429 among them', async () => {
    const { sandbox } = await v1Pair();
    const headers = { origin: 'http://tv.example' };
    const answer = await ask(`${sandbox.url}/api/v1/checkauthn`, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://tv.example');
  });
});
