import { outputError } from '@couchpass/terminal';

/** Exit codes of `npm run pass`, for scripts; they do not change. */
export const exit = {
  done: 0,
  /** The service decided against it, nobody is signed in, or `doctor`, `migrate` found something. */
  denied: 1,
  /** What was typed, or settings.json, cannot be used; or the service refused the settings. */
  usage: 2,
  /** The service could not be reached, or did not answer as it should. */
  unreachable: 3,
  /** The code expired, or Ctrl-C. */
  cancelled: 4,
  /** A fault of this program. */
  defect: 70,
  /** What was to be printed, or a sign-in that was to be kept, could not be written. */
  output: outputError,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];
