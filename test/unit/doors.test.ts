import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { circlesIn } from '../support/circles.ts';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface Package extends Manifest {
  readonly folder: string;
  /** Each `import … from` in its sources. */
  readonly imports: ReadonlyArray<{ readonly file: string; readonly of: string }>;
}

const { workspaces } = await readJson<{ workspaces: string[] }>('package.json');
const packages = await Promise.all(workspaces.map(readPackage));
const byName = new Map(packages.map((one) => [one.name, one]));

describe.each(packages)('$name', ({ folder, imports, ...manifest }) => {
  it('reaches no file of another package past its door', () => {
    const past = imports
      .filter(({ of }) => of.startsWith('.'))
      .map(({ file, of }) => ({ file, leadsTo: normalize(join(dirname(file), of)) }))
      .filter(({ leadsTo }) => !leadsTo.startsWith(`${folder}/`))
      // The settings and brand files that a network ships with a set-top box are bundled.
      .filter(({ leadsTo }) => leadsTo !== 'settings.json' && !leadsTo.startsWith('brands/'));
    expect(past).toEqual([]);
  });

  it('names every package that it imports, and nothing else', () => {
    const { dependencies = {}, peerDependencies = {} } = manifest;
    const named = Object.keys({ ...dependencies, ...peerDependencies }).sort();
    const used = imports.map(({ of }) => packageIn(of)).filter((name) => name !== '');
    const unknown = [...new Set(used)].filter(
      (name) => !named.includes(name) && !allowed[folder]?.includes(name),
    );
    expect(unknown).toEqual([]);
    expect(named.filter((name) => !used.includes(name))).toEqual([]);
  });
});

it('has no circle of packages', () => {
  const needs = packages.map(({ name, dependencies = {} }): [string, string[]] => [
    name,
    Object.keys(dependencies).filter((needed) => byName.has(needed)),
  ]);
  expect(circlesIn(new Map(needs))).toEqual([]);
});

/** Packages that are bundled, or imported for their types only: no dependencies of the installed package. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  platforms: ['core-js', 'fast-text-encoding', 'tizen-common-web', 'tizen-tv-webapis', 'webostvjs'],
};

async function readPackage(folder: string): Promise<Package> {
  const manifest = await readJson<Manifest>(join(folder, 'package.json'));
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !/(^|\/)(dist|node_modules)\//.test(file),
  );
  const imports = await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name);
      const text = await readFile(file, 'utf8');
      const { importedFiles } = ts.preProcessFile(text, true, true);
      return importedFiles.map(({ fileName }) => ({ file, of: fileName }));
    }),
  );
  return { ...manifest, folder, imports: imports.flat() };
}

/** '' for a file, for Node's own modules, and for modules that the build defines. */
function packageIn(specifier: string): string {
  if (/^(\.|node:|couchpass:)/.test(specifier)) return '';
  return /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? '';
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T;
}
