import { PassError } from '@couchpass/core';
import { type ExitCode, exit } from '../exit.ts';
import type { Say } from '../report.ts';
import type { Session } from '../session.ts';

/** Shows the data that a second screen gets for a typed code. */
export async function inspect(
  { couchpass: { service }, io, say }: Session,
  { code }: { readonly code: string },
): Promise<ExitCode> {
  try {
    const found = await service.inspectSession(code, io.signal);
    const { existingParameters: existing, missingParameters: missing, device, notAfter } = found;
    say({
      event: 'session',
      existing,
      missing,
      device,
      ...(notAfter === undefined ? {} : { until: new Date(notAfter).toISOString() }),
      ...(missing.length === 0 ? { url: service.loginUrl(code) } : {}),
    });
    return exit.done;
  } catch (error) {
    return sayNoSession(say, error);
  }
}

const codeIsDead = ['invalid_authentication_session', 'invalid_parameter_code'];

/** @throws `error` itself unless it means that the code is not valid */
export function sayNoSession(say: Say, error: unknown): ExitCode {
  if (!(error instanceof PassError) || !codeIsDead.includes(error.code)) throw error;
  const { code, trace } = error;
  say({ event: 'noSession', code, ...(trace === undefined ? {} : { trace }) });
  return exit.denied;
}
