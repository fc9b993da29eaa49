import { missingPackages } from '../../test/engines/debian.ts';
import { keepPictures } from '../../test/engines/gallery.ts';
import { faultsOf, pathTable } from '../../test/engines/table.ts';
import type { PathResult } from '../../test/engines/tvPath.ts';
import { take, type Walk, walks } from '../../test/engines/walks.ts';
import { readArgs, UsageError } from '../args.ts';
import { build, builtMode, televisionTargets } from '../build.ts';
import { sayFailure } from '../sayFailure.ts';

const names = [...new Set(walks.map(({ name }) => name))];
const known = names.join(', ');

const help = `npm run engines [-- OPTIONS] [ENGINE…]

The whole way by keys against the sandbox, from the start to signing out, in browser engines that televisions, set-top
boxes, computers and phones have: the packages as a set unpacks them, the TV app on a web server, and the second screen.
Known: ${known}; all of them when none is named.
Chromium by its version, from the npm registry, kept in ~/.cache/couchpass/engines; without-38 and without-47 are
today's with everything deleted that came later. The others are Debian packages; root on Debian installs them.
Pictures of each screen are kept in a temporary folder, side by side. Linux on x86-64 only.

  --target NAME   one of ${televisionTargets.join(', ')}, for Chromium by its version; else those of the brands that have it
  --help          this text`;

/** Exit codes: 0 success, 1 something failed, 2 wrong usage. */
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
    return await runAll(wanted(positionals, values.target));
  } catch (error) {
    return sayFailure(error, { help, cannot: 'The app cannot be built' });
  }
}

function wanted(chosen: readonly string[], target: string | undefined): readonly Walk[] {
  const unknown = chosen.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no engine ${unknown}; known: ${known}.`);
  }
  const found = walks.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
  if (target === undefined) return found;
  if (!televisionTargets.includes(target)) {
    throw new UsageError(`There is no target ${target}; known: ${televisionTargets.join(', ')}.`);
  }
  const versions = found.filter(({ name }) => /^\d+$/.test(name));
  const firsts = versions.filter(
    (walk, i) => versions.findIndex(({ name }) => name === walk.name) === i,
  );
  return firsts.map((walk) => ({ ...walk, target }));
}

async function runAll(chosen: readonly Walk[]): Promise<number> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new UsageError('These engines run on Linux with an x86-64 processor only.');
  }
  const possible = chosen.filter(
    ({ engine, packages = {} }) => missingPackages(engine.name, packages).length === 0,
  );
  const phone = possible.some((walk) => walk.phone !== undefined) ? ['activate'] : [];
  const targets = [...new Set([...possible.map(({ target }) => target), ...phone])];
  if ((await builtMode(targets)) !== 'production') {
    console.log('Building…');
    await build({ targets, quiet: true });
  }
  const results: PathResult[] = [];
  for (const walk of possible) {
    console.log(`${walk.engine.name}, ${walk.target}`);
    const result = await take(walk);
    for (const fault of faultsOf(result)) console.log(`  ${fault}`);
    results.push(result);
  }
  console.log(pathTable(results));
  console.log(`Pictures: ${await keepPictures(results)}`);
  const well = results.every((result) => faultsOf(result).length === 0);
  return well && possible.length === chosen.length ? 0 : 1;
}
