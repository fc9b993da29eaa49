import type { Memory } from '../../memory/Memory.ts';
import type { CorePorts } from '../../ports.ts';
import type { PassSettings } from '../../settings.ts';
import { Caller } from '../Caller.ts';
import { PassError } from '../errors.ts';
import { wait } from '../http.ts';
import type { Decision, PassService } from '../PassService.ts';
import { repeatGap, Tries } from '../pace.ts';
import { resourceSent } from '../resources.ts';
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
  const caller = new Caller(settings, ports, memory);

  return {
    ...createV2SecondScreen({ caller, clock: ports.clock, serviceProvider, baseUrl }),

    capabilities: { api: 'v2', chooseProviderOnSecondScreen: true, polling: true },

    prepare: (signal) => caller.prepare(signal),
    reconsider: () => caller.reconsider(),

    // Repeating a session that may have been made costs the viewer nothing: the last code counts.
    createSession: (params, signal) =>
      caller.call(
        ask.createSessionRequest(serviceProvider, params),
        (response) => read.readSession(response, baseUrl),
        'always',
        signal,
      ),

    loginUrl: (code) => baseUrl + ask.authenticatePath(serviceProvider, code),

    profiles: (signal) =>
      caller.call(ask.profilesRequest(serviceProvider), read.readProfiles, 'always', signal),

    profilesOf: (mvpd, signal) =>
      caller.call(
        ask.profilesOfRequest(serviceProvider, mvpd),
        read.readProfiles,
        'always',
        signal,
      ),

    async preauthorize(mvpd, resources, signal) {
      const decisions: Decision[] = [];
      for (let i = 0; i < resources.length; i += preauthorizeLimit) {
        const batch = resources.slice(i, i + preauthorizeLimit);
        decisions.push(...(await decide('preauthorize', mvpd, batch, signal)));
      }
      return decisions;
    },

    async authorize(mvpd, resource, signal) {
      const [decision] = await decide('authorize', mvpd, [resource], signal);
      if (!decision) throw new PassError({ code: 'not_the_service', action: 'retry', status: 200 });
      return decision;
    },

    logout: (mvpd, redirectUrl, signal) =>
      caller.call(
        ask.logoutRequest(serviceProvider, mvpd, redirectUrl),
        (response) => read.readLogout(response, baseUrl),
        'always',
        signal,
      ),
  };

  /** Asks again for exactly those items whose own error says `retry`; three requests at the most. */
  async function decide(
    kind: 'authorize' | 'preauthorize',
    mvpd: string,
    resources: readonly string[],
    signal: AbortSignal,
  ): Promise<Decision[]> {
    const make = kind === 'authorize' ? ask.authorizeRequest : ask.preauthorizeRequest;
    const settled: Decision[] = [];
    const tries = new Tries();
    let open = resources;
    for (;;) {
      const request = make(serviceProvider, mvpd, open);
      const answers = await caller.call(request, read.readDecisions, 'asked', signal, tries);
      const decisions = answers.flatMap((answer) => {
        const resource = resourceSent(answer.resource, open);
        return resource === undefined ? [] : [{ ...answer, resource }];
      });
      const again = decisions.filter((answer) => answer.error?.action === 'retry');
      if (again.length === 0 || tries.left === 0) return [...settled, ...decisions];
      settled.push(...decisions.filter((answer) => !again.includes(answer)));
      open = again.map((answer) => answer.resource);
      await wait(ports.clock, repeatGap(tries.made, ports.random()), signal);
    }
  }
}
