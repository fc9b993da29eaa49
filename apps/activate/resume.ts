import { PassError, type SecondScreenService, type Session } from '@couchpass/core';
import { isReturnRefused } from '@couchpass/core/pass';
import { returnAddress } from './code.ts';
import { type Next, nextAfter } from './pollDecision.ts';

export interface Supplied {
  readonly code: string;
  readonly mvpd: string;
  readonly domainName: string;
  /** This page's own address: the only address to which a provider sends the browser back. */
  readonly home: string;
}

/**
 * Sends all known parameters of a code, as often as the service requests it. The login ends at this page, not at
 * the session's earlier address, which may belong to somebody else.
 * Adobe: "Resume authentication session".
 * @throws PassError
 */
export async function resume(
  service: SecondScreenService,
  { code, mvpd, domainName, home }: Supplied,
  signal: AbortSignal,
): Promise<Next> {
  let redirectUrl = returnAddress(home, code);
  let resent = 0;
  for (;;) {
    let session: Session;
    try {
      session = await service.resumeSession(code, { mvpd, domainName, redirectUrl }, signal);
    } catch (error) {
      // Adobe does not document whether an address may have a fragment. Without one, only this tab has the code.
      const isRefused = error instanceof PassError && isReturnRefused(error);
      if (!isRefused || redirectUrl === home) throw error;
      redirectUrl = home;
      continue;
    }
    const next = nextAfter(session, resent);
    if (next.does === 'giveUp') throw new PassError({ code: next.code });
    if (next.does !== 'sendAgain') return next;
    resent += 1;
  }
}
