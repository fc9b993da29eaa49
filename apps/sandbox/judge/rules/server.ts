import { deviceAddressOf, deviceIdOf, is, isOk } from '../calls.ts';
import { broken, met, rules } from '../rule.ts';
import { isServer } from '../servers.ts';
import { FOR_A_DEVICE, modelOf } from './device.ts';

/** Rows for clients that send calls for several devices. */
export const server = rules({
  'SRV-01': (client) => {
    if (!isServer(client)) return undefined;
    const calls = client.calls.filter(({ op }) => op.api === 'v2');
    const told = calls.filter((call) => call.headers['x-forwarded-for']);
    if (told.length === 0) return undefined;
    const own = told.filter((call) => deviceAddressOf(call) === call.address);
    if (own.length > 0)
      return broken(
        own,
        "X-Forwarded-For holds the server's own address; send the public address of the device.",
      );
    const without = calls.filter((call) => !call.headers['x-forwarded-for']);
    return without.length > 0
      ? broken(
          without,
          'X-Forwarded-For is on some calls only; forward the address of the device on each.',
        )
      : met(told);
  },

  'SRV-02': (client) => {
    if (!isServer(client)) return undefined;
    const calls = client.calls.filter(FOR_A_DEVICE);
    const addresses = new Set(calls.map(deviceAddressOf));
    const ids = new Set(calls.map(deviceIdOf).filter(Boolean));
    // Two addresses may be one device that changed from Wi-Fi to mobile data and back.
    if (addresses.size > 2 && ids.size === 1)
      return broken(
        calls,
        'One device identifier goes with several devices; pass on the identifier and the information of each device.',
      );
    return ids.size > 1 ? met(calls) : undefined;
  },

  'SRV-04': (client) => {
    if (!isServer(client)) return undefined;
    const asked = client.calls.filter((call) => is('configuration')(call) && isOk(call));
    const soon = asked.filter((call) =>
      asked.some(
        (other) =>
          other.seq < call.seq &&
          call.at - other.at < 120_000 &&
          call.path === other.path &&
          modelOf(call) === modelOf(other),
      ),
    );
    if (soon.length > 0)
      return broken(
        soon,
        'Asked for the same configuration again within two minutes; keep it on the server, for each platform type.',
      );
    return asked.length > 0 ? met(asked) : undefined;
  },
});
