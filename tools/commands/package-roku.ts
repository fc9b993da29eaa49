import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { settingsIn } from '../../apps/cli/settingsFile.ts';
import { readArgs } from '../args.ts';
import { checkReach } from '../package/reach.ts';
import { root, settingsFile } from '../paths.ts';
import { RokuBuildError } from '../roku/compile.ts';
import { packageRoku } from '../roku/package.ts';
import { readRokuSettings } from '../roku/settings.ts';
import { sayFailure } from '../sayFailure.ts';

const help = `npm run package:roku [-- OPTIONS]   the zip for a Roku, in dist/roku

  --development     for a Roku of your own in developer mode: may speak http to private addresses.
                    Without it the package is one for a store, which speaks HTTPS only
  --settings FILE   other settings than settings.json
  --localhost       leave addresses of this computer in it, for a simulator on this computer
  --help            this text`;

/** Exit codes: 0 made, 1 the compiler or the linter refused it, 2 arguments or settings. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const { values } = readArgs({
      args: [...argv],
      options: {
        settings: { type: 'string', default: settingsFile },
        development: { type: 'boolean', default: false },
        localhost: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      console.log(help);
      return 0;
    }
    const { development } = values;
    const file = values.settings;
    const settings = readRokuSettings(await settingsIn(file), { development, file });
    for (const warning of checkReach(settings, values.localhost)) console.warn(`Note: ${warning}`);
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    const { zip, bytes } = await packageRoku({ settings, version, development });
    console.log(`${relative(root, zip)}: ${Math.ceil(bytes / 1024)} KiB of at most 4096`);
    return 0;
  } catch (error) {
    if (error instanceof RokuBuildError) {
      console.error(error.message);
      return 1;
    }
    return sayFailure(error, { help, cannot: 'The channel cannot be packed' });
  }
}
