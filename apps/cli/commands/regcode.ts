import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';
import { openV1 } from '../v1.ts';

/** Requested lifetime, s; Adobe's own default. */
const life = 30 * 60;

interface Choice {
  readonly mvpd: string | undefined;
  /** A code to delete. */
  readonly delete: string | undefined;
}

/** V1: creates a registration code for this device, or deletes one. */
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
