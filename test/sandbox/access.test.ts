import { type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isHostName } from '../../apps/sandbox/server/access.ts';
import { hostCheck, hostNameOf } from '../../apps/sandbox/server/hosts.ts';
import { ask, jsonBody, pair, sandboxOf } from './rig.ts';

const TOKEN = 'a-token-of-the-test';

interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One exchange with headers that `fetch` does not send: Host, Origin, Sec-Fetch-Site. */
function exchange(
  port: number,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
    at = '127.0.0.1',
  }: { method?: string; headers?: Record<string, string>; body?: string; at?: string } = {},
): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: at, port, path, method, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('the Host header', () => {
  it.each([
    'evil.example',
    'evil.example:8700',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    'evil.example#localhost',
    '203.0.113.7',
    '[2001:db8::1]',
    '0.0.0.0',
    'localhost:8700:evil',
    'constructor',
  ])('names somebody else: %s is refused everywhere, and nothing is recorded', async (host) => {
    const { sandbox, client } = await pair();
    sandbox.control.clearRequests();
    for (const path of ['/', '/_sandbox/requests', '/programmer/plays', '/o/client/register'])
      for (const method of ['GET', 'POST']) {
        const { status, text } = await exchange(sandbox.port, path, { method, headers: { host } });
        expect([400, 403], path).toContain(status);
        expect(text).not.toContain(client.token);
      }
    expect(sandbox.control.requests()).toEqual([]);
  });

  it.each([
    'localhost',
    'LOCALHOST:1',
    'localhost.:8700',
    '127.0.0.1',
    '127.0.0.2:9',
    '[::1]:8700',
  ])('is its own: %s is answered', async (host) => {
    const { port } = await sandboxOf();
    expect((await exchange(port, '/_sandbox/clock', { headers: { host } })).status).toBe(200);
  });

  it('may be a name that was allowed, or that of the public address; the controls want the token', async () => {
    const options = { allowHosts: ['Sandbox.Example'], publicUrl: 'https://tv.example:444/x' };
    const { port, controlToken = '' } = await sandboxOf(options);
    for (const host of ['sandbox.example:8700', 'tv.example']) {
      expect((await exchange(port, '/programmer/feed.json', { headers: { host } })).status).toBe(
        200,
      );
      expect((await exchange(port, '/_sandbox/clock', { headers: { host } })).status).toBe(401);
      const headers = { host, authorization: `Bearer ${controlToken}` };
      expect((await exchange(port, '/_sandbox/clock', { headers })).status).toBe(200);
    }
  });

  it('may be any address of the machine where all of them are listened on, and no other', () => {
    const isOwn = hostCheck({ listening: ['0.0.0.0'], allowed: [] });
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    for (const { address, family } of addresses)
      expect(isOwn(family === 'IPv6' ? `[${address}]:8700` : `${address}:8700`), address).toBe(
        true,
      );
    expect(isOwn('203.0.113.7')).toBe(false);
    expect(isOwn('evil.example')).toBe(false);
  });

  it('has a name that is read from it and no other', () => {
    expect(hostNameOf('Sandbox.Example.:80')).toBe('sandbox.example');
    for (const host of ['a b', 'a:', 'a:b', 'a/b', 'a@b', 'a,b', '[::1', '::1', 'a:123456'])
      expect(hostNameOf(host), host).toBeUndefined();
    expect(['sandbox.example', 'box', '192.0.2.7'].every(isHostName)).toBe(true);
    expect(['http://a', 'a:80', 'a/b', '', '*'].some(isHostName)).toBe(false);
  });
});

describe('pages of other origins', () => {
  const strangers: Record<string, Record<string, string>> = {
    'another site': { origin: 'https://evil.example' },
    'another port of this machine': { origin: 'http://127.0.0.1:1' },
    'a file or a sandboxed frame': { origin: 'null' },
    'the same address by https': { origin: 'https://127.0.0.1' },
    'a page that sends no Origin': { 'sec-fetch-site': 'cross-site' },
    'a page of the same site': { 'sec-fetch-site': 'same-site' },
    'a picture': { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' },
    'a frame': {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    },
  };

  it.each(Object.entries(strangers))('%s: neither read nor change', async (_, headers) => {
    const sandbox = await sandboxOf();
    const before = JSON.stringify([sandbox.control.rules(), sandbox.control.faults()]);
    const json = { 'content-type': 'application/json' };
    for (const path of [
      '/_sandbox/',
      '/_sandbox/requests',
      '/_sandbox/events',
      '/programmer/plays',
    ]) {
      const { status, headers: heard } = await exchange(sandbox.port, path, { headers });
      expect(status, path).toBe(403);
      expect(heard['access-control-allow-origin']).toBeUndefined();
      expect(heard['x-content-type-options']).toBe('nosniff');
    }
    for (const [path, body] of [
      ['/_sandbox/rules', '{"tokenLifeS":1}'],
      ['/_sandbox/faults', '{"path":"/**"}'],
      ['/_sandbox/reset', ''],
    ] as const) {
      const order = { method: 'POST', headers: { ...json, ...headers }, body };
      expect((await exchange(sandbox.port, path, order)).status, path).toBe(403);
    }
    expect(JSON.stringify([sandbox.control.rules(), sandbox.control.faults()])).toBe(before);
  });

  it('may lead to the console, and to nothing else of the controls', async () => {
    const { port } = await sandboxOf();
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await exchange(port, '/_sandbox/', { headers })).status).toBe(200);
    expect((await exchange(port, '/_sandbox/requests', { headers })).status).toBe(403);
    expect((await exchange(port, '/_sandbox/', { method: 'POST', headers })).status).toBe(403);
  });

  it('may call the service, with credentials only from this machine or a named origin', async () => {
    const { client } = await pair({ activateOrigins: ['https://phone.example'] });
    const allowed = async (origin: string) => {
      const { headers } = await client.call('profiles', { headers: { origin } });
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      return headers.get('access-control-allow-credentials');
    };
    expect(await allowed('http://localhost:8701')).toBe('true');
    expect(await allowed('https://phone.example')).toBe('true');
    expect(await allowed('https://evil.example')).toBeNull();
    expect(await allowed('null')).toBeNull();
  });
});

