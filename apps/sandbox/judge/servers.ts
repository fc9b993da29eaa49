import { deviceAddressOf, deviceIdOf } from './calls.ts';
import type { Client } from './client.ts';
import { once } from './once.ts';

/**
 * Whether a client calls for several devices in turn: one whose device identifier only ever changes to
 * a new value is a device that lost its identifier, one that comes back to an earlier value is a server
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

/** A, B, A: a value comes back after another one. */
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
