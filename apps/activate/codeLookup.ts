import type { Provider, SecondScreenService, SessionInfo } from '@couchpass/core';
import { cleanName } from './interpolate.ts';
import { wantedBy } from './pollDecision.ts';

/** The viewer's choice; `name` is '' when only the id is known. */
export interface Chosen {
  readonly mvpd: string;
  readonly name: string;
}

/** A code that the service knows, and the provider that was chosen for it on the television. */
export interface Checked {
  readonly info: SessionInfo;
  readonly chosen?: Chosen;
}

/** Adobe: "Retrieve authentication session information using code". @throws PassError */
export async function lookUpCode(
  service: SecondScreenService,
  code: string,
  signal: AbortSignal,
): Promise<Checked> {
  const info = await service.inspectSession(code, signal);
  const { mvpd } = info.existingParameters;
  if (wantedBy(info) === 'provider' || mvpd === undefined) return { info };
  // A name that cannot be had is not worth an error.
  const providers: Provider[] = await service.providers(signal).catch(() => []);
  const name = cleanName(providers.find(({ id }) => id === mvpd)?.displayName ?? '');
  return { info, chosen: { mvpd, name } };
}
