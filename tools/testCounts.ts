export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Counts the tests, not the files, in the report of Vitest's JSON reporter. A test file that could not be loaded
 * has no tests, and counts as one failed test. Null when there is no report.
 */
export function countTests(report: string): Counts | null {
  const read = readReport(report);
  if (read === null) return null;
  const broken = (read.testResults ?? []).filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  return {
    passed: read.numPassedTests ?? 0,
    failed: (read.numFailedTests ?? 0) + broken,
    skipped: (read.numPendingTests ?? 0) + (read.numTodoTests ?? 0),
  };
}

/** Test files of which a test failed, or which could not be loaded. */
export function failedFiles(report: string): readonly string[] {
  const files = readReport(report)?.testResults ?? [];
  return files.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

/**
 * The counts after `files` ran a second time: their tests count as in the second run, all others as in the first.
 * Null when one of the reports is missing.
 */
export function countsAfterSecondRun(
  first: string,
  second: string,
  files: readonly string[],
): Counts | null {
  const [all, again] = [countTests(first), countTests(second)];
  if (all === null || again === null) return null;
  const repeated = readReport(first)?.testResults?.filter(({ name }) => files.includes(name)) ?? [];
  const before = repeated.flatMap(({ assertionResults }) => assertionResults);
  const had = (status: string) => before.filter((test) => test.status === status).length;
  const passed = had('passed');
  return {
    passed: all.passed - passed + again.passed,
    failed: again.failed,
    skipped: all.skipped - (before.length - passed - had('failed')) + again.skipped,
  };
}

export function sayCounts(counts: Counts | null): string {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    /** The file's path. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status?: string }[];
  }[];
}

function readReport(report: string): Partial<Report> | null {
  try {
    return JSON.parse(report) as Partial<Report>;
  } catch {
    return null;
  }
}
