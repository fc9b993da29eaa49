import { readArgs, UsageError } from '../args.ts';
import type { Brand } from '../brand/brand.ts';
import { readBrand } from '../brand/readBrand.ts';
import { sayWarnings } from '../brand/sayWarnings.ts';
import { allTargets, build, builtMode } from '../build.ts';
import { buildLibraries } from '../library.ts';
import { settingsFile } from '../paths.ts';
import { sayFailure } from '../sayFailure.ts';

const library = 'library';

const help = `npm run build [-- OPTIONS] [TARGET…]   all of these targets, or the named ones:

  ${[...allTargets, library].join(', ')}

  --settings FILE   the settings of another brand, with its logo, texts and theme beside it (docs/brand.md);
                    its apps go to dist/brands/NAME
  --out FOLDER      where its apps go
  --if-changed      build nothing that is newer than its sources
  --write-sizes     write down in tools/sizes.json what the televisions' targets weigh now
  --help            this text`;

/** Exit codes: 0 built, 1 not built, 2 usage or settings. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = readOptions(argv);
    if (options === null) {
      console.log(help);
      return 0;
    }
    const { targets, apps, writeSizes } = options;
    const wantsLibrary = targets.length === 0 || targets.includes(library);
    const wantsApps = targets.length === 0 || apps.length > 0;
    if (wantsApps) {
      const brand = await readBrand(options.settings, { out: options.out });
      sayWarnings(brand);
      if (!(await isBuilt(options, brand)))
        await build({ writeSizes, brand, ...(apps.length > 0 && { targets: apps }) });
    }
    return wantsLibrary ? await buildLibraries() : 0;
  } catch (error) {
    return sayFailure(error, { help, cannot: 'The settings cannot be used' });
  }
}

type Options = NonNullable<ReturnType<typeof readOptions>>;

async function isBuilt({ ifChanged, apps }: Options, brand: Brand): Promise<boolean> {
  const targets = apps.length > 0 ? apps : allTargets;
  return ifChanged && (await builtMode(targets, brand)) === 'production';
}

function readOptions(argv: readonly string[]) {
  const { values, positionals: targets } = readArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      settings: { type: 'string', default: settingsFile },
      out: { type: 'string' },
      'if-changed': { type: 'boolean', default: false },
      'write-sizes': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const unknown = targets.find((name) => name !== library && !allTargets.includes(name));
  if (unknown !== undefined) throw new UsageError(`There is no target "${unknown}".`);
  return {
    targets,
    apps: targets.filter((name) => name !== library),
    settings: values.settings,
    out: values.out,
    ifChanged: values['if-changed'],
    writeSizes: values['write-sizes'],
  };
}
