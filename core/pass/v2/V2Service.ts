import type { Memory } from '../../memory/Memory.ts';
import type { CorePorts } from '../../ports.ts';
import type { PassSettings } from '../../settings.ts';
import { Attempts } from '../Attempts.ts';
import { AuthorizedClient } from '../AuthorizedClient.ts';
import { asksToRepeat } from '../errorPolicy.ts';
import { PassError } from '../errors.ts';
import { wait } from '../http.ts';
import type { Decision, PassService } from '../PassService.ts';
import { resourceSent } from '../resources.ts';
import { repeatGap } from '../throttling.ts';
import * as ask from './requests.ts';
import * as read from './responses.ts';
import { createV2SecondScreen } from './secondScreen.ts';

/** Usual limit of resources in one preauthorization. */
const preauthorizeLimit = 5;

/** `PassService` over REST API V2. */
export function createV2Service(
  settings: PassSettings,
  ports: CorePorts,
  memory: Memory,
): PassService {
  const { serviceProvider, baseUrl } = settings;
  const caller = new AuthorizedClient(settings, ports, memory);

  return {
    ...createV2SecondScreen({ caller, clock: ports.clock, serviceProvider, baseUrl }),

    prepare: (signal) => caller.prepare(signal),
    probe: () => caller.probe(),

    // If the first request has already made a session, a repeat does no harm: the last code counts.
    createSession: (params, signal, attempts) =>
      caller.call(
        ask.createSessionRequest(serviceProvider, params),
        (response) => read.readSession(response, baseUrl),
        'always',
        signal,
        attempts,
      ),

    loginUrl: (code) => baseUrl + ask.authenticatePath(serviceProvider, code),

    profiles: (signal, attempts) =>
      caller.call(
        ask.profilesRequest(serviceProvider),
        read.readProfiles,
        'always',
        signal,
        attempts,
      ),

    profilesOf: (mvpd, signal, attempts) =>
      caller.call(
        ask.profilesOfRequest(serviceProvider, mvpd),
        read.readProfiles,
        'always',
        signal,
        attempts,
      ),

    async preauthorize(mvpd, resources, signal, attempts = new Attempts()) {
      const decisions: Decision[] = [];
      for (let i = 0; i < resources.length; i += preauthorizeLimit) {
        const batch = resources.slice(i, i + preauthorizeLimit);
        decisions.push(...(await decide('preauthorize', mvpd, batch, signal, attempts)));
      }
      return decisions;
    },

    async authorize(mvpd, resource, signal, attempts = new Attempts()) {
      const [decision] = await decide('authorize', mvpd, [resource], signal, attempts);
      if (!decision) throw new PassError({ code: 'not_the_service', action: 'retry', status: 200 });
      return decision;
    },

    logout: (mvpd, redirectUrl, signal, attempts) =>
      caller.call(
        ask.logoutRequest(serviceProvider, mvpd, redirectUrl),
        (response) => read.readLogout(response, baseUrl),
        'always',
        signal,
        attempts,
      ),
  };

  /** Repeats the request only for items whose own error says `retry`, as often as the budget allows. */
  async function decide(
    kind: 'authorize' | 'preauthorize',
    mvpd: string,
    resources: readonly string[],
    signal: AbortSignal,
    attempts: Attempts,
  ): Promise<Decision[]> {
    const make = kind === 'authorize' ? ask.authorizeRequest : ask.preauthorizeRequest;
    const settled: Decision[] = [];
    let open = resources;
    for (;;) {
      const request = make(serviceProvider, mvpd, open);
      const answers = await caller.call(request, read.readDecisions, 'asked', signal, attempts);
      const decisions = answers.flatMap((answer) => {
        const resource = resourceSent(answer.resource, open);
        return resource === undefined ? [] : [{ ...answer, resource }];
      });
      const again = decisions.filter(({ error }) => error !== undefined && asksToRepeat(error));
      if (again.length === 0 || !attempts.repeat()) return [...settled, ...decisions];
      settled.push(...decisions.filter((answer) => !again.includes(answer)));
      open = again.map((answer) => answer.resource);
      await wait(ports.clock, repeatGap(attempts.made - 1, ports.random()), signal);
    }
  }
}
