import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { circlesIn } from '../support/circles.ts';

const folders = ['core', 'platforms', 'apps', 'tools', 'test'];

/** The project's files that each file imports, type imports included. */
async function imports(): Promise<Map<string, string[]>> {
  const found = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
  );
  const files = found
    .flat()
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(^|\/)(node_modules|dist)\//.test(file));
  const known = new Set(files);
  const read = async (file: string): Promise<[string, string[]]> => {
    const { importedFiles } = ts.preProcessFile(await readFile(file, 'utf8'), true, true);
    const targets = importedFiles.map(({ fileName }) => join(dirname(file), fileName));
    return [file, targets.filter((target) => known.has(target))];
  };
  return new Map(await Promise.all(files.map(read)));
}

describe('circles', () => {
  it('are found, however long they are', () => {
    const graph = { a: ['b'], b: ['c'], c: ['a', 'd'], d: [], e: ['e'] };
    expect(circlesIn(new Map(Object.entries(graph)))).toEqual([['a', 'b', 'c'], ['e']]);
  });

  it('are nowhere among the files, type-only imports included', async () => {
    expect(circlesIn(await imports())).toEqual([]);
    // Reads more than a thousand files, on a machine that may be busy.
  }, 180_000);
});
