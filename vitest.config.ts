import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/longFirst.ts';
import { sourceCondition } from './tools/sourceCondition.mjs';

/** Packages of the repository are tested by their sources. */
const conditions = [sourceCondition, 'module', 'node', 'development|production'];

/** Files that hold a duration or a memory against a limit: they run alone, after all others. */
const measured = [
  'test/e2e/activate-many.test.ts',
  'test/e2e/tv-endurance.test.ts',
  'test/sandbox/start.test.ts',
  'test/cli/redactionTime.test.ts',
];

/** What every project has in common. As many files at a time as there are processors: one more, and tests that draw on the processor time out. */
const shared = { environment: 'node', maxWorkers: Math.max(2, availableParallelism()) } as const;

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Global setups run in one of vitest's own.
  environments: { __vitest__: { resolve: { conditions } } },
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'sandbox',
          include: ['test/sandbox/**/*.test.ts', 'test/cli/**/*.test.ts'],
          exclude: measured,
          // Many start programs, and a machine that is busy takes its time for that.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'packages',
          include: ['test/packages/**/*.test.ts'],
          globalSetup: ['test/packages/support/tools.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'engines',
          include: ['test/engines/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: measured,
          globalSetup: ['test/support/buildOnce.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'roku',
          include: ['test/roku/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'measured',
          include: measured,
          environment: 'node',
          globalSetup: ['test/support/buildOnce.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ].map((project) => ({ extends: true, ...project })),
  },
});
