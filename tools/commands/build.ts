import { relative } from 'node:path';
import { settingsIn } from '../../apps/cli/settingsFile.ts';
import { readSettings } from '../../core/settings.ts';
import { build, builtMode } from '../build.ts';
import { buildLibrary } from '../library.ts';
import { settingsFile } from '../paths.ts';
import { sayFailure } from '../sayFailure.ts';

/**
 * `npm run build [-- TARGET…]`: all targets of rollup.config.mjs and `library`, or the named ones;
 * with `--write-sizes`, what they weigh is written to tools/sizes.json; with `--if-changed`, nothing is built that
 * is newer than its sources. Exit codes: 0 built, 1 not built, 2 settings.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const writeSizes = argv.includes('--write-sizes');
  const targets = argv.filter((name) => !name.startsWith('--'));
  const apps = targets.filter((name) => name !== 'library');
  try {
    if (targets.length === 0 || apps.length > 0) {
      const file = relative(process.cwd(), settingsFile);
      readSettings(await settingsIn(settingsFile, file), { file });
    }
    if (argv.includes('--if-changed') && (await builtMode(apps)) === 'production') return 0;
    if (targets.length === 0) await build({ writeSizes });
    else if (apps.length > 0) await build({ targets: apps, writeSizes });
    return targets.length === 0 || targets.includes('library') ? await buildLibrary() : 0;
  } catch (error) {
    return sayFailure(error, { help: '', cannot: 'The settings cannot be used' });
  }
}
