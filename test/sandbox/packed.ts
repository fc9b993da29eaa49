import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../../platforms/node/lock.ts';
import { published } from '../../tools/library.ts';
import { root } from '../../tools/paths.ts';
import { makeFolder } from '../support/folder.ts';

const run = promisify(execFile);
/** ms; several test files pack at the same time, and the first one compiles, on a machine that may be busy. */
const longestPacking = 600_000;

export interface Manifest {
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** A file or folder of an installed package of the repository. */
export const installed = (...parts: string[]) => join(root, 'node_modules', ...parts);

export async function manifestOf(packageFolder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
}

/**
 * A new project with these files, in which the packed packages are installed: unpacked from the result of
 * `npm pack`, which compiles what changed. Only their dependencies come from the repository.
 * @param names of the published packages; packages that they need are added
 * @param others further packages that the project has installed
 */
export async function installPacked(
  files: Readonly<Record<string, string>>,
  names: readonly string[],
  others: readonly string[] = [],
): Promise<{ path: string; remove(): Promise<void> }> {
  const wanted = await withNeeded(names);
  // A separate project, whatever else the folder of temporary files contains.
  const manifest = JSON.stringify({ name: 'somebody', private: true });
  const folder = await makeFolder({ 'package.json': manifest, ...files });
  await pack(wanted, folder.path);
  const { version } = await manifestOf(root);
  const modules = join(folder.path, 'node_modules');
  for (const name of wanted) {
    const target = join(modules, name);
    await mkdir(target, { recursive: true });
    const tarball = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
    const options = ['-xzf', join(folder.path, tarball), '-C', target, '--strip-components', '1'];
    await run('tar', options);
  }
  const manifests = await Promise.all(wanted.map((name) => manifestOf(join(modules, name))));
  const needed = manifests.flatMap(({ dependencies = {} }) => Object.keys(dependencies));
  for (const name of new Set([...needed, ...others])) {
    if (wanted.includes(name)) continue;
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(installed(name), join(modules, name), 'junction');
  }
  return folder;
}

/** In the order of `published`, in which each depends only on others before it. */
async function withNeeded(names: readonly string[]): Promise<string[]> {
  const wanted = new Set(names);
  for (const { name, folder } of [...published].reverse()) {
    if (!wanted.has(name)) continue;
    const { dependencies = {} } = await manifestOf(join(root, folder));
    for (const needed of Object.keys(dependencies)) {
      if (published.some((one) => one.name === needed)) wanted.add(needed);
    }
  }
  return published.map(({ name }) => name).filter((name) => wanted.has(name));
}

/** One at a time in the whole repository: two parallel builds would empty each other's `dist`. */
async function pack(names: readonly string[], destination: string): Promise<void> {
  const cache = installed('.cache', 'packing');
  await mkdir(cache, { recursive: true });
  const workspaces = published
    .filter(({ name }) => names.includes(name))
    .flatMap(({ folder }) => ['--workspace', folder]);
  const args = ['pack', '--silent', ...workspaces, '--pack-destination', destination];
  await withLock(cache, () => run('npm', args, { cwd: root }), longestPacking);
}
