import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { infoOf } from '../../platforms/node/device.ts';
import { createFileStore } from '../../platforms/node/fileStore.ts';
import { createNodePlatform, languageOf } from '../../platforms/node/index.ts';
import { makeFolder } from '../support/folder.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let directory: string;

beforeEach(async () => {
  folder = await makeFolder();
  directory = join(folder.path, 'deep', 'store');
});

afterEach(() => folder.remove());

describe('file storage', () => {
  it('remembers across programs, one private file a key', async () => {
    const store = createFileStore(directory);
    await store.set('couchpass/token', { value: 'a', n: 1 });
    await store.set('couchpass/Token', 'another');
    const again = createFileStore(directory);
    expect(await again.get('couchpass/token')).toEqual({ value: 'a', n: 1 });
    expect(await again.get('couchpass/Token')).toBe('another');
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    const names = await readdir(directory);
    expect(names).toHaveLength(2);
    for (const name of names) {
      expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
    }
  });

  it('has nothing for keys that were never set or were deleted', async () => {
    const store = createFileStore(directory);
    expect(await store.get('absent')).toBeUndefined();
    await store.set('key', 1);
    await store.delete('key');
    await store.delete('key');
    expect(await store.get('key')).toBeUndefined();
  });

  it('keeps the order of writes that nobody waited for', async () => {
    const store = createFileStore(directory);
    const writes = Array.from({ length: 20 }, (_, n) => store.set('key', n));
    await Promise.all(writes);
    expect(await store.get('key')).toBe(19);
  });

  it('cannot be led out of its directory by a key', async () => {
    const store = createFileStore(directory);
    await store.set('../../escaped', 'x');
    expect(await readdir(folder.path)).toEqual(['deep']);
    expect(await store.get('../../escaped')).toBe('x');
  });

  it('survives a crash in the middle of a write', async () => {
    await createFileStore(directory).set('key', 'old');
    const half = join(directory, '.couchpass-00000000-0000-4000-8000-000000000000.tmp');
    await writeFile(half, '{"half":');
    const store = createFileStore(directory);
    expect(await store.get('key')).toBe('old');
    await utimes(half, 0, 0);
    await store.set('key', 'new');
    expect(await store.get('key')).toBe('new');
    expect((await readdir(directory)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('leaves files alone that another program is writing', async () => {
    const theirs = '.couchpass-00000000-0000-4000-8000-000000000001.tmp';
    await createFileStore(directory).set('key', 1);
    await writeFile(join(directory, theirs), '1');
    await createFileStore(directory).set('key', 2);
    expect(await readdir(directory)).toContain(theirs);
  });

  it('reads a damaged file as absent, and can write it again', async () => {
    const store = createFileStore(directory);
    await store.set('key', 1);
    const [name] = await readdir(directory);
    await writeFile(join(directory, name ?? ''), '{');
    expect(await store.get('key')).toBeUndefined();
    await store.set('key', 2);
    expect(await store.get('key')).toBe(2);
  });

  it('rejects when the directory cannot be made', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    await expect(createFileStore(join(file, 'store')).set('key', 1)).rejects.toThrow();
  });
});

describe('the device', () => {
  it('has an identifier of its own that stays', async () => {
    const first = await createNodePlatform({ directory }).device();
    const second = await createNodePlatform({ directory }).device();
    const other = await createNodePlatform({ directory: join(folder.path, 'other') }).device();
    expect(first.id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(second.id).toBe(first.id);
    expect(other.id).not.toBe(first.id);
  });

  it('has an identifier for as long as it runs when nothing can be stored', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    const platform = createNodePlatform({ directory: join(file, 'store') });
    const { id } = await platform.device();
    expect((await platform.device()).id).toBe(id);
  });

  it.each([
    ['linux', 'Linux', 'Linux', undefined],
    ['darwin', 'Mac OS', 'macOS', 'Apple'],
    ['win32', 'Windows', 'Windows', 'Microsoft'],
    ['openbsd', 'OpenBSD', 'BSD', undefined],
    ['sunos', 'Linux', 'Linux', undefined],
  ])('says of %s what Adobe lists', (system, osName, osFamily, osVendor) => {
    expect(infoOf(system, '6.1', 'arm64')).toMatchObject({
      primaryHardwareType: 'Desktop',
      model: expect.any(String),
      version: 'arm64',
      osName,
      osFamily,
      osVersion: '6.1',
      connectionType: 'LAN',
      ...(osVendor === undefined ? {} : { osVendor }),
    });
  });
});

describe('what else a computer gives', () => {
  it.each([
    [{ LANG: 'nl_BE.UTF-8' }, 'nl-BE'],
    [{ LANG: 'nl_BE.UTF-8', LC_ALL: 'fr_FR@euro' }, 'fr-FR'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'POSIX' }, 'en'],
    [{}, 'en'],
  ])('%j means %s', (env, language) => {
    expect(languageOf(env)).toBe(language);
  });

  it('sends over HTTP what core asks for, and answers every status', async () => {
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.writeHead(429, { 'Content-Type': 'Text/HTML; charset=utf-8' });
      response.end(`${request.method} ${request.headers['x-one']} ${body}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { send } = createNodePlatform({ directory });
    const url = `http://127.0.0.1:${port}/`;
    const answer = await send(
      { method: 'POST', url, headers: { 'X-One': '1' }, body: 'text' },
      new AbortController().signal,
    );
    expect(answer).toEqual({
      status: 429,
      contentType: 'text/html',
      text: 'POST 1 text',
      headers: { date: expect.stringMatching(/GMT$/) },
    });
    const aborted = send({ method: 'GET', url, headers: {} }, AbortSignal.abort());
    await expect(aborted).rejects.toThrow();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const gone = send({ method: 'GET', url, headers: {} }, new AbortController().signal);
    await expect(gone).rejects.toThrow();
  });

  it('follows no redirect but where it may', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/there') return void response.end('{}');
      response.writeHead(307, { Location: '/there' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { send } = createNodePlatform({ directory });
    const request = { method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {} } as const;
    const { signal } = new AbortController();
    expect((await send(request, signal)).status).toBe(307);
    expect(asked).toEqual(['/']);
    expect((await send({ ...request, followsRedirects: true }, signal)).text).toBe('{}');
    server.closeAllConnections();
    server.close();
  });

  it('has timers of any length', async () => {
    const { clock } = createNodePlatform({ directory });
    let fired = false;
    const timer = clock.setTimeout(() => {
      fired = true;
    }, 30 * 86_400_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    clock.clearTimeout(timer);
    expect(fired).toBe(false);
  });

  it('keeps no file in plain sight that anybody may read', async () => {
    const platform = createNodePlatform({ directory });
    await platform.device();
    const [name = ''] = await readdir(directory);
    const kept = JSON.parse(await readFile(join(directory, name), 'utf8')) as string;
    expect(kept).toBe((await platform.device()).id);
    expect((await stat(join(directory, name))).mode & 0o077).toBe(0);
  });
});
