import type { Provider, SessionInfo } from '../../core/pass/PassService.ts';
import type { SecondScreenService } from '../../core/pass/secondScreen.ts';
import { wantedBy } from './decide.ts';
import { cleanName } from './words.ts';

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
export async function lookUp(
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
