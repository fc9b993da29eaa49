import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../../tools/paths.ts';
import { makeFolder } from '../support/folder.ts';

interface Entry {
  readonly version?: string;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
}

/** Folders of the packages that belong to this lock. */
function workspacesOf(lock: string): readonly string[] {
  const manifest = join(root, dirname(lock), 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { workspaces?: string[] }).workspaces ?? [];
}

const LOCKS = ['package-lock.json', 'tools/devices/webos/lock/package-lock.json'];

describe.each(LOCKS)('%s', (file) => {
  const lock = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
    packages: Record<string, Entry>;
  };
  const own = new Set(workspacesOf(file));
  /** All packages except those of this repository, which are folders and links to them. */
  const entries = Object.entries(lock.packages).filter(
    ([path, { link, resolved }]) =>
      path !== '' && !own.has(path) && !(link && own.has(resolved ?? '')),
  );

  it('has a SHA-512 for every package, those of other systems too', () => {
    expect(entries.length).toBeGreaterThan(300);
    const without = entries.filter(
      ([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''),
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('takes nothing from a folder, a repository or another address', () => {
    const elsewhere = entries.filter(
      ([, { link, resolved = '' }]) =>
        link || (resolved !== '' && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });
});

describe('the packages of Lightning’s command line', () => {
  const lock = JSON.parse(readFileSync(join(root, LOCKS[0] ?? ''), 'utf8')) as {
    packages: Record<string, Entry & { dependencies?: Record<string, string> }>;
  };
  const cli = 'node_modules/@lightningjs/cli';

  it('lie below it, where it looks for its programs and nothing else finds them', () => {
    const wanted = Object.keys(lock.packages[cli]?.dependencies ?? {});
    expect(wanted).toEqual(expect.arrayContaining(['rollup', 'http-server', '@babel/core']));
    const lifted = wanted.filter((name) => !lock.packages[`${cli}/node_modules/${name}`]);
    // The top level has these for its own use, or for another tool.
    expect(lifted.sort()).toEqual(['@babel/core', 'core-js', 'deepmerge', 'semver', 'shelljs']);
  });
});

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A package as the registry sends it: a tar of one package.json. */
function tarball(description: string): Buffer {
  const text = Buffer.from(JSON.stringify({ name: 'parcel', version: '1.0.0', description }));
  const head = Buffer.alloc(512);
  const put = (at: number, words: string) => head.write(words, at, 'latin1');
  put(0, 'package/package.json');
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${text.length.toString(8).padStart(11, '0')}\0`);
  put(136, '00000000000\0');
  put(148, '        ');
  put(156, '0');
  put(257, 'ustar\x0000');
  const sum = head.reduce((all, byte) => all + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  const padding = Buffer.alloc((512 - (text.length % 512)) % 512);
  return gzipSync(Buffer.concat([head, text, padding, Buffer.alloc(1024)]));
}

const sha512 = (bytes: Buffer) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

/** A registry that sends these bytes for `parcel` 1.0.0, and lists their hash. */
async function registryOf(bytes: Buffer): Promise<string> {
  const server: Server = createServer(({ url }, answer) => {
    if (url?.endsWith('.tgz')) return answer.end(bytes);
    const tarballUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/parcel.tgz`;
    const version = { name: 'parcel', version: '1.0.0' };
    const dist = { tarball: tarballUrl, integrity: sha512(bytes) };
    answer.setHeader('content-type', 'application/json');
    answer.end(
      JSON.stringify({
        name: 'parcel',
        'dist-tags': { latest: '1.0.0' },
        versions: { '1.0.0': { ...version, dist } },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/**
 * Runs `npm ci` with a lock of the genuine package; returns the output, and whether the package was
 * installed.
 */
async function install(sent: Buffer, integrity: string) {
  const folder = await makeFolder({
    'package.json': JSON.stringify({ name: 'taker', dependencies: { parcel: '1.0.0' } }),
    'package-lock.json': JSON.stringify({
      name: 'taker',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'taker', dependencies: { parcel: '1.0.0' } },
        'node_modules/parcel': { version: '1.0.0', integrity },
      },
    }),
  });
  closing.push(folder.remove);
  const cache = join(folder.path, 'cache');
  await mkdir(cache);
  await writeFile(join(folder.path, '.npmrc'), 'audit=false\nfund=false\nupdate-notifier=false\n');
  const registry = await registryOf(sent);
  const said = await new Promise<string>((resolve) => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const options = { cwd: folder.path, env: { ...process.env, npm_config_cache: cache } };
    execFile(npm, ['ci', '--registry', registry], options, (_, out, err) => resolve(out + err));
  });
  const place = join(folder.path, 'node_modules', 'parcel', 'package.json');
  const isThere = await access(place).then(
    () => true,
    () => false,
  );
  return { said, isThere };
}

describe('a package that is not the one of the lock', { timeout: 60_000 }, () => {
  const genuine = tarball('genuine');

  it('is not installed, whatever the registry says of it', async () => {
    const { said, isThere } = await install(tarball('tampered'), sha512(genuine));
    expect(said).toContain('EINTEGRITY');
    expect(isThere).toBe(false);
  });

  it('is, when it is the one', async () => {
    const { said, isThere } = await install(genuine, sha512(genuine));
    expect(said).not.toContain('EINTEGRITY');
    expect(isThere).toBe(true);
  });
});
