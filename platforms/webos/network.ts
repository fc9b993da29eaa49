import type { Network } from '@couchpass/core';
import type { Luna } from './luna.ts';

/**
 * Network state by LG's connection manager, and by the engine where that does not answer. LG:
 * "Connection Manager".
 */
export function webosNetwork(luna: Luna, engine: Network): Network {
  let told: boolean | null = null;
  const listeners = new Set<(online: boolean) => void>();
  luna.watch('com.webos.service.connectionmanager/getStatus', {}, (status) => {
    const { isInternetConnectionAvailable: available } = status;
    if (typeof available !== 'boolean' || available === told) return;
    const before = told ?? engine.online;
    told = available;
    if (available !== before) for (const listener of [...listeners]) listener(available);
  });
  engine.subscribe((online) => {
    if (told === null) for (const listener of [...listeners]) listener(online);
  });
  return {
    get online() {
      return told ?? engine.online;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
