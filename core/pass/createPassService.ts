import { Memory } from '../memory/Memory.ts';
import type { CorePorts } from '../ports.ts';
import type { PassSettings } from '../settings.ts';
import { asPassError } from './errors.ts';
import type { PassService } from './PassService.ts';
import { createV1Service } from './v1/V1Service.ts';
import { createV2Service } from './v2/V2Service.ts';

/** The service that `settings.api` names. `memory` may be shared with the machine. */
export function createPassService(
  settings: PassSettings,
  ports: CorePorts,
  memory: Memory = new Memory(ports.storage),
): PassService {
  const create = settings.api === 'v1' ? createV1Service : createV2Service;
  return withPassErrors(create(settings, ports, memory));
}

/** Whatever fails below the port (a shell that cannot tell its device, a mistake of ours) is a PassError. */
function withPassErrors(service: PassService): PassService {
  const only = <A extends unknown[], T>(call: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      try {
        return await call(...args);
      } catch (error) {
        throw asPassError(error);
      }
    };
  };
  return {
    capabilities: service.capabilities,
    reconsider: service.reconsider,
    loginUrl: service.loginUrl,
    prepare: only(service.prepare),
    providers: only(service.providers),
    createSession: only(service.createSession),
    resumeSession: only(service.resumeSession),
    inspectSession: only(service.inspectSession),
    profiles: only(service.profiles),
    profilesOf: only(service.profilesOf),
    profilesByCode: only(service.profilesByCode),
    preauthorize: only(service.preauthorize),
    authorize: only(service.authorize),
    logout: only(service.logout),
  };
}
