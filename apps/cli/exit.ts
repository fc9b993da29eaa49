import { outputError } from '@couchpass/terminal';

/** Exit codes of `npm run pass`, for scripts; they do not change. */
export const exit = {
  done: 0,
  /** The service denied it, nobody is signed in, or `doctor` or `migrate` found something. */
  denied: 1,
  /** The typed command or settings.json cannot be used; or the service refused the settings. */
  usage: 2,
  /** The service could not be reached, or its answer was not as documented. */
  unreachable: 3,
  /** The code expired, or Ctrl-C. */
  cancelled: 4,
  /** A fault of this program. */
  defect: 70,
  /** The output, or a sign-in that had to be stored, could not be written. */
  output: outputError,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];
