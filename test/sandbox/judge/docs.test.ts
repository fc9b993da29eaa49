import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judge } from '../../../apps/sandbox/judge/judge.ts';
import { phases, rows } from '../../../apps/sandbox/judge/rows/index.ts';
import { root } from '../../../tools/paths.ts';
import { sourceCondition } from '../../../tools/sourceCondition.mjs';
import { makeFolder } from '../../support/folder.ts';
import { allCases } from './allCases.ts';
import { exampleOf, judgePage } from './docsExample.ts';

const run = promisify(execFile);
const part = (name: string) =>
  new RegExp(`<!-- ${name} -->\n([\\s\\S]*?)<!-- /${name} -->`).exec(judgePage)?.[1] ?? '';
describe('docs/judge.md', () => {
  test('names every group of rows', () => {
    const groups = phases.map(({ title, rows: [first] }) => [first?.id.split('-')[0], title]);
    const told = [...part('groups').matchAll(/\| `(\w+)` \| (.+) \|/g)].map(([, id, title]) => [
      id,
      title,
    ]);
    expect(told).toEqual(groups);
  });

  test('counts the rows', () => {
    const shown = rows.filter(({ check }) => check !== undefined).length;
    expect(judgePage).toContain(
      `It knows ${rows.length} requirements ("rows") in ${phases.length} groups`,
    );
    expect(judgePage).toContain(`${shown} of them show in traffic`);
  });

  /** Rows whose finding changes when the record has no dates. */
  test('lists the rows that depend on time', () => {
    const ofTime = rows
      .map(({ id }) => id)
      .filter((id) => {
        const { met, broken, who = '' } = allCases[id] ?? {};
        return [met, broken].some((record) => {
          if (!record) return false;
          const { exchanges, ...traffic } = record.traffic();
          const undated = exchanges.map((one) => ({ ...one, time: 0, undated: true as const }));
          const moved = exchanges.map((one, i) => ({
            ...one,
            moved: one.time - (exchanges[0]?.time ?? 0) + i,
          }));
          return [undated, moved].some((all) =>
            judge({ ...traffic, exchanges: all })
              .clients.find(({ key }) => key.includes(who))
              ?.rows.some((row) => row.id === id && row.state === 'not judged'),
          );
        });
      });
    expect(
      part('time')
        .trim()
        .split(/[,\s]+/),
    ).toEqual(ofTime);
  });

  test('is linked from the README', async () => {
    expect(await readFile(join(root, 'README.md'), 'utf8')).toContain('docs/judge.md');
  });
});

describe('its example', { timeout: 180_000 }, () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;

  /** Another project, which resolves the package name to our sources. */
  beforeAll(async () => {
    folder = await makeFolder({
      'package.json': '{ "type": "module" }',
      'client.ts': exampleOf('client.ts'),
      'acme.test.ts': exampleOf('acme.test.ts'),
      'again.test.ts': exampleOf('acme.test.ts'),
      'vitest.config.mjs': `const conditions = ['${sourceCondition}', 'module', 'node', 'development'];
        export default { resolve: { conditions }, ssr: { resolve: { conditions } } };`,
    });
    await mkdir(join(folder.path, 'node_modules'));
    for (const name of ['vitest', '@types', '@couchpass'])
      await symlink(
        join(root, 'node_modules', name),
        join(folder.path, 'node_modules', name),
        'junction',
      );
  });
  afterAll(() => folder.remove());

  const vitest = (...argv: string[]) =>
    run(
      process.execPath,
      [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=json', ...argv],
      { cwd: folder.path },
    ).catch((error: { stdout: string; stderr: string }) => error);

  test('compiles', async () => {
    const options = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { erasableSyntaxOnly: false },
      include: [],
      files: ['client.ts', 'acme.test.ts'],
    };
    await writeFile(join(folder.path, 'tsconfig.json'), JSON.stringify(options));
    const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '--project', '.'];
    const { stdout } = await run(process.execPath, tsc, { cwd: folder.path }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  test('runs, in two files at the same time', async () => {
    const { stdout } = await vitest('acme.test.ts', 'again.test.ts');
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(stdout);
    const messages = testResults.flatMap(
      (file: { assertionResults: Array<{ failureMessages: string[] }> }) =>
        file.assertionResults.flatMap(({ failureMessages }) => failureMessages),
    );
    expect(messages).toEqual([]);
    expect([numPassedTests, numFailedTests]).toEqual([4, 0]);
  });

  test('fails in the words of the page when its client polls each second', async () => {
    await writeFile(
      join(folder.path, 'client.ts'),
      exampleOf('client.ts').replace('this.sleep(4_000)', 'this.sleep(1_000)'),
    );
    const { stdout } = await vitest('acme.test.ts');
    const said = JSON.parse(stdout).testResults[0].assertionResults[0].failureMessages.join();
    expect(said).toMatch(
      /POL-04 \(must\) is broken by A55 · tv\.acme\.app \(127\.0\.0\.1 · [\da-f-]+\)\n {2}expected: Poll every 3 to 5 seconds/,
    );
  });
});
