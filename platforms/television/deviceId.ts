import type { KeyValueStore } from '@couchpass/core';
import { uuid } from '../browser/deviceId.ts';
import { sha256 } from './sha256.ts';

const key = 'device.id';
const secondName = 'couchpass.device';
/** A hash of the set's own id, or an id that was made up where there was none. */
const shape = /^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export interface DeviceIdHost {
  readonly storage: KeyValueStore;
  /** localStorage, undefined where it is refused. */
  readonly second: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  readonly random: (bytes: Uint8Array) => Uint8Array;
  /** The set's own id; undefined where it gives none. May be slow, must not reject. */
  readonly hardware: () => Promise<string | undefined> | string | undefined;
}

/**
 * The id of this set for the service. A new one would sign the viewer out, so one that was used before
 * stays, in two places of which each restores the other, even when the set's own id can suddenly be had,
 * or not any more. After an uninstall only the set's own id is left, hashed, and is the same again.
 */
export async function televisionId(host: DeviceIdHost): Promise<string> {
  const { storage, second } = host;
  const kept = await storage.get(key).catch(() => undefined);
  const spare = attempt(() => second?.getItem(secondName));
  const id = [kept, spare].find(isId) ?? (await made(host));
  if (kept !== id) await storage.set(key, id).catch(() => {});
  if (spare !== id) attempt(() => second?.setItem(secondName, id));
  return id;
}

async function made({ hardware, random }: DeviceIdHost): Promise<string> {
  const own = (await hardware())?.trim();
  return own ? sha256(own) : uuid(random);
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
