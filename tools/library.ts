import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWeights, sayWeights } from './bundleWeight.ts';
import { newestChange } from './newest.ts';
import { root } from './paths.ts';

/** A published package; each comes after the packages that it needs. */
export interface Published {
  readonly folder: string;
  readonly name: string;
  /** Files that it reads at run time, copied unchanged. */
  readonly assets?: readonly string[];
}

export const published: readonly Published[] = [
  { folder: 'core', name: '@couchpass/core' },
  { folder: 'platforms', name: '@couchpass/platforms' },
  { folder: 'apps/terminal', name: '@couchpass/terminal' },
  {
    folder: 'apps/sandbox',
    name: '@couchpass/sandbox',
    assets: ['control', 'programmer/media', 'world'],
  },
  { folder: 'apps/cli', name: 'couchpass' },
];

/** Builds all published packages, and prints what they add to a bundle. Returns tsc's exit code. */
export async function buildLibraries(): Promise<number> {
  const exitCode = await compileUntil(published.length - 1);
  if (exitCode === 0) console.error(`\npackages\n${sayWeights(await bundleWeights(root))}\n`);
  return exitCode;
}

/**
 * Compiles a package for `npm pack`, after the packages that it needs: each source file becomes JavaScript with its
 * types in `dist`, where the files that the package reads at run time are copied, too. Does nothing when `dist` is
 * newer than the sources. Returns tsc's exit code; tsc prints the errors.
 */
export async function buildLibrary(folder: string): Promise<number> {
  const last = published.findIndex((one) => one.folder === folder);
  if (last >= 0) return compileUntil(last);
  console.error(`"${folder}" is not a package for others.`);
  return 2;
}

async function compileUntil(last: number): Promise<number> {
  for (const one of published.slice(0, last + 1)) {
    if (await isFresh(one)) continue;
    const exitCode = await compile(one);
    if (exitCode !== 0) return exitCode;
  }
  return 0;
}

async function compile({ folder, assets = [] }: Published): Promise<number> {
  const dist = join(root, folder, 'dist');
  await empty(dist);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', 'false', '--declaration', '--rewriteRelativeImportExtensions'];
  // Uses the compiled code of the other packages, as users do.
  const others = ['--customConditions', 'null', '--rootDir', folder, '--outDir', dist];
  // npm parses the output of `npm pack`: the compiler's output goes to standard error.
  const child = spawn(process.execPath, [tsc, '--project', folder, ...options, ...others], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  const [exitCode] = await once(child, 'exit');
  if (exitCode !== 0) {
    await empty(dist);
    return exitCode ?? 1;
  }
  for (const asset of assets) {
    await cp(join(root, folder, asset), join(dist, asset), {
      recursive: true,
      filter: (source) => extname(source) !== '.ts',
    });
  }
  await cp(join(root, 'LICENSE'), join(dist, 'LICENSE'));
  return 0;
}

/** Keeps the folder itself, so that the date of its parent folder does not change. */
async function empty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const inside = await readdir(folder);
  await Promise.all(inside.map((name) => rm(join(folder, name), { recursive: true })));
}

/** The licence is copied last: when it is newer than every source, the build is up to date. */
async function isFresh({ folder }: Published): Promise<boolean> {
  const at = join(root, folder);
  const done = await stat(join(at, 'dist', 'LICENSE')).catch(() => null);
  if (done === null) return false;
  return (
    (await newestChange([at, join(root, 'tsconfig.json'), fileURLToPath(import.meta.url)])) <
    done.mtimeMs
  );
}
