import { PassError } from '@couchpass/core';
import {
  isServerFailure,
  isUnknown,
  isWithoutAnswer,
  type ProblemKey,
  policyFor,
} from '@couchpass/core/pass';

/** Kinds of failures; each has its own text for the viewer. */
export type FaultKind =
  | 'code'
  | 'provider'
  | 'offline'
  | 'portal'
  | 'intercepted'
  | 'busy'
  | 'down'
  | 'setup';

/** The error policy's problem keys as kinds of this page; problems of televisions only count as wrong setup. */
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

/** Any thrown value as a PassError. */
export function asPassError(thrown: unknown): PassError {
  if (thrown instanceof PassError) return thrown;
  return new PassError({ code: 'unexpected', action: 'retry', cause: thrown });
}
