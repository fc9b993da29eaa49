import { existsSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked, manifestOf } from './packed.ts';

const MB = 1_000_000;

/** The most that `node_modules` of a user grows by. The sandbox includes the judge and the network. */
const limits = [
  { name: '@couchpass/core', most: 5 * MB },
  { name: '@couchpass/sandbox', most: 15 * MB },
];

interface Installed {
  readonly name: string;
  readonly bytes: number;
}

describe('what is installed with', () => {
  let folder: Awaited<ReturnType<typeof installPacked>>;
  beforeAll(async () => {
    folder = await installPacked(
      {},
      limits.map(({ name }) => name),
    );
  }, 600_000);
  afterAll(() => folder.remove());

  it.each(limits)('$name takes at most $most bytes', async ({ name, most }) => {
    const packages = await closureOf(name, folder.path);
    const total = packages.reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(table(name, total, packages));
    expect(packages[0]).toMatchObject({ name });
    // Neither the compiled package nor a dependency is missing from the sum.
    for (const one of packages) expect(one.bytes, one.name).toBeGreaterThan(10_000);
    expect(total).toBeLessThanOrEqual(most);
  });

  it('the sandbox brings no database, picture library or test runner along', async () => {
    const names = (await closureOf('@couchpass/sandbox', folder.path)).map(({ name }) => name);
    const { dependencies, peerDependencies } = await manifestOf(
      join(folder.path, 'node_modules', '@couchpass', 'sandbox'),
    );
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies ?? {})));
    expect(names.filter((name) => name in (peerDependencies ?? {}))).toEqual([]);
  });
});

/** The package itself and every package that npm installs for it, each once. */
async function closureOf(name: string, from: string): Promise<Installed[]> {
  const seen = new Map<string, Installed>();
  const open = [{ name, from }];
  for (let next = open.shift(); next; next = open.shift()) {
    const at = await folderOf(next.name, next.from);
    if (seen.has(at)) continue;
    seen.set(at, { name: next.name, bytes: await bytesIn(at) });
    const { dependencies = {}, peerDependencies = {}, ...more } = await manifestOf(at);
    const peers = Object.keys(peerDependencies).filter(
      (peer) => more.peerDependenciesMeta?.[peer]?.optional !== true,
    );
    for (const needed of [...Object.keys(dependencies), ...peers]) {
      open.push({ name: needed, from: at });
    }
  }
  return [...seen.values()];
}

/**
 * Where Node finds a package: in the nearest `node_modules` that contains it. @throws Error where it is not
 * installed.
 */
async function folderOf(name: string, from: string): Promise<string> {
  for (let at = from; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return realpath(found);
    if (at === dirname(at)) throw new Error(`${name}, which ${from} needs, is not installed.`);
  }
}

/** Bytes of a package's files; nested packages are counted separately. */
async function bytesIn(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) sum += (await stat(path)).size;
    else if (entry.isDirectory() && entry.name !== 'node_modules') sum += await bytesIn(path);
  }
  return sum;
}

function table(name: string, total: number, packages: readonly Installed[]): string {
  const line = (what: string, bytes: number) =>
    `  ${what.padEnd(24)}${(bytes / MB).toFixed(2).padStart(8)} MB`;
  const lines = packages.map((one) => line(one.name, one.bytes));
  return [`${name}, installed`, ...lines, line('together', total)].join('\n');
}
