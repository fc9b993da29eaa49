import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReload } from '../../tools/reload.ts';
import { createWeb, fileOf } from '../../tools/serve.ts';
import { makeFolder } from '../support/folder.ts';

const page = '<!doctype html><html><head></head><body>TV</body></html>';
let folder: Awaited<ReturnType<typeof makeFolder>>;

beforeAll(async () => {
  folder = await makeFolder({
    'secret.txt': 'not for anybody',
    'dist/tv/index.html': page,
    'dist/tv/main.js': 'export {};',
    'dist/tv/static/fonts/a.woff2': 'font',
    'dist/tv/.hidden': 'hidden',
    'dist/activate/index.html': page,
  });
  await symlink(join(folder.path, 'secret.txt'), join(folder.path, 'dist/tv/link.txt'));
});

afterAll(() => folder.remove());

const options = () => ({
  dist: join(folder.path, 'dist'),
  settings: { appSettings: { pass: { baseUrl: 'http://localhost:1' } } },
  origins: ['http://localhost:1', 'https://feed.example'],
});

const get = (path: string, init?: RequestInit) => createWeb(options()).request(path, init);

describe('the web server of the built apps', () => {
  it.each([
    ['/tv/', 'text/html; charset=utf-8'],
    ['/tv/main.js', 'text/javascript; charset=utf-8'],
    ['/tv/static/fonts/a.woff2', 'font/woff2'],
    ['/activate/', 'text/html; charset=utf-8'],
  ])('serves %s as %s, to be asked for again each time', async (path, type) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    '/tv/static/',
    '/tv/static',
    '/tv/absent.js',
    '/tv/.hidden',
    '/tv/link.txt',
    '/tv/%2e%2e/%2e%2e/secret.txt',
    '/tv/..%2f..%2fsecret.txt',
    '/tv/..%5c..%5csecret.txt',
    '/tv/%00',
    '/tv/%E0%A4%A',
    '/secret.txt',
  ])('has nothing at %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('There is no such page here.');
  });

  it('answers HEAD without a body, and refuses what would change something', async () => {
    const head = await get('/tv/', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    const post = await get('/tv/', { method: 'POST' });
    expect(post.status).toBe(405);
    expect(post.headers.get('allow')).toBe('GET, HEAD');
  });

  it('sends people to the pages, and keeps their query', async () => {
    expect((await get('/')).headers.get('location')).toBe('/tv/');
    expect((await get('/activate?a=b')).headers.get('location')).toBe('/activate/?a=b');
  });

  it('gives both apps the settings of this run', async () => {
    for (const app of ['tv', 'activate']) {
      expect(await (await get(`/${app}/settings.json`)).json()).toEqual(options().settings);
    }
  });

  it('lets the second screen talk to itself and to the service only', async () => {
    const policy = (await get('/activate/')).headers.get('content-security-policy');
    expect(policy?.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "connect-src 'self' http://localhost:1 https://feed.example",
        "require-trusted-types-for 'script'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]),
    );
    expect(policy).not.toContain('unsafe');
  });

  it('lets no script come from elsewhere on the TV', async () => {
    const policy = (await get('/tv/')).headers.get('content-security-policy');
    expect(policy?.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self' 'unsafe-eval'",
        "worker-src 'self' blob:",
      ]),
    );
  });
});

describe('the Host header', () => {
  const at = (host: string, path = '/tv/settings.json', allowHosts: string[] = []) =>
    createWeb({ ...options(), allowHosts }).request(path, { headers: { host } });

  it.each(['localhost:8701', '127.0.0.1', '[::1]:8701'])('%s is its own', async (host) => {
    expect((await at(host)).status).toBe(200);
  });

  it.each(['evil.example', 'localhost.evil.example:8701', '192.0.2.7', 'a b'])(
    '%s is not: nothing is given away',
    async (host) => {
      for (const path of ['/', '/tv/', '/tv/settings.json', '/dev/events', '/nothing']) {
        const answer = await at(host, path);
        expect(answer.status).toBe(403);
        expect(await answer.text()).toMatch(/^This server does not answer to this host name\./);
      }
    },
  );

  it('may be one that was allowed', async () => {
    expect((await at('tv.example:8701', '/tv/', ['tv.example'])).status).toBe(200);
  });
});

describe('the policy inside a page', () => {
  it('is that of the services of this run, not of those that it was built for', async () => {
    const built = await makeFolder({
      'tv/index.html': '<meta http-equiv="Content-Security-Policy" content="connect-src https:" />',
    });
    const web = createWeb({ ...options(), dist: built.path });
    const html = await (await web.request('/tv/')).text();
    await built.remove();
    expect(html).toContain("connect-src 'self' blob: data: https: http://localhost:1");
    expect(html.match(/connect-src/g)).toHaveLength(1);
  });
});

describe('answers that are no pages', () => {
  it.each(['/nothing', '/tv/nothing', '/'])('%s is sealed too', async (path) => {
    const { headers } = await get(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

describe('while developing', () => {
  it('pages learn that they were built again', async () => {
    const reload = createReload();
    const web = createWeb({ ...options(), reload });
    expect(await (await web.request('/tv/')).text()).toContain('src="/dev/reload.js"');
    expect(await (await web.request('/dev/reload.js')).text()).toContain('location.reload()');

    const events = (await web.request('/dev/events')).body?.getReader();
    const next = async () => new TextDecoder().decode((await events?.read())?.value);
    expect(await next()).toContain('event: ready');
    reload.now();
    expect(await next()).toContain('event: reload');
    await events?.cancel();
  });

  it('nothing of that is there otherwise', async () => {
    expect(await (await get('/tv/')).text()).toBe(page);
    expect((await get('/dev/events')).status).toBe(404);
  });
});

describe('fileOf', () => {
  const inside = (path: string) => fileOf(join(folder.path, 'dist', 'tv'), path);

  it('finds files, and the index page of a folder', async () => {
    expect(await inside('/main.js')).toMatch(/tv.main\.js$/);
    expect(await inside('/')).toMatch(/tv.index\.html$/);
  });

  it.each(['/../activate/index.html', '/static/../../../secret.txt', '/link.txt', '/C:/x'])(
    'does not follow %s',
    async (path) => {
      expect(await inside(path)).toBeNull();
    },
  );
});
