import type { Network } from '@couchpass/core';
import type { Features } from '../television/Features.ts';
import type { TizenHost } from './host.ts';

const gatewayConnected = 4;
const gatewayDisconnected = 5;

/**
 * Network state by the television's own interface, which reports changes sooner than the engine, and also on
 * televisions whose engine always reports online; by the engine where the interface is missing.
 */
export function tizenNetwork(host: TizenHost, features: Features, engine: Network): Network {
  const network = host.webapis?.network;
  const connected = () =>
    features.attempt('network.isConnectedToGateway', () => network?.isConnectedToGateway());
  return {
    get online() {
      return connected() ?? engine.online;
    },
    subscribe(listener) {
      const id = features.attempt('network.addNetworkStateChangeListener', () =>
        network?.addNetworkStateChangeListener((state) => {
          const change = state as unknown as number;
          if (change === gatewayConnected) listener(true);
          if (change === gatewayDisconnected) listener(false);
        }),
      );
      if (id === undefined) return engine.subscribe(listener);
      return () => {
        features.attempt('network.removeNetworkStateChangeListener', () => {
          network?.removeNetworkStateChangeListener(id);
          return true;
        });
      };
    },
  };
}
