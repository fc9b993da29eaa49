import { expect, test } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../index.ts';
import {
  type ConformanceOptions,
  conformanceProblems,
  type Judged,
  sayProblems,
} from './conformance.ts';
import { judgeReceived, type ReceivedOptions, type Recorder } from './received.ts';

/** What importing this module adds to `expect`. */
export interface SandboxMatchers<R = unknown> {
  /**
   * That a sandbox received such a request: `expect(sandbox).toHaveReceived('POST', '/o/client/register')`.
   * At least once, unless `times`, `atLeast` or `atMost` say otherwise. See `expectReceived`.
   */
  toHaveReceived(method: string, path: string | RegExp, options?: ReceivedOptions): R;
  /**
   * That no client of a sandbox, or of a report of the judge, broke a requirement of Adobe's documentation.
   * See `expectConformant`.
   */
  toBeConformant(options?: ConformanceOptions): R;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: vitest declares it so, and declarations have to be the same.
  interface Matchers<T = any> extends SandboxMatchers<T> {}
}

expect.extend({
  toHaveReceived(
    sandbox: Recorder,
    method: string,
    path: string | RegExp,
    options?: ReceivedOptions,
  ) {
    const { pass, message } = judgeReceived(sandbox, method, path, options);
    return { pass, message: () => message };
  },
  toBeConformant(of: Judged, options?: ConformanceOptions) {
    const problems = conformanceProblems(of, options);
    const pass = problems.length === 0;
    return {
      pass,
      message: () =>
        pass
          ? 'expected a requirement of Adobe’s documentation to be broken, but none is'
          : sayProblems(problems),
    };
  },
});

/** What `sandboxTest` hands to a test. */
export interface SandboxFixtures {
  /** How it is started. Another one for a file: `sandboxTest.extend({ sandboxOptions: { mode: 'strict' } })`. */
  readonly sandboxOptions: SandboxOptions;
  /** One for each test, on a free port of this machine, closed when the test is over. */
  readonly sandbox: Sandbox;
}

/**
 * vitest's `test` with a sandbox: `sandboxTest('signs in', async ({ sandbox }) => …)`. A sandbox is started only
 * for tests that ask for it; tests, files and workers may run at the same time.
 */
export const sandboxTest = test.extend<SandboxFixtures>({
  sandboxOptions: {},
  sandbox: async ({ sandboxOptions }, use) => {
    const sandbox = await startSandbox({ quiet: true, ...sandboxOptions });
    try {
      await use(sandbox);
    } finally {
      await sandbox.close();
    }
  },
});
