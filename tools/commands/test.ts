import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildError, build, builtMode } from '../build.ts';
import { chromiumVariable, obtainChromium } from '../chromium.ts';
import { root } from '../paths.ts';
import {
  type Counts,
  countsAfterSecondRun,
  countTests,
  failedFiles,
  sayCounts,
} from '../testCounts.ts';

/** The most failed files that run again: when more fail, the machine is not the cause. */
const mostRepeated = 3;

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

interface Outcome {
  readonly passed: boolean;
  readonly counts: Counts | null;
}

/**
 * Runs the tests. Files that failed run a second time, alone, when they are few: on a busy machine a limit of time
 * can end without a fault in the product. What passes only then is named, because such a test has to be mended.
 */
async function runVitest(argv: readonly string[], browser: string): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'couchpass-test-'));
  const runOnce = async (name: string, more: readonly string[]) => {
    const report = join(folder, name);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const ended = runPackage('vitest/vitest.mjs', ['run', ...reporters, ...more], {
      [chromiumVariable]: browser,
    });
    return { ended, report: await readFile(report, 'utf8').catch(() => '') };
  };
  try {
    const first = await runOnce('first.json', argv);
    const counts = countTests(first.report);
    const ran = counts !== null && counts.passed + counts.failed > 0;
    if (!ran) console.error('No test ran.');
    const files = failedFiles(first.report);
    // Who names files or tests wants to see at once what fails.
    if (argv.length > 0 || files.length === 0 || files.length > mostRepeated) {
      return { passed: first.ended && ran && counts.failed === 0, counts };
    }
    console.log('\n> the files that failed, alone');
    const second = await runOnce('second.json', [...files, '--maxWorkers=1']);
    const after = countsAfterSecondRun(first.report, second.report, files);
    const passed = second.ended && after !== null && after.failed === 0;
    const still = failedFiles(second.report);
    const unsteady = after === null ? [] : files.filter((file) => !still.includes(file));
    for (const file of unsteady) {
      console.log(`\nFailed beside other files and passed alone, to be mended: ${file}`);
    }
    return { passed, counts: after };
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
