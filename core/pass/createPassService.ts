import { Memory } from '../memory/Memory.ts';
import type { CorePorts } from '../ports.ts';
import type { PassSettings } from '../settings.ts';
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
  return create(settings, ports, memory);
}
