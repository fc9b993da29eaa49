import {
  type CorePorts,
  type DeviceInfo,
  type KeyValueStore,
  withLongDelays,
} from '@couchpass/core';
import { isPortalHere, readAnswer } from './ownServer.ts';

/** RFC 6585: the network requires a login first. */
const networkAuthenticationRequired = 511;

/**
 * The ports of core for any browser of a phone or laptop. The storage is separate from the TV app's even on
 * the same origin: this page is a client of its own, with credentials of its own.
 */
export function createPorts(): CorePorts {
  const storage = localStore();
  return {
    clock: withLongDelays({
      now: () => Date.now(),
      monotonic: () => performance.now(),
      setTimeout: (fn, ms) => window.setTimeout(fn, ms),
      clearTimeout: (id) => window.clearTimeout(id as number),
    }),
    storage,
    async send({ method, url, headers, body }, signal) {
      try {
        return await readAnswer(
          await fetch(url, {
            method,
            headers,
            signal,
            ...(body === undefined ? {} : { body }),
            credentials: 'omit',
            cache: 'no-store',
            // A request must not be forwarded to another server.
            redirect: 'manual',
            referrerPolicy: 'no-referrer',
          }),
        );
      } catch (error) {
        if (signal.aborted || !(await isPortalHere(signal))) throw error;
        return { status: networkAuthenticationRequired, contentType: '', text: '' };
      }
    },
    device: async () => ({ id: await deviceId(storage), info: deviceInfo(navigator) }),
    random: Math.random,
  };
}

/** Rejects when the browser blocks storage (private windows); core then keeps its data in memory. */
export function localStore(storage: () => Storage = () => window.localStorage): KeyValueStore {
  const named = (key: string) => `couchpass.activate/${key}`;
  return {
    async get(key) {
      const text = storage().getItem(named(key));
      try {
        return text === null ? undefined : JSON.parse(text);
      } catch {
        return undefined;
      }
    },
    async set(key, value) {
      storage().setItem(named(key), JSON.stringify(value));
    },
    async delete(key) {
      storage().removeItem(named(key));
    },
  };
}

/** A random id, created once and stored: it contains nothing about the phone. */
async function deviceId(storage: KeyValueStore): Promise<string> {
  const key = 'device';
  const kept = await storage.get(key).catch(() => undefined);
  if (typeof kept === 'string' && kept !== '') return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const id = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  await storage.set(key, id).catch(() => undefined);
  return id;
}

/** Only the required keys, with Adobe's names. Unknown values are sent as unknown, not invented. */
export function deviceInfo(browser: Pick<Navigator, 'userAgent'>): DeviceInfo {
  const { userAgent } = browser;
  const phone = /Mobi|Android|iPhone|iPad/.test(userAgent);
  const system = systems.find(({ sign }) => sign.test(userAgent));
  return {
    primaryHardwareType: phone ? 'MobilePhone' : 'Desktop',
    model: 'Browser',
    version: 'unknown',
    osName: system?.name ?? 'Linux',
    osVersion: system?.sign.exec(userAgent)?.[1]?.replaceAll('_', '.') ?? 'unknown',
    connectionType: 'unknown',
  };
}

const systems = [
  { name: 'iOS', sign: /(?:iPhone|iPad).*? OS ([\d_]+)/ },
  { name: 'Android', sign: /Android ([\d.]+)/ },
  { name: 'Windows', sign: /Windows NT ([\d.]+)/ },
  { name: 'Mac OS', sign: /Mac OS X ([\d_.]+)/ },
  { name: 'Chrome OS', sign: /CrOS \S+ ([\d.]+)/ },
];
