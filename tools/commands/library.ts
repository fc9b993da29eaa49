import { buildLibrary } from '../library.ts';

/** What `npm pack` runs first in a package: `dist`, which its package.json's `exports` point into. */
export function main([folder = '']: readonly string[]): Promise<number> {
  return buildLibrary(folder);
}
