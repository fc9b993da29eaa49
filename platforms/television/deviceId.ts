import type { KeyValueStore } from '@couchpass/core';
import { uuid } from '../browser/deviceId.ts';
import { sha256 } from './sha256.ts';

const key = 'device.id';
const secondName = 'couchpass.device';
/** A hash of the television's own id, or a random id where there was none. */
const shape = /^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export interface DeviceIdHost {
  readonly storage: KeyValueStore;
  /** localStorage, undefined where it is refused. */
  readonly second: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  readonly random: (bytes: Uint8Array) => Uint8Array;
  /** The television's own id; undefined where it has none. May be slow, must not reject. */
  readonly hardware: () => Promise<string | undefined> | string | undefined;
}

/**
 * The id of this television for the service. A new id would sign the viewer out, so the first id is kept in two
 * places, each of which restores the other, even when the television's own id becomes available or
 * unavailable later. After an uninstall only the television's own id remains; its hash is the same again.
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
