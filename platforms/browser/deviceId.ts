import type { KeyValueStore } from '@couchpass/core';

const key = 'device.id';
const secondName = 'couchpass.device';
const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * The id of this browser for the service: random, made once. A browser has no hardware id, and a new id
 * would sign the viewer out; so it is stored in two places, and each restores the other.
 * @param second localStorage, undefined where it is refused
 */
export async function deviceIdOf(
  storage: KeyValueStore,
  second: Pick<Storage, 'getItem' | 'setItem'> | undefined,
  random: (bytes: Uint8Array) => Uint8Array,
): Promise<string> {
  const kept = await storage.get(key).catch(() => undefined);
  const spare = attempt(() => second?.getItem(secondName));
  const id = [kept, spare].find(isId) ?? uuid(random);
  if (kept !== id) await storage.set(key, id).catch(() => {});
  if (spare !== id) attempt(() => second?.setItem(secondName, id));
  return id;
}

/** RFC 4122 version 4. Some supported browsers do not have `crypto.randomUUID`. */
export function uuid(random: (bytes: Uint8Array) => Uint8Array): string {
  const bytes = random(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [8, 12, 16, 20, 32]
    .map((end, index, ends) => hex.slice(ends[index - 1] ?? 0, end))
    .join('-');
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && shape.test(value);
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
