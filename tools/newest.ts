import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders with build output and packages. */
const made = ['dist', 'node_modules'];

/**
 * Time of the last change in these files and folders, in ms since the epoch; folders count too, so that a deleted
 * file is noticed. Inner folders with build output do not count. 0 when nothing exists.
 */
export async function newestChange(paths: readonly string[]): Promise<number> {
  const times = await Promise.all(paths.map(changeOf));
  return Math.max(0, ...times);
}

async function changeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = (await readdir(path)).filter((name) => !made.includes(name));
  return Math.max(found.mtimeMs, await newestChange(inside.map((name) => join(path, name))));
}
