import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildError, build, builtMode } from '../build.ts';
import { chromiumVariable, obtainChromium } from '../chromium.ts';
import { root } from '../paths.ts';
import { type Counts, countTests, sayCounts } from '../testCounts.ts';

/**
 * `npm test [-- ARGUMENTS FOR VITEST]`: lint, types, build, tests, in this order; all of them run even when
 * one fails, so that one run shows all failures. The last line is `N passed, N failed, N skipped`.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const browser = obtainChromium();
  if (browser === null) {
    console.error(
      'The tests drive Chromium, and there is none. Install Chromium or Chrome, or run ' +
        `"npx playwright-core install chromium", or name one in ${chromiumVariable}.`,
    );
    return 1;
  }
  const failed: string[] = [];
  const step = async (name: string, run: () => boolean | Promise<boolean>) => {
    console.log(`\n> ${name}`);
    if (!(await run())) failed.push(name);
  };
  let counts: Counts | null = null;
  await step('biome check', () => runPackage('@biomejs/biome/bin/biome', ['check', '.']));
  await step('tsc --noEmit', () => runPackage('typescript/bin/tsc', ['--noEmit']));
  await step('build', buildWhenStale);
  await step('vitest run', async () => {
    const result = await runVitest(argv, browser);
    counts = result.counts;
    return result.passed;
  });
  if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
  console.log(`\n${sayCounts(counts)}`);
  return failed.length > 0 ? 1 : 0;
}

async function buildWhenStale(): Promise<boolean> {
  if ((await builtMode()) === 'production') {
    console.log('Nothing changed since the last build.');
    return true;
  }
  try {
    await build();
    return true;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    return false;
  }
}

async function runVitest(
  argv: readonly string[],
  browser: string,
): Promise<{ passed: boolean; counts: Counts | null }> {
  const folder = await mkdtemp(join(tmpdir(), 'couchpass-test-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const ended = runPackage('vitest/vitest.mjs', ['run', ...reporters, ...argv], {
      [chromiumVariable]: browser,
    });
    const counts = countTests(await readFile(report, 'utf8').catch(() => ''));
    const ran = counts !== null && counts.passed + counts.failed > 0;
    if (!ran) console.error('No test ran.');
    return { passed: ended && ran && counts.failed === 0, counts };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a package's program with this Node. True when it succeeded. */
function runPackage(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): boolean {
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', ...program.split('/')), ...args],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  );
  return status === 0;
}
