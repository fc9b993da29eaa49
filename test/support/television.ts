import { createPassService } from '../../core/pass/createPassService.ts';
import type { PassService } from '../../core/pass/PassService.ts';
import type { CorePorts } from '../../core/ports.ts';
import { type AppSettings, readSettings } from '../../core/settings.ts';
import { mapStore } from './ports.ts';
import { send } from './send.ts';
import type { Running } from './testEnv.ts';

export const forever = new AbortController().signal;

/** A new television without a screen: core over real HTTP, with storage in memory only. */
export function televisionIn(world: Running): { service: PassService; settings: AppSettings } {
  const { appSettings } = readSettings(world.settings);
  return { service: createPassService(appSettings.pass, ports()), settings: appSettings };
}

/** A registration code for a television; without parameters, the viewer chooses the provider on the phone. */
export async function codeFrom(
  service: PassService,
  parameters: Parameters<PassService['createSession']>[0] = {},
): Promise<string> {
  const { code } = await service.createSession(parameters, forever);
  if (code === undefined) throw new Error('the service gave no code');
  return code;
}

function ports(): CorePorts {
  const id = crypto.randomUUID();
  return {
    clock: {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      setTimeout: (fn, ms) => setTimeout(fn, ms),
      clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
    },
    storage: mapStore(new Map()),
    random: Math.random,
    device: async () => ({
      id,
      info: {
        primaryHardwareType: 'TV',
        model: 'QN65Q80',
        version: '2022',
        vendor: 'Samsung',
        osName: 'Linux',
        osFamily: 'Tizen',
        osVersion: '6.5',
        connectionType: 'WiFi',
      },
    }),
    send: (request, signal) => send(request, signal),
  };
}
