import { BuildError, build } from '../build.ts';
import { buildLibrary } from '../library.ts';

/**
 * `npm run build [-- TARGET…]`: all targets of rollup.config.mjs and `library`, or the named ones;
 * with `--write-sizes`, what they weigh is written to tools/sizes.json.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const writeSizes = argv.includes('--write-sizes');
  const targets = argv.filter((name) => name !== '--write-sizes');
  const apps = targets.filter((name) => name !== 'library');
  try {
    if (targets.length === 0) await build({ writeSizes });
    else if (apps.length > 0) await build({ targets: apps, writeSizes });
    return targets.length === 0 || targets.includes('library') ? await buildLibrary() : 0;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    return 1;
  }
}
