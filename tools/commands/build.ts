import { BuildError, build } from '../build.ts';

/** `npm run build [-- TARGET…]`: all targets of rollup.config.mjs, or the named ones. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    await build(argv.length > 0 ? { targets: argv } : {});
    return 0;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    return 1;
  }
}
