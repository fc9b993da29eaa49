import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readSettings, SettingsError } from '../../core/settings.ts';
import { readArgs, UsageError } from '../args.ts';
import { root, settingsFile } from '../paths.ts';
import { RokuBuildError } from '../roku/compile.ts';
import { packageRoku } from '../roku/package.ts';

const help = `npm run package:roku [-- --settings FILE]   the zip for a Roku, in dist/roku`;

/** Exit codes: 0 made, 1 the compiler or the linter refused it, 2 arguments or settings. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const { values } = readArgs({
      args: [...argv],
      options: {
        settings: { type: 'string', default: settingsFile },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      console.log(help);
      return 0;
    }
    const settings = readSettings(await readFile(values.settings, 'utf8'));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    const { zip, bytes } = await packageRoku({ settings, version });
    console.log(`${relative(root, zip)}: ${Math.ceil(bytes / 1024)} KiB of at most 4096`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError || error instanceof SettingsError) {
      console.error(error.message);
      return 2;
    }
    if (!(error instanceof RokuBuildError)) throw error;
    console.error(error.message);
    return 1;
  }
}
