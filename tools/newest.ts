import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of what is made from sources. */
const made = ['dist', 'node_modules'];

/**
 * When anything in these files and folders changed last, in ms since the epoch; folders count too, so
 * that a deleted file is noticed. What was made from sources, further down, does not. 0 when nothing is there.
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
