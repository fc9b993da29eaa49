import { randomUUID } from 'node:crypto';
import { arch, platform, release } from 'node:os';
import type { Device, DeviceInfo, KeyValueStore } from '@couchpass/core';

/**
 * The device identifier of a computer: a random UUID, made at the first use and kept in the store.
 * Adobe, "Header - AP-Device-Identifier": without a hardware identifier, a generated one in persistent
 * storage. A computer's hardware identifiers are not read: this one can be deleted with the store, and
 * contains nothing about the computer.
 */
const key = 'platform/device';

/** Never rejects: when the store fails, the identifier is kept only until this process ends. */
export async function readDevice(store: KeyValueStore): Promise<Device> {
  return { id: await readId(store), info: infoOf(platform(), release(), arch()) };
}

async function readId(store: KeyValueStore): Promise<string> {
  const kept = await keptId(store);
  if (kept !== undefined) return kept;
  const make = async () => {
    // Another process may have been faster.
    const theirs = await keptId(store);
    if (theirs !== undefined) return theirs;
    const id = randomUUID();
    await store.set(key, id).catch(() => undefined);
    return id;
  };
  return store.exclusive ? store.exclusive(make) : make();
}

async function keptId(store: KeyValueStore): Promise<string | undefined> {
  const kept = await store.get(key).catch(() => undefined);
  return typeof kept === 'string' && kept.length > 0 ? kept : undefined;
}

interface System {
  readonly osName: string;
  readonly osFamily: string;
  readonly osVendor?: string;
  readonly vendor?: string;
  readonly model: string;
}

const linux: System = { osName: 'Linux', osFamily: 'Linux', model: 'PC' };

/** Only values from the lists that Adobe's "Header - X-Device-Info" allows. */
const systems: Readonly<Record<string, System>> = {
  android: { osName: 'Android', osFamily: 'Android', osVendor: 'Google', model: 'Android' },
  darwin: {
    osName: 'Mac OS',
    osFamily: 'macOS',
    osVendor: 'Apple',
    vendor: 'Apple',
    model: 'Mac',
  },
  freebsd: { osName: 'OpenBSD', osFamily: 'BSD', model: 'PC' },
  linux,
  openbsd: { osName: 'OpenBSD', osFamily: 'BSD', model: 'PC' },
  win32: { osName: 'Windows', osFamily: 'Windows', osVendor: 'Microsoft', model: 'PC' },
};

/** The kind of computer and its system, without anything that identifies the computer. */
export function infoOf(system: string, osVersion: string, architecture: string): DeviceInfo {
  const { model, ...known } = systems[system] ?? linux;
  return {
    primaryHardwareType: 'Desktop',
    model,
    version: architecture,
    ...known,
    osVersion,
    connectionType: 'LAN',
  };
}
