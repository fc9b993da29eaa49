import { buildLibrary } from '../library.ts';

/** `npm pack` runs this first in a package: builds `dist`, to which the `exports` of its package.json point. */
export function main([folder = '']: readonly string[]): Promise<number> {
  return buildLibrary(folder);
}
