import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';

/** The TV providers with an active integration, as the service lists them now. */
export async function providers({ couchpass, io, say }: Session): Promise<ExitCode> {
  say({ event: 'providers', providers: await couchpass.service.providers(io.signal) });
  return exit.done;
}
