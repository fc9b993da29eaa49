import { defineConfig } from 'vitest/config';
import { sourceCondition } from '../../tools/sourceCondition.mjs';

/** Packages of the repository are tested by their sources. */
const conditions = [sourceCondition, 'module', 'node', 'development|production'];

/** The fast unit tests of each folder of core: its mutants run against them. */
const tests: Readonly<Record<string, readonly string[]>> = {
  pass: [
    'authorized-client',
    'credentials',
    'error-policy',
    'error-policy-alone',
    'second-screen-*',
    'throttling',
    'v1-*',
    'v2-*',
  ],
  machine: ['machine*'],
  catalogue: ['feed*'],
  concurrency: ['concurrency*'],
  memory: ['memory'],
  log: ['log'],
};

const folders = (process.env.MUTANTS_OF ?? '').split(',').filter((folder) => folder !== '');
const names = folders.flatMap((folder) => tests[folder.split('/')[1] ?? ''] ?? []);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: (names.length > 0 ? names : Object.values(tests).flat()).map(
      (name) => `test/unit/${name}.test.ts`,
    ),
    environment: 'node',
    testTimeout: 10_000,
  },
});
