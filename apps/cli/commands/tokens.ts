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

/** Statuses by which V1 says that there is no such token, and why; anything else is a failure. */
const answers = [403, 404, 410, 412];
/** What no page of V1 says: a proxy's 403, for one. */
const unexpectedResponse = ['captive_portal', 'not_the_service', 'unreadable_answer'];

/** V1: what the service keeps for this device. A media token is asked for, and thrown away unseen. */
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
