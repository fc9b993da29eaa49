import { BuildError, build } from '../build.ts';
import { buildLibrary } from '../library.ts';

/** `npm run build [-- TARGET…]`: all targets of rollup.config.mjs and `library`, or the named ones. */
export async function main(argv: readonly string[]): Promise<number> {
  const apps = argv.filter((name) => name !== 'library');
  try {
    if (argv.length === 0) await build();
    else if (apps.length > 0) await build({ targets: apps });
    return argv.length === 0 || argv.includes('library') ? await buildLibrary() : 0;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    return 1;
  }
}
