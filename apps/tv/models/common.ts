import type { Problem } from '../../../core/machine/view.types.ts';
import type { Translate } from '../texts/index.ts';

export interface ProblemTexts {
  readonly title: string;
  readonly help: string;
  /** The provider's own words, '' when it sent none. */
  readonly details: string;
  /** Code and trace id, for the support desk. */
  readonly support: string;
}

export function problemTexts(problem: Problem, translate: Translate): ProblemTexts {
  return {
    title: translate(`problem.${problem.key}.title`),
    help: translate(`problem.${problem.key}.help`),
    details: problem.details?.trim() ?? '',
    support:
      problem.trace === undefined
        ? translate('problem.support', { code: problem.code })
        : translate('problem.supportTrace', { code: problem.code, trace: problem.trace }),
  };
}

/** Waits that last longer than this are explained. ms */
export const sayAfter = 400;
/** Waits that last longer than this are apologised for. ms */
export const slowAfter = 10_000;