describe('orders', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
  ])('are JSON by name, not %j', async (type) => {
    const sandbox = await sandboxOf();
    const order = { method: 'POST', headers: { 'content-type': type }, body: '{"tokenLifeS":1}' };
    const { status, text } = await exchange(sandbox.port, '/_sandbox/rules', order);
    expect(status).toBe(415);
    expect(text).toContain('application/json');
    expect(sandbox.control.rules().tokenLifeS).not.toBe(1);
  });

  it('without a body need no type', async () => {
    const { url } = await sandboxOf();
    expect((await ask(`${url}/_sandbox/reset`, { method: 'POST' })).status).toBe(200);
    expect((await ask(`${url}/_sandbox/faults`, { method: 'DELETE' })).status).toBe(200);
  });
});

describe('where other machines can reach it', () => {
  it('makes a token of its own, which the controls ask for in each way of asking', async () => {
    const sandbox = await sandboxOf({ host: '0.0.0.0' });
    const { controlToken = '', url } = sandbox;
    expect(controlToken).toMatch(/^[\w-]{24}$/);
    const paths = [
      '/_sandbox/requests',
      '/_sandbox/openapi.json',
      '/_sandbox/x',
      '/programmer/plays',
    ];
    for (const path of paths) {
      const { status, json, headers } = await ask(url + path);
      expect([path, status]).toEqual([path, 401]);
      expect(json.error).toContain('Authorization: Bearer');
      expect(headers.get('www-authenticate')).toContain('Bearer');
    }
    for (const token of ['', 'wrong', `${controlToken}x`, controlToken.slice(1)]) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await ask(`${url}/_sandbox/clock`, { headers })).status).toBe(401);
      const order = jsonBody({ tokenLifeS: 1 });
      const init = { ...order, headers: { ...order.headers, ...headers } };
      expect((await ask(`${url}/_sandbox/rules`, init)).status).toBe(401);
    }
    expect(sandbox.control.rules().tokenLifeS).not.toBe(1);
    const headers = { authorization: `Bearer ${controlToken}` };
    expect((await ask(`${url}/_sandbox/requests`, { headers })).status).toBe(200);
    expect((await ask(`${url}/programmer/plays`, { headers })).status).toBe(200);
  });

  it('shows a form in place of the console, and a cookie of it opens the rest', async () => {
    const { url, port } = await sandboxOf({ controlToken: TOKEN });
    const shown = await ask(`${url}/_sandbox/`);
    expect([shown.status, shown.type]).toEqual([401, 'text/html']);
    expect(shown.text).toContain('type="password"');
    const typed = (token: string) =>
      ask(`${url}/_sandbox/enter`, { method: 'POST', body: new URLSearchParams({ token }) });
    const wrong = await typed('another');
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([401, null]);
    expect(wrong.text).toContain('That is not the token.');
    const right = await typed(TOKEN);
    expect([right.status, right.headers.get('location')]).toEqual([303, '/_sandbox/']);
    const cookie = right.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/Path=\/_sandbox; HttpOnly; SameSite=Strict$/);
    const headers = { cookie: `other=1; ${cookie.split(';')[0]}` };
    expect((await ask(`${url}/_sandbox/`, { headers })).text).toContain('Waiting codes');
    expect((await ask(`${url}/_sandbox/rules`, { headers })).status).toBe(200);
    const foreign = { ...headers, origin: 'https://evil.example' };
    expect((await exchange(port, '/_sandbox/rules', { headers: foreign })).status).toBe(403);
  });

  it('leaves the service to everybody', async () => {
    const { client } = await pair({ host: '0.0.0.0' });
    await client.signIn();
    expect((await client.call('profiles')).json.profiles).toHaveProperty('ValleyCable');
  });
});

describe('localhost', () => {
  it('is the same sandbox as ::1 and as 127.0.0.1', async () => {
    const sandbox = await sandboxOf();
    await exchange(sandbox.port, '/programmer/feed.json', { at: '::1' });
    await exchange(sandbox.port, '/programmer/feed.json', { at: '127.0.0.1' });
    expect(sandbox.control.requests()).toHaveLength(2);
  });

  it('is not had when another program has the port at ::1', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '::1', resolve));
    const { port } = blocker.address() as { port: number };
    await expect(sandboxOf({ port })).rejects.toMatchObject({ code: 'EADDRINUSE', address: '::1' });
    // The port is free again at the other address.
    const free = await sandboxOf({ port, host: '127.0.0.1' });
    expect(free.port).toBe(port);
    await new Promise((resolve) => blocker.close(resolve));
  });
});

describe('documents', () => {
  it.each([
    '/_sandbox/',
    '/logos/ValleyCable.svg',
    '/mvpd/ValleyCable/login',
    '/adobe-services/logout',
  ])('%s runs nothing that is not its own, and is of the type that it says', async (path) => {
    const { url } = await sandboxOf();
    const { headers } = await ask(url + path);
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('of an error neither', async () => {
    const { sandbox, client } = await pair();
    sandbox.control.addFault({ path: '/api/v2/**', status: 429 });
    const { type, headers } = await client.call('profiles');
    expect(type).toBe('text/html');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
