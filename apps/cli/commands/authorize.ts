import type { Decision } from '@couchpass/core';
import { type ExitCode, exit } from '../exit.ts';
import { exitOfRefusal } from '../outcome.ts';
import type { Say } from '../report.ts';
import type { Session } from '../session.ts';
import { knownMvpd } from '../viewer.ts';

interface Question {
  readonly resource: string;
  readonly mvpd: string | undefined;
}

/**
 * Requests a new decision for the remembered provider, or a named one. The media token of a permit is
 * not shown: it may be used once, by a playback endpoint (`play`).
 */
export async function authorize(
  { couchpass, io, say }: Session,
  { resource, mvpd: named }: Question,
): Promise<ExitCode> {
  const mvpd = named ?? (await knownMvpd(couchpass, io.signal));
  if (mvpd === null) {
    say({ event: 'notSignedIn' });
    return exit.denied;
  }
  const decision = await couchpass.service.authorize(mvpd, resource, io.signal);
  sayDecision(say, { ...decision, resource });
  return decision.authorized ? exit.done : exitOfRefusal(decision.error);
}

export function sayDecision(
  say: Say,
  { resource, mvpd, authorized, source, error }: Omit<Decision, 'token'>,
): void {
  say({
    event: 'decision',
    resource,
    mvpd,
    authorized,
    source,
    ...(error && { code: error.code }),
    ...(error?.details !== undefined && { details: error.details }),
    ...(error?.trace !== undefined && { trace: error.trace }),
  });
}
