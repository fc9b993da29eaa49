import type { Provider, SecondScreenService, SessionInfo } from '@couchpass/core';
import { cleanName } from './interpolate.ts';
import { wantedBy } from './pollDecision.ts';

/** The viewer's provider; `name` is '' when only the id is known. */
export interface Chosen {
  readonly mvpd: string;
  readonly name: string;
}

/** A valid code, and the provider that was chosen for it on the television. */
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
  // Without the list only the provider's name is missing, which is no error.
  const providers: Provider[] = await service.providers(signal).catch(() => []);
  const name = cleanName(providers.find(({ id }) => id === mvpd)?.displayName ?? '');
  return { info, chosen: { mvpd, name } };
}
