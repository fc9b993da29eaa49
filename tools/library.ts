import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { dist, root } from './paths.ts';
import { sayWeights, weighUses } from './weigh.ts';

/**
 * `couchpass/core`, two shells for it and `couchpass/sandbox` as a package: the sources file by file as
 * JavaScript with their types, and beside them the files that they read as they run. Prints what the
 * package adds to a bundle. Answers tsc's exit code; what is wrong with the sources it has said itself.
 */
export async function buildLibrary(): Promise<number> {
  const library = join(dist, 'library');
  await rm(library, { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  // npm reads what `npm pack` prints: words of the compiler go where errors go.
  const child = spawn(process.execPath, [tsc, '--project', 'tsconfig.package.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  const [exitCode] = await once(child, 'exit');
  if (exitCode !== 0) return exitCode ?? 1;
  const files = join('apps', 'sandbox');
  await cp(join(root, files), join(library, files), {
    recursive: true,
    filter: (source) => extname(source) !== '.ts',
  });
  console.error(`\ndist/library\n${sayWeights(await weighUses(root))}\n`);
  return 0;
}
