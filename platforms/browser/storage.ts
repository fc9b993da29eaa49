import type { KeyValueStore } from '@couchpass/core';
import { createStore, del, get, set } from 'idb-keyval';

/** Where things are kept; a shell's own stores have names of their own. */
export type StorageKind = 'indexeddb' | 'localstorage' | 'memory' | 'thunder' | 'sdk';

export interface BrowserStorage extends KeyValueStore {
  /** Where things are kept: settled by a trial when first asked. */
  kind(): Promise<StorageKind>;
}

/** The parts of a browser that storing needs; absent or throwing where they are refused. */
export interface StorageHost extends MoreStores {
  readonly indexedDB?: IDBFactory | undefined;
  readonly localStorage?: Storage | undefined;
}

/** A store that a shell brings along; `open` may throw. */
export interface OwnStore {
  readonly kind: StorageKind;
  /** @throws anything where it cannot be used */
  open(): KeyValueStore;
}

/** Stores that a shell has besides the browser's. */
export interface MoreStores {
  /** Better than any of the browser's. */
  readonly first?: OwnStore | undefined;
  /** Where the browser has none that works. */
  readonly last?: OwnStore | undefined;
}

const trialKey = 'couchpass.trial';
/** Some browsers in private mode never answer IndexedDB at all. ms */
const patience = 3_000;
/** Where it has answered before it will again, however slow a device is that was just switched on. ms */
const longPatience = 30_000;

/**
 * A store in IndexedDB, in a database of its own; in localStorage when IndexedDB is refused (private
 * windows, embedded views, old televisions); in memory when both are. A store that fails later is not
 * swapped, and one that is only slow at a later launch is waited for: what was written must be found where
 * it was written.
 */
export function createBrowserStorage(database: string, host: StorageHost): BrowserStorage {
  let chosen: Promise<{ kind: StorageKind; store: KeyValueStore }> | null = null;
  const choose = () => {
    const candidates: OwnStore[] = [
      ...(host.first ? [host.first] : []),
      { kind: 'indexeddb', open: () => indexedStore(database, host) },
      { kind: 'localstorage', open: () => localStore(database, host) },
      ...(host.last ? [host.last] : []),
    ];
    const served = (kind: StorageKind) => hasServed(database, kind, host);
    chosen ??= firstThatWorks(candidates, served).then((found) => {
      if (found.kind === 'indexeddb' || found.kind === 'thunder')
        markServed(database, found.kind, host);
      return found;
    });
    return chosen;
  };
  return {
    kind: async () => (await choose()).kind,
    get: async (key) => (await choose()).store.get(key),
    set: async (key, value) => (await choose()).store.set(key, value),
    delete: async (key) => (await choose()).store.delete(key),
  };
}

async function firstThatWorks(
  candidates: readonly OwnStore[],
  served: (kind: StorageKind) => boolean,
): Promise<{ kind: StorageKind; store: KeyValueStore }> {
  for (const { kind, open } of candidates) {
    try {
      const store = open();
      await within(served(kind) ? longPatience : patience, trial(store));
      return { kind, store };
    } catch {
      // Refused; the next one may not be.
    }
  }
  return { kind: 'memory', store: memoryStore() };
}

async function trial(store: KeyValueStore): Promise<void> {
  await store.set(trialKey, 1);
  if ((await store.get(trialKey)) !== 1) throw new Error('What was written cannot be read.');
  await store.delete(trialKey);
}

function within(ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** That this was what an earlier launch kept things in; localStorage knows at once. */
const servedName = (database: string, kind: StorageKind) => `${database}.in-${kind}`;

function hasServed(database: string, kind: StorageKind, { localStorage }: StorageHost): boolean {
  try {
    return localStorage?.getItem(servedName(database, kind)) === '1';
  } catch {
    return false;
  }
}

function markServed(database: string, kind: StorageKind, { localStorage }: StorageHost): void {
  try {
    localStorage?.setItem(servedName(database, kind), '1');
  } catch {
    // Then the next launch waits no longer than the first.
  }
}

function indexedStore(database: string, host: StorageHost): KeyValueStore {
  if (!host.indexedDB) throw new Error('no IndexedDB');
  const store = createStore(database, 'kept');
  return {
    get: (key) => get(key, store),
    set: (key, value) => set(key, value, store),
    delete: (key) => del(key, store),
  };
}

function localStore(database: string, host: StorageHost): KeyValueStore {
  const storage = host.localStorage;
  if (!storage) throw new Error('no localStorage');
  const name = (key: string) => `${database}.${key}`;
  return {
    async get(key) {
      const text = storage.getItem(name(key));
      return text === null ? undefined : (JSON.parse(text) as unknown);
    },
    async set(key, value) {
      storage.setItem(name(key), JSON.stringify(value));
    },
    async delete(key) {
      storage.removeItem(name(key));
    },
  };
}

function memoryStore(): KeyValueStore {
  const kept = new Map<string, unknown>();
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, structuredCloneOf(value)),
    delete: async (key) => void kept.delete(key),
  };
}

/** As a real store: later changes to the object do not reach what was stored. */
function structuredCloneOf(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
