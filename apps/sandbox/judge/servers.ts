import { deviceAddressOf, deviceIdOf } from './calls.ts';
import type { Client } from './client.ts';
import { once } from './once.ts';

/**
 * Whether a client sends calls for several devices in turn. When the device identifier only changes to new values,
 * the client is one device that lost its identifier; when it returns to an earlier value, the client is a server
 * (or one set of credentials that was copied to several devices).
 */
export const isServer = once(
  (client: Client): boolean =>
    alternates(client.calls.map(deviceIdOf)) ||
    alternates(
      client.calls
        .filter(({ headers }) => headers['x-forwarded-for'])
        .map((call) => deviceAddressOf(call)),
    ),
);

/** Whether a value returns after another one: A, B, A. */
export function alternates(values: readonly string[]): boolean {
  const left = new Set<string>();
  let last = '';
  for (const value of values) {
    if (value === '' || value === last) continue;
    if (left.has(value)) return true;
    if (last !== '') left.add(last);
    last = value;
  }
  return false;
}
