import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/longFirst.ts';
import { sourceCondition } from './tools/sourceCondition.mjs';

/** Tests use the sources of the repository's packages. */
const conditions = [sourceCondition, 'module', 'node', 'development|production'];

/** Files that check a limit of time or memory: they run alone, after all others. */
const measured = [
  'test/e2e/activate-many.test.ts',
  'test/e2e/tv-endurance.test.ts',
  'test/sandbox/start.test.ts',
  'test/cli/redactionTime.test.ts',
];

/** Options of every project. One test file a processor: with more, tests that need the processor time out. */
const shared = { environment: 'node', maxWorkers: Math.max(2, availableParallelism()) } as const;

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Global setups run in Vitest's own environment.
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
          // Many tests start programs, which is slow on a busy computer.
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
