import { join, relative, resolve } from 'node:path';
import { readArgs } from '../args.ts';
import type { Brand } from '../brand/brand.ts';
import { readBrand } from '../brand/readBrand.ts';
import { sayWarnings } from '../brand/sayWarnings.ts';
import { settingsFor } from '../brand/settingsFor.ts';
import { versionFaults, versionOf } from '../package/app.ts';
import { refuseFaults } from '../package/fault.ts';
import { checkReach } from '../package/reach.ts';
import { settingsFile } from '../paths.ts';
import { brandFonts } from '../roku/assets.ts';
import { RokuBuildError } from '../roku/compile.ts';
import { packageRoku } from '../roku/package.ts';
import { readRokuSettings } from '../roku/settings.ts';
import { sayFailure } from '../sayFailure.ts';

const help = `npm run package:roku [-- OPTIONS]   the zip for a Roku, in dist/roku or dist/brands/NAME/roku

  --development     for a Roku of your own in developer mode: may speak http to private addresses.
                    Without it the package is one for a store, which speaks HTTPS only
  --settings FILE   the settings of another brand, with its logo, texts and theme beside it (docs/brand.md)
  --out FOLDER      where to write it
  --localhost       leave addresses of this computer in it, for a simulator on this computer
  --help            this text`;

/** Exit codes: 0 packed, 1 errors of the compiler or linter, 2 arguments or settings. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const { values } = readArgs({
      args: [...argv],
      options: {
        settings: { type: 'string', default: settingsFile },
        out: { type: 'string' },
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
    const read = (raw: unknown) => readRokuSettings(raw, { development, file });
    const brand = await readBrand(file, { read });
    sayWarnings(brand);
    sayFonts(brand);
    const settings = read(settingsFor(brand, 'tv'));
    for (const warning of checkReach(settings, values.localhost)) console.warn(`Note: ${warning}`);
    const { version, versionKey } = await versionOf(settings.appSettings.version);
    refuseFaults(versionFaults(version, versionKey));
    const folder = values.out === undefined ? join(brand.dist, 'roku') : resolve(values.out);
    const { zip, bytes } = await packageRoku({ settings, version, brand, folder, development });
    console.log(`${relative(process.cwd(), zip)}: ${Math.ceil(bytes / 1024)} KiB of at most 4096`);
    return 0;
  } catch (error) {
    if (error instanceof RokuBuildError) {
      console.error(error.message);
      return 1;
    }
    return sayFailure(error, { help, cannot: 'The channel cannot be packed' });
  }
}

function sayFonts(brand: Brand): void {
  if (brand.typeface === undefined || brandFonts(brand) !== null) return;
  console.warn(
    'Note: theme.json: typeface: a Roku draws TTF and OTF only, so the channel keeps its own typeface.',
  );
}
