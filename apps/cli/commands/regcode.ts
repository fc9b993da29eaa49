import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';
import { openV1 } from '../v1.ts';

/** Life that is asked for, s; Adobe's own default. */
const life = 30 * 60;

interface Choice {
  readonly mvpd: string | undefined;
  /** A code to take back. */
  readonly delete: string | undefined;
}

/** V1: a registration code for this device, and nothing after it; or the end of one. */
export async function regcode(session: Session, choice: Choice): Promise<ExitCode> {
  const { couchpass, io, say } = session;
  const client = openV1(session);
  if (choice.delete !== undefined) {
    await client.deleteRegcode(choice.delete, io.signal);
    say({ event: 'regcodeDeleted' });
    return exit.done;
  }
  const { activateUrl: registrationUrl } = couchpass.settings.appSettings.pass;
  const options = {
    ttl: life,
    registrationUrl,
    ...(choice.mvpd === undefined ? {} : { mvpd: choice.mvpd }),
  };
  const { code, mvpd, expires } = await client.createRegcode(options, io.signal);
  say({
    event: 'regcode',
    code,
    ...(mvpd === undefined ? {} : { mvpd }),
    ...(expires === undefined ? {} : { until: new Date(expires).toISOString() }),
  });
  return exit.done;
}
