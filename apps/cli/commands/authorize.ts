import { type ExitCode, exit } from '../exit.ts';
import { exitOfRefusal } from '../outcome.ts';
import type { Session } from '../session.ts';
import { askForViewer } from '../viewer.ts';

/**
 * One fresh decision for the remembered provider. The media token of a permit is dropped: it is for a
 * playback endpoint (`play`), once, and for nobody's eyes.
 */
export async function authorize(
  { couchpass, io, say }: Session,
  resource: string,
): Promise<ExitCode> {
  const { memory, service } = couchpass;
  const known = (await memory.get('profile')) ?? (await askForViewer(couchpass, io.signal));
  if (!known) {
    say({ event: 'notSignedIn' });
    return exit.denied;
  }
  const { authorized, mvpd, source, error } = await service.authorize(
    known.mvpd,
    resource,
    io.signal,
  );
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
  return authorized ? exit.done : exitOfRefusal(error);
}
