import type { Clock } from '../../ports.ts';
import type { PassSettings } from '../../settings.ts';
import type { Provider, SecondScreenService, SessionParameters } from '../PassService.ts';
import type { LoginKey } from './DeviceLogin.ts';
import { codeProfile, sessionInfoOf, sessionOf } from './mapping.ts';
import { authenticatePath } from './requests.ts';
import type { V1SecondScreenClient } from './secondScreenClient.ts';

/** How long the list is cached, as for V2; ms. */
const configLife = 3 * 60_000;

export interface KnownCode {
  readonly params: SessionParameters;
  /** Present for a code that this device made: the login that was known at that time. */
  readonly ours?: { readonly before: LoginKey | undefined };
}

interface Parts {
  readonly client: V1SecondScreenClient;
  readonly settings: PassSettings;
  readonly clock: Clock;
  /** The known parameters of each code. */
  readonly codes: Map<string, KnownCode>;
}

export interface V1SecondScreen extends SecondScreenService {
  /** With the known parameters: without an MVPD the service answers with an error page. */
  loginUrl(code: string): string;
  /** The last loaded list, of any age. */
  knownProviders(): readonly Provider[];
}

/** The calls of REST API V1 that both screens need. */
export function createV1SecondScreen({ client, settings, clock, codes }: Parts): V1SecondScreen {
  const { serviceProvider: requestor, baseUrl } = settings;
  let cached: { providers: Provider[]; at: number } | undefined;

  function loginUrl(code: string): string {
    const { mvpd, domainName, redirectUrl } = codes.get(code)?.params ?? {};
    const path = authenticatePath({
      requestor,
      code,
      ...(mvpd === undefined ? {} : { mvpd }),
      domainName: domainName ?? settings.domainName,
      redirectUrl: redirectUrl ?? settings.activateUrl,
    });
    return baseUrl + path;
  }

  return {
    loginUrl,
    knownProviders: () => cached?.providers ?? [],

    async providers(signal, attempts) {
      const now = clock.monotonic();
      if (cached && now - cached.at < configLife) return cached.providers;
      const providers = await client.config(signal, attempts);
      cached = { providers, at: clock.monotonic() };
      return providers;
    },

    // Adobe, "Initiate Authentication": the second screen's choice is in the address that the browser opens.
    async resumeSession(code, params) {
      const known = codes.get(code);
      const merged = { ...known?.params, ...params };
      codes.set(code, { ...known, params: merged });
      return sessionOf({ code }, merged, 'retry', loginUrl(code));
    },

    async inspectSession(code, signal) {
      const record = await client.regcodeRecord(code, signal);
      const known = codes.get(code);
      const params = {
        ...known?.params,
        ...(record.mvpd === undefined ? {} : { mvpd: record.mvpd }),
      };
      codes.set(code, { ...known, params });
      return sessionInfoOf(record, requestor);
    },

    async profilesByCode(code, signal) {
      const done = await client.checkAuthnByCode(code, signal);
      return done ? [codeProfile(codes.get(code)?.params.mvpd ?? '')] : [];
    },
  };
}
