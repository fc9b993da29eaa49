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
  let read: Partial<Report>;
  try {
    read = JSON.parse(report) as Partial<Report>;
  } catch {
    return null;
  }
  const broken = (read.testResults ?? []).filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  return {
    passed: read.numPassedTests ?? 0,
    failed: (read.numFailedTests ?? 0) + broken,
    skipped: (read.numPendingTests ?? 0) + (read.numTodoTests ?? 0),
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
    readonly status: string;
    readonly assertionResults: readonly unknown[];
  }[];
}
