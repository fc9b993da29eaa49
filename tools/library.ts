import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { dist, root } from './paths.ts';

/**
 * `couchpass/sandbox` and `couchpass/core` for plain Node: the sources file by file as JavaScript with
 * their types, and beside them the files that they read as they run. Answers tsc's exit code; what is
 * wrong with the sources it has said itself.
 */
export async function buildLibrary(): Promise<number> {
  const library = join(dist, 'library');
  await rm(library, { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  // npm reads what `npm pack` prints: words of the compiler go where errors go.
  const child = spawn(process.execPath, [tsc, '--project', 'tsconfig.library.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  const [exitCode] = await once(child, 'exit');
  const files = join('apps', 'sandbox');
  await cp(join(root, files), join(library, files), {
    recursive: true,
    filter: (source) => extname(source) !== '.ts',
  });
  return exitCode ?? 1;
}
