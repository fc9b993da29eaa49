import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';
import { openV1 } from '../v1.ts';
import { knownMvpd } from '../viewer.ts';
import { sayDecision } from './authorize.ts';

interface Question {
  readonly resources: readonly string[];
  readonly mvpd: string | undefined;
  /** V1: sends the request of this code's second screen. */
  readonly code: string | undefined;
}

/** Prints for each resource whether it will probably play. Exit code `denied` when one of them will not. */
export async function preauthorize(session: Session, question: Question): Promise<ExitCode> {
  const { couchpass, io, say } = session;
  const { resources, code } = question;
  if (code !== undefined) {
    const answers = await openV1(session).preauthorizeByCode(code, resources, io.signal);
    for (const answer of answers) sayDecision(say, { ...answer, mvpd: '', source: 'mvpd' });
    return exitOf(answers, resources);
  }
  const mvpd = question.mvpd ?? (await knownMvpd(couchpass, io.signal));
  if (mvpd === null) {
    say({ event: 'notSignedIn' });
    return exit.denied;
  }
  const decisions = await couchpass.service.preauthorize(mvpd, [...resources], io.signal);
  for (const decision of decisions) sayDecision(say, decision);
  return exitOf(decisions, resources);
}

/** A resource without an answer counts as denied. */
function exitOf(
  answers: readonly { readonly authorized: boolean }[],
  asked: readonly string[],
): ExitCode {
  const permitted = answers.filter(({ authorized }) => authorized).length;
  return permitted === asked.length ? exit.done : exit.denied;
}
