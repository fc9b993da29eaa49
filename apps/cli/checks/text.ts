import type { Check, CheckReport, Comparison } from './report.ts';

/** `doctor` and `migrate` in words for people. */
export function sayCheck(report: CheckReport): string {
  switch (report.event) {
    case 'check':
      return sayOne(report);
    case 'health':
      return report.well
        ? 'All is well.'
        : `${report.wrong} thing${report.wrong === 1 ? ' is' : 's are'} wrong.`;
    case 'comparison':
      return sayComparison(report);
    case 'migration':
      return report.same
        ? 'V1 and V2 answer the same.'
        : `V1 and V2 differ in ${report.differing} of the calls.`;
  }
}

const marks = { well: '✓', wrong: '✗', skipped: '–' } as const;

function sayOne({ check, result, found, advice }: Check): string {
  const line = `${marks[result]} ${check}: ${found}`;
  return advice === undefined ? line : `${line}\n  ${advice}`;
}

function sayComparison({ call, same, found, differences }: Comparison): string {
  return [
    `${same ? marks.well : marks.wrong} ${call}: ${found}`,
    ...differences.map(({ what, v1, v2 }) => `  ${what}: V1 ${v1}; V2 ${v2}`),
  ].join('\n');
}
