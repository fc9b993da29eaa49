import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';
import { sayNoSession } from './session.ts';

/** Does what a second screen does: sends the provider for a code, and gets the address of the login. */
export async function resume(
  { couchpass: { service, settings }, io, say }: Session,
  { code, mvpd }: { readonly code: string; readonly mvpd: string | undefined },
): Promise<ExitCode> {
  const { domainName, activateUrl: redirectUrl } = settings.appSettings.pass;
  const parameters = { domainName, redirectUrl, ...(mvpd === undefined ? {} : { mvpd }) };
  try {
    const next = await service.resumeSession(code, parameters, io.signal);
    say({
      event: 'resumed',
      action: next.actionName,
      reason: next.reasonType,
      missing: next.missingParameters,
      ...(next.mvpd === undefined ? {} : { mvpd: next.mvpd }),
      ...(next.actionName === 'authenticate' ? { url: next.url ?? service.loginUrl(code) } : {}),
    });
    return next.missingParameters.length === 0 ? exit.done : exit.denied;
  } catch (error) {
    return sayNoSession(say, error);
  }
}
