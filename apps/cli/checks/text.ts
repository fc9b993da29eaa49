import type { Check, CheckReport, Comparison } from './report.ts';

/** Reports of `doctor` and `migrate` as text. */
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
    case 'migration': {
      const { differing, complete } = report;
      if (differing === 0)
        return `V1 and V2 answer the same${complete ? '' : ', as far as asked'}.`;
      return `V1 and V2 differ in ${differing} call${differing === 1 ? '' : 's'}.`;
    }
  }
}

const marks = {
  well: '✓',
  same: '✓',
  notice: '!',
  wrong: '✗',
  differs: '✗',
  skipped: '–',
  notAsked: '–',
} as const;

function sayOne({ check, result, found, advice }: Check): string {
  const line = `${marks[result]} ${check}: ${found}`;
  return advice === undefined ? line : `${line}\n  ${advice}`;
}

function sayComparison({ call, result, found, differences }: Comparison): string {
  return [
    `${marks[result]} ${call}: ${found}`,
    ...differences.map(({ what, v1, v2 }) => `  ${what}: V1 ${v1}; V2 ${v2}`),
  ].join('\n');
}
