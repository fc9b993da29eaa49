import { checkGlobals } from '../globals.ts';
import { Memory } from '../memory/Memory.ts';
import type { CorePorts } from '../ports.ts';
import type { PassSettings } from '../settings.ts';
import { withPassErrors } from './errors.ts';
import type { PassService } from './PassService.ts';
import { createV1Service } from './v1/V1Service.ts';
import { createV2Service } from './v2/V2Service.ts';

/** The service that `settings.api` selects. `memory` may be shared with the machine. */
export function createPassService(
  settings: PassSettings,
  ports: CorePorts,
  memory: Memory = new Memory(ports.storage),
): PassService {
  checkGlobals();
  const create = settings.api === 'v1' ? createV1Service : createV2Service;
  return onlyPassErrors(create(settings, ports, memory));
}

/** Every other failure (a shell that cannot read its device, a mistake in this code) becomes a PassError. */
function onlyPassErrors(service: PassService): PassService {
  return {
    probe: service.probe,
    loginUrl: service.loginUrl,
    prepare: withPassErrors(service.prepare),
    providers: withPassErrors(service.providers),
    createSession: withPassErrors(service.createSession),
    resumeSession: withPassErrors(service.resumeSession),
    inspectSession: withPassErrors(service.inspectSession),
    profiles: withPassErrors(service.profiles),
    profilesOf: withPassErrors(service.profilesOf),
    profilesByCode: withPassErrors(service.profilesByCode),
    preauthorize: withPassErrors(service.preauthorize),
    authorize: withPassErrors(service.authorize),
    logout: withPassErrors(service.logout),
  };
}
