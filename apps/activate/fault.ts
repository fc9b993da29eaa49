import { PassError } from '@couchpass/core';
import {
  isServerFailure,
  isUnknown,
  isWithoutAnswer,
  type ProblemKey,
  policyFor,
} from '@couchpass/core/pass';

/** What a failure means to the viewer; each has its own words. */
export type FaultKind =
  | 'code'
  | 'provider'
  | 'offline'
  | 'portal'
  | 'intercepted'
  | 'busy'
  | 'down'
  | 'setup';

/** What the error policy's texts are called on this page; what a television alone would do is set up wrongly. */
const kindByProblem: Readonly<Partial<Record<ProblemKey, FaultKind>>> = {
  portal: 'portal',
  intercepted: 'intercepted',
  busy: 'busy',
  slow: 'down',
  service: 'down',
};

export function kindOf(error: PassError): FaultKind {
  if (isWithoutAnswer(error)) return 'offline';
  const { remedy, problem } = policyFor(error);
  if (remedy === 'newCode') return 'code';
  if (remedy === 'chooseProvider') return 'provider';
  const isUnexplained = isUnknown(error) && isServerFailure(error);
  return kindByProblem[problem] ?? (isUnexplained ? 'down' : 'setup');
}

/** Whatever was thrown, as the one error class. */
export function asPassError(thrown: unknown): PassError {
  if (thrown instanceof PassError) return thrown;
  return new PassError({ code: 'unexpected', action: 'retry', cause: thrown });
}
