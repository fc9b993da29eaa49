import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rows as judged } from '../../apps/sandbox/judge/rows/index.ts';
import { withSection } from '../../tools/chart.ts';
import { root } from '../../tools/paths.ts';
import { notApplicable } from './notApplicable.ts';
import { open } from './open.ts';
import { ids, rows } from './rows.ts';

const readme = join(root, 'README.md');

/** The ids at the start of the test names in this folder. */
async function tested(): Promise<Set<string>> {
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.test.ts'));
  const sources = await Promise.all(
    files.map((name) => readFile(join(import.meta.dirname, name), 'utf8')),
  );
  return new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/['"`]([A-Z\d]{3}-\d\d) (?=[a-z])/g)].flatMap(([, id]) => id ?? []),
    ),
  );
}

async function counted(): Promise<string> {
  const [done, never, missing] = [[...(await tested())], notApplicable, open].map(
    (set) => Object.keys(set).length,
  );
  return `Adobe's requirements: ${done} tested, ${never} not applicable, ${missing} open.`;
}

describe('the list of requirements', () => {
  it('is the one that the judge of the sandbox knows', () => {
    // Concurrency Monitoring is another product; its rows are tested in test/sandbox/judge.
    const ofPass = judged.filter(({ id }) => !id.startsWith('CM-'));
    const listed = ofPass.map(({ id, level, pagesDiffer }) => [
      id,
      `${level}${pagesDiffer ? '*' : ''}`,
    ]);
    expect(Object.entries(rows).sort()).toEqual(listed.sort());
    expect(ids).toHaveLength(150);
  });

  it('is complete: each is tested, cannot apply, or is open, and no more than one of these', async () => {
    const all = [...(await tested()), ...Object.keys(notApplicable), ...Object.keys(open)];
    expect(all.sort()).toEqual([...ids].sort());
  });

  it('says in a sentence why one cannot apply, and what is missing of one that is open', () => {
    for (const reason of Object.values({ ...notApplicable, ...open }))
      expect(reason).toMatch(/^[A-Z].{30,}\.$/);
    expect(Object.keys(open)).toEqual([]);
  });

  it('is counted in README.md (UPDATE_README=1 writes it)', async () => {
    const text = await readFile(readme, 'utf8');
    const wanted = withSection(text, 'conformance', await counted());
    if (process.env.UPDATE_README) await writeFile(readme, wanted);
    else expect(text).toBe(wanted);
  });
});
