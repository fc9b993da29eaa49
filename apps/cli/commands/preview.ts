import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage.ts';
import { openV1 } from '../v1.ts';

/** V1: a login without credentials. It replaces any other login of this device. */
export async function preview(
  session: Session,
  choice: { readonly mvpd: string | undefined },
): Promise<ExitCode> {
  const { couchpass, io, say } = session;
  const mvpd = choice.mvpd ?? couchpass.settings.appSettings.pass.freePreview;
  if (mvpd === undefined) {
    throw new UsageError('The settings name no TempPass (pass.freePreview): --mvpd ID does.');
  }
  await openV1(session).freePreview(mvpd, io.signal);
  say({ event: 'preview', mvpd });
  return exit.done;
}
