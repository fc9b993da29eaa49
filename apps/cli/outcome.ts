import type { PassError, Problem, ProblemKey, Viewer } from '@couchpass/core';
import { problemOf } from '@couchpass/core/machine';
import { type ExitCode, exit } from './exit.ts';
import type { Say, SignedIn } from './report.ts';

const exitOf: Readonly<Record<ProblemKey, ExitCode>> = {
  offline: exit.unreachable,
  kept: exit.unreachable,
  slow: exit.unreachable,
  portal: exit.unreachable,
  intercepted: exit.unreachable,
  busy: exit.unreachable,
  service: exit.unreachable,
  setup: exit.usage,
  signInAgain: exit.denied,
  notInPackage: exit.denied,
  parentalControl: exit.denied,
  providerPause: exit.denied,
  providerUnavailable: exit.denied,
  playback: exit.denied,
  notReleased: exit.denied,
  feed: exit.denied,
  stream: exit.unreachable,
  unknown: exit.denied,
};

/** Reports a problem, and returns its exit code. */
export function fail(say: Say, problem: Problem): ExitCode {
  const { key, code, trace, details } = problem;
  say({
    event: 'problem',
    problem: key,
    code,
    ...(trace === undefined ? {} : { trace }),
    ...(details === undefined ? {} : { details }),
  });
  return exitOf[key];
}

export function failWith(say: Say, error: PassError): ExitCode {
  return fail(say, problemOf(error));
}

/** The exit code for a refusal. */
export function exitOfRefusal(error: PassError | undefined): ExitCode {
  return error === undefined ? exit.denied : exitOf[problemOf(error).key];
}

export function signedIn({ mvpd, providerName, since, until }: Viewer): SignedIn {
  return {
    mvpd,
    provider: providerName,
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
  };
}
