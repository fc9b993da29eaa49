import { buildLibrary } from '../library.ts';

/** What `npm pack` runs first: `dist/library`, which package.json's `exports` point into. */
export function main(): Promise<number> {
  return buildLibrary();
}
