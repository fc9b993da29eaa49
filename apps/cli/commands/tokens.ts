import { PassError } from '@couchpass/core';
import type { V1Client } from '@couchpass/core/pass';
import type { TokenKind } from '../args.ts';
import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';
import { openV1 } from '../v1.ts';

interface Question {
  readonly kind: TokenKind;
  readonly resource: string;
}

interface Found {
  readonly mvpd?: string;
  readonly expires?: number;
}

/** Statuses that mean in V1 that there is no such token, and why; any other is a failure. */
const answers = [403, 404, 410, 412];
/** Codes of answers that are not V1's, such as a proxy's 403. */
const unexpectedResponse = ['captive_portal', 'not_the_service', 'unreadable_answer'];

/** V1: the tokens that the service keeps for this device. A media token is requested, and not shown. */
export async function tokens(session: Session, { kind, resource }: Question): Promise<ExitCode> {
  const { io, say } = session;
  const about = kind === 'authn' ? {} : { resource };
  try {
    const { mvpd, expires } = await ask(openV1(session), kind, resource, io.signal);
    say({
      event: 'token',
      kind,
      status: 200,
      ...about,
      ...(mvpd === undefined ? {} : { mvpd }),
      ...(expires ? { until: new Date(expires).toISOString() } : {}),
    });
    return exit.done;
  } catch (error) {
    const told =
      error instanceof PassError &&
      answers.includes(error.status) &&
      !unexpectedResponse.includes(error.code);
    if (!told) throw error;
    say({ event: 'noToken', kind, status: error.status, code: error.code, ...about });
    return exit.denied;
  }
}

function ask(
  client: V1Client,
  kind: TokenKind,
  resource: string,
  signal: AbortSignal,
): Promise<Found> {
  switch (kind) {
    case 'authn':
      return client.authnToken('always', signal);
    case 'authz':
      return client.authzToken(resource, signal);
    case 'media':
      return client.mediaToken(resource, signal);
  }
}
