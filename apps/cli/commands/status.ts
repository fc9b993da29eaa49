import { type ExitCode, exit } from '../exit.ts';
import { signedIn } from '../outcome.ts';
import type { Session } from '../session.ts';
import { askForViewer } from '../viewer.ts';

/** Requests the profiles from the service instead of the memory, so that the answer is current. */
export async function status({ couchpass, io, say }: Session): Promise<ExitCode> {
  const viewer = await askForViewer(couchpass, io.signal);
  say(
    viewer
      ? { event: 'status', signedIn: true, ...signedIn(viewer) }
      : { event: 'status', signedIn: false },
  );
  return viewer ? exit.done : exit.denied;
}
