import { type CorePorts, type KeyValueStore, type Send, withLongDelays } from '@couchpass/core';

/** What the machine below tells of itself. */
export interface Box {
  /** Stable and unique, hashed where it comes from hardware. */
  readonly id: string;
  readonly model: string;
  readonly firmware: string;
}

/** A shell for a box that has `fetch`, timers and a store; docs/own-shell.md says what to mind. */
export function createShell(box: Box, storage: KeyValueStore): CorePorts {
  return {
    clock: withLongDelays({
      now: () => Date.now(),
      monotonic: () => performance.now(),
      setTimeout: (run, ms) => setTimeout(run, ms),
      clearTimeout: (id) => clearTimeout(id as ReturnType<typeof setTimeout>),
    }),
    storage,
    send,
    device: async () => ({
      id: box.id,
      info: {
        primaryHardwareType: 'SetTopBox',
        model: box.model,
        version: box.firmware,
        osName: 'Linux',
        osVersion: box.firmware,
        connectionType: 'LAN',
      },
    }),
    random: Math.random,
  };
}

/** Credentials never follow a redirect: only feed and playback endpoint may have moved. */
const send: Send = async ({ method, url, headers, body, followsRedirects }, signal) => {
  const response = await fetch(url, {
    method,
    headers,
    signal,
    redirect: followsRedirects ? 'follow' : 'manual',
    ...(body === undefined ? {} : { body }),
  });
  const header = (name: string) => response.headers.get(name) ?? undefined;
  const [location, expires, date] = [header('location'), header('expires'), header('date')];
  return {
    status: response.type === 'opaqueredirect' ? 302 : response.status,
    contentType: (header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    text: await response.text(),
    headers: {
      ...(location === undefined ? {} : { location }),
      ...(expires === undefined ? {} : { expires }),
      ...(date === undefined ? {} : { date }),
    },
  };
};

/** Remembers nothing over a restart: a store of yours resolves `set` once the value is kept. */
export function createMemoryStore(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    get: async (key) => (kept.has(key) ? JSON.parse(kept.get(key) ?? '') : undefined),
    set: async (key, value) => void kept.set(key, JSON.stringify(value)),
    delete: async (key) => void kept.delete(key),
  };
}
