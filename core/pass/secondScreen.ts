import { Memory } from '../memory/Memory.ts';
import type { CorePorts } from '../ports.ts';
import type { PassSettings } from '../settings.ts';
import { AuthorizedClient } from './AuthorizedClient.ts';
import { withPassErrors } from './errors.ts';
import type { SecondScreenService } from './PassService.ts';
import { createV1SecondScreen } from './v1/secondScreen.ts';
import { createV1SecondScreenClient } from './v1/secondScreenClient.ts';
import { createV2SecondScreen } from './v2/secondScreen.ts';

/** Like `createPassService`, without the calls of a television, so that a phone loads less code. */
export function createSecondScreenService(
  settings: PassSettings,
  ports: CorePorts,
  memory: Memory = new Memory(ports.storage),
): SecondScreenService {
  const { serviceProvider, baseUrl } = settings;
  const { clock } = ports;
  const caller = new AuthorizedClient(settings, ports, memory);
  if (settings.api === 'v2') {
    return onlyPassErrors(createV2SecondScreen({ caller, clock, serviceProvider, baseUrl }));
  }
  const client = createV1SecondScreenClient(
    // None of these calls has device headers.
    (request, ...rest) => caller.call({ ...request, accept: 'application/json' }, ...rest),
    serviceProvider,
  );
  return onlyPassErrors(createV1SecondScreen({ client, settings, clock, codes: new Map() }));
}

function onlyPassErrors(service: SecondScreenService): SecondScreenService {
  return {
    providers: withPassErrors(service.providers),
    resumeSession: withPassErrors(service.resumeSession),
    inspectSession: withPassErrors(service.inspectSession),
    profilesByCode: withPassErrors(service.profilesByCode),
  };
}
