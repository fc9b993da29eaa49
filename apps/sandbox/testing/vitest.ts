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
   * Passes when a sandbox received such a request: `expect(sandbox).toHaveReceived('POST', '/o/client/register')`.
   * At least once, unless `times`, `atLeast` or `atMost` is given. See `expectReceived`.
   */
  toHaveReceived(method: string, path: string | RegExp, options?: ReceivedOptions): R;
  /**
   * Passes when no client of a sandbox, or of a report of the judge, broke a requirement of Adobe's documentation.
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

/** The fixtures that `sandboxTest` gives to a test. */
export interface SandboxFixtures {
  /** The sandbox's options. Others for a file: `sandboxTest.extend({ sandboxOptions: { mode: 'strict' } })`. */
  readonly sandboxOptions: SandboxOptions;
  /** A new sandbox for each test, on a free port of this machine, closed after the test. */
  readonly sandbox: Sandbox;
}

/**
 * vitest's `test` with a sandbox: `sandboxTest('signs in', async ({ sandbox }) => …)`. A sandbox is started only
 * for tests that use it; tests, files and workers may run at the same time.
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
