import { type ExitCode, exit } from '../exit.ts';
import type { Session } from '../session.ts';
import { openV1 } from '../v1.ts';

/** V1: whether this device is signed in. With a code, sends the request of the code's second screen. */
export async function checkauthn(
  session: Session,
  { code }: { readonly code: string | undefined },
): Promise<ExitCode> {
  const { io, say } = session;
  const client = openV1(session);
  const signedIn = await (code === undefined
    ? client.checkAuthn(io.signal)
    : client.checkAuthnByCode(code, io.signal));
  say({ event: 'checkauthn', signedIn });
  return signedIn ? exit.done : exit.denied;
}
