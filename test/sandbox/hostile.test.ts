import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ask, form, jsonBody, pair, sandboxOf } from './rig.ts';

const SCRIPT = '<script>alert(1)</script>"\'>';

describe('hostile input', () => {
  it.each([
    '/nowhere',
    '/api/v2/NORTHSTAR/nothing',
    '/api/v2/session/NORTHSTAR/ABCDEFG',
    '/api/v2',
    '/api/v2/NORTHSTAR/%E0%A4%A',
    '/programmer/nothing',
    '/logos/..%2f..%2fpackage.json',
    '/logos/NoSuchTV.svg',
    '/api/v1/nothing',
    '//evil.example/',
  ])('is told 404 at %s', async (path) => {
    const { sandbox, client } = await pair();
    const { status, text } = await ask(sandbox.url + path, {
      headers: { authorization: `Bearer ${client.token}` },
    });
    expect(status).toBe(404);
    expect(text).not.toBe('');
  });

  it.each(['/*', '/api/*', '/%2A', '/api/v2/*/configuration'])(
    'is answered at once, and recorded once, at %s, which is no wildcard',
    async (path) => {
      const sandbox = await sandboxOf();
      for (const method of ['POST', 'DELETE', 'OPTIONS']) {
        sandbox.control.clearRequests();
        const { status } = await ask(sandbox.url + path, { method });
        expect([204, 401, 404, 405]).toContain(status);
        expect(sandbox.control.requests()).toHaveLength(1);
      }
    },
  );

  it('hears of an unknown path on the terminal, without control characters', async () => {
    const said: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => said.push(text);
    try {
      const { url } = await sandboxOf({ quiet: false });
      await ask(`${url}/nowhere%1b%5b2J`);
    } finally {
      console.warn = warn;
    }
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('/nowhere');
    expect(said[0]).not.toContain('\u001b');
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'GET'])(
    'is told 405 for %s on a POST endpoint',
    async (method) => {
      const { client } = await pair();
      const { status, json, headers } = await client.call('sessions', { method });
      expect(status).toBe(405);
      expect(json.status).toBe(405);
      expect(headers.get('allow')).toBe('POST, OPTIONS');
    },
  );

  it('is told 413 for a body longer than any request needs', async () => {
    const { sandbox, client } = await pair();
    const body = 'x'.repeat(100_000);
    const answers = [
      await client.call('sessions', { method: 'POST', body }),
      await ask(`${sandbox.url}/o/client/register`, { method: 'POST', body }),
      await ask(`${sandbox.url}/_sandbox/rules`, { method: 'POST', body }),
    ];
    for (const { status } of answers) expect(status).toBe(413);
    expect((await client.call('profiles')).status).toBe(200);
  });

  it('does not bring it down: invalid UTF-8, deep JSON, odd names, many parameters', async () => {
    const { sandbox, client } = await pair();
    const json = { 'content-type': 'application/json' };
    const bodies: RequestInit[] = [
      { headers: json, body: new Uint8Array([0xff, 0xfe, 0x00, 0x80]) },
      { headers: json, body: '['.repeat(60_000) },
      { headers: json, body: `{"resources":${'['.repeat(9_000)}${']'.repeat(9_000)}}` },
      { headers: json, body: '{"__proto__":{"resources":["A"]},"constructor":1}' },
      { headers: json, body: 'null' },
      { body: new URLSearchParams([...Array(3_000)].map((_, i) => ['mvpd', String(i)])) },
      {
        body: '%E0%A4%A=%&&&===',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      { body: '__proto__=1&constructor=2&toString=3' },
    ];
    for (const init of bodies)
      for (const path of ['sessions', 'sessions/ABCDEFG', 'decisions/authorize/ValleyCable']) {
        const { status } = await client.call(path, { method: 'POST', ...init });
        expect([200, 400]).toContain(status);
      }
    for (const init of bodies)
      for (const path of ['/o/client/register', '/o/client/token', '/mvpd/ValleyCable/login']) {
        const { status } = await ask(sandbox.url + path, { method: 'POST', ...init });
        expect(status).toBe(400);
      }
    expect((await ask(`${sandbox.url}/_sandbox/requests`)).status).toBe(200);
  });

  it('is shown as text on login and error pages', async () => {
    const { sandbox, client } = await pair();
    const { url } = (await client.createSession()).json;
    const login = sandbox.url + (await ask(sandbox.url + url)).headers.get('location');
    const html = { headers: { accept: 'text/html' } };
    const typed = await ask(login, form({ username: SCRIPT, password: SCRIPT }));
    const pages = [
      typed,
      await ask(`${sandbox.url}/api/v2/authenticate/NORTHSTAR/${encodeURIComponent(SCRIPT)}`, html),
      await ask(`${sandbox.url}/api/v2/authenticate/${encodeURIComponent(SCRIPT)}/ABCDEFG`, html),
      await ask(`${sandbox.url}/mvpd/${encodeURIComponent(SCRIPT)}/login?request=x`),
      await ask(`${sandbox.url}/mvpd/ValleyCable/login?request=${encodeURIComponent(SCRIPT)}`),
      await ask(`${sandbox.url}/adobe-services/logout?mso_id=${encodeURIComponent(SCRIPT)}`),
    ];
    for (const { type, text } of pages) {
      expect(type).toBe('text/html');
      expect(text).not.toContain('<script');
    }
    expect(typed.text).toContain('&lt;script&gt;');
  });

  it('never leads a browser to an address that is not registered', async () => {
    const { sandbox, client } = await pair();
    const { url } = (await client.createSession()).json;
    const login = sandbox.url + (await ask(sandbox.url + url)).headers.get('location');
    const evil = '&redirectUrl=https%3A%2F%2Fevil.example&redirect_url=https%3A%2F%2Fevil.example';
    const done = await ask(
      login + evil,
      form({ username: 'alex', password: 'sofa', redirectUrl: 'https://evil.example' }),
    );
    expect(done.headers.get('location')).toBe('https://northstar.example/done');
  });

  it('speaks no HTTP at all, and others are still served', async () => {
    const { sandbox, client } = await pair();
    const closed = await new Promise<string>((resolve) => {
      const socket = connect(sandbox.port, '127.0.0.1', () =>
        socket.write('\u0000\u0001 garbage\r\n\r\n'),
      );
      let text = '';
      socket.on('data', (data) => {
        text += data;
      });
      socket.on('close', () => resolve(text));
    });
    expect(closed).toMatch(/^HTTP\/1\.1 400/);
    expect((await client.call('profiles')).status).toBe(200);
  });

  it('cannot order from the controls what does not exist', async () => {
    const { url } = await sandboxOf();
    const { status } = await ask(
      `${url}/_sandbox/rules`,
      jsonBody({ constructor: 1, toString: 2 }),
    );
    expect(status).toBe(400);
  });
});
