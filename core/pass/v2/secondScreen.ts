import type { Clock } from '../../ports.ts';
import type { AuthorizedClient } from '../AuthorizedClient.ts';
import type { Provider, SecondScreenService } from '../PassService.ts';
import * as ask from './requests.ts';
import * as read from './responses.ts';

/** How long the configuration is cached, ms; Adobe's pages give 2 to 5 minutes. */
const configurationLife = 3 * 60_000;

interface Parts {
  readonly caller: AuthorizedClient;
  readonly clock: Clock;
  readonly serviceProvider: string;
  readonly baseUrl: string;
}

/** The calls of REST API V2 that both screens need. */
export function createV2SecondScreen(parts: Parts): SecondScreenService {
  const { caller, clock, serviceProvider, baseUrl } = parts;
  let cached: { providers: Provider[]; at: number } | undefined;

  return {
    async providers(signal, attempts) {
      const now = clock.monotonic();
      if (cached && now - cached.at < configurationLife) return cached.providers;
      const request = ask.configurationRequest(serviceProvider);
      const providers = await caller.call(
        request,
        read.readConfiguration,
        'always',
        signal,
        attempts,
      );
      cached = { providers, at: clock.monotonic() };
      return providers;
    },

    resumeSession: (code, params, signal) =>
      caller.call(
        ask.resumeSessionRequest(serviceProvider, code, params),
        (response) => read.readSession(response, baseUrl),
        'always',
        signal,
      ),

    inspectSession: (code, signal) =>
      caller.call(
        ask.inspectSessionRequest(serviceProvider, code),
        read.readSessionInfo,
        'always',
        signal,
      ),

    profilesByCode: (code, signal) =>
      caller.call(
        ask.profilesByCodeRequest(serviceProvider, code),
        read.readProfiles,
        'never',
        signal,
      ),
  };
}
