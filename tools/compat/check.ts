import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';
import { type Accepted, accepted } from './accepted.ts';
import { floors } from './floors.ts';
import { type Included, type Instead, includedIn } from './included.ts';
import { providedBy } from './provided.ts';
import { type Finding, lackingIn, usesIn } from './script.ts';
import { checkStyle } from './style.ts';

export interface Checked {
  /** One line each: file, line, what is too new, and for which targets. */
  readonly faults: readonly string[];
  /** Accepted entries that no source uses any more. */
  readonly stale: readonly string[];
  /** Number of uses of browser features that were compared with MDN's data. */
  readonly uses: number;
}

/**
 * Compares script and style of built targets with MDN's compatibility data for the oldest engine of each
 * (`floors.ts`). A feature is a fault when it is newer, no polyfill provides it, no test for it guards it, and it is
 * not accepted (`accepted.ts`). Script means the part of our sources, and of the libraries in the build, that a
 * target includes; the player is already compiled and is tested by running it.
 * @param instead texts to check instead of files; nothing else is checked then
 */
export async function checkTargets(
  targets: readonly string[] = Object.keys(floors),
  instead: Instead = new Map(),
): Promise<Checked> {
  const included = new Map<string, Included>();
  for (const target of targets) {
    // Both builds have the same sources; they differ in the polyfills.
    const sources = target.replace(/-es5$/, '');
    if (!included.has(sources)) included.set(sources, await includedIn(sources, instead));
  }
  const modules = [...included.values()].flatMap((made) => made.modules);
  const files = new Set(instead.size > 0 ? modules.filter((file) => instead.has(file)) : modules);
  const uses = usesIn([...files], targets.map(floorOf), instead);
  const found = new Map<string, string[]>();
  const needed = new Set<Accepted>();
  for (const target of targets) {
    const floor = floorOf(target);
    const made = included.get(target.replace(/-es5$/, '')) as Included;
    const script = lackingIn(uses, made, floor, await providedBy(target, floor));
    const style = styleSheetsOf(target).flatMap((file) =>
      checkStyle(file, floor, instead.get(file)),
    );
    for (const finding of [...script, ...style]) {
      const allowed = accepted.filter((each) => covers(each, finding));
      for (const each of allowed) needed.add(each);
      if (allowed.length > 0) continue;
      const { file, line, what } = finding;
      const said = `${file}:${line}: ${what}`;
      found.set(said, [...(found.get(said) ?? []), target]);
    }
  }
  return {
    faults: [...found].map(
      ([said, where]) => `${said}; not so the oldest engine of ${where.join(', ')}`,
    ),
    stale: accepted.filter((each) => !needed.has(each)).map(({ key, file }) => `${key} in ${file}`),
    uses: uses.length,
  };
}

function floorOf(target: string) {
  const floor = Object.hasOwn(floors, target) ? floors[target] : undefined;
  if (!floor)
    throw new Error(`There is no floor for the target ${target} in tools/compat/floors.ts.`);
  return floor;
}

function covers({ key, file }: Accepted, finding: Finding): boolean {
  const below = finding.key === key || finding.key.startsWith(`${key}.`);
  return below && finding.file.startsWith(file);
}

/** Absolute paths. */
function styleSheetsOf(target: string): string[] {
  const folder = join(root, 'apps', target === 'activate' ? 'activate' : 'tv');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .map((name) => join(folder, name));
}
