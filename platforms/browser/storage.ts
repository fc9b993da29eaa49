import type { KeyValueStore } from '@couchpass/core';
import { createStore, del, get, set } from 'idb-keyval';

/** Kinds of stores; `thunder` and `sdk` are a shell's own. */
export type StorageKind = 'indexeddb' | 'localstorage' | 'memory' | 'thunder' | 'sdk';

export interface BrowserStorage extends KeyValueStore {
  /** The kind of store in use: chosen by a trial at the first use. */
  kind(): Promise<StorageKind>;
}

/** The parts of a browser that storing needs; absent or throwing where the browser refuses them. */
export interface StorageHost extends MoreStores {
  readonly indexedDB?: IDBFactory | undefined;
  readonly localStorage?: Storage | undefined;
}

/** A shell's own store; `open` may throw. */
export interface OwnStore {
  readonly kind: StorageKind;
  /** @throws anything when the store cannot be used */
  open(): KeyValueStore;
}

/** Stores that a shell has in addition to the browser's. */
export interface MoreStores {
  /** Used in preference to the browser's stores. */
  readonly first?: OwnStore | undefined;
  /** Used when none of the browser's stores works. */
  readonly last?: OwnStore | undefined;
}

const trialKey = 'couchpass.trial';
/** ms; some browsers in private mode never answer an IndexedDB request. */
const patience = 3_000;
/** ms; for a store that worked at an earlier launch, because a device that was just switched on may be slow. */
const longPatience = 30_000;

/**
 * A store in IndexedDB, in a database of its own; in localStorage when IndexedDB is refused (private
 * windows, embedded views, old televisions) or does not answer; in memory when both are refused. Stored values must
 * be found again in the same store: later launches use the store of the first one and wait for it when it is slow,
 * and a store that fails later is not replaced.
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
    const served = candidates.find(({ kind }) => hasServed(database, kind, host));
    chosen ??= firstThatWorks(candidates, served).then((found) => {
      if (!served && isToBeMarked(found.kind, host)) markServed(database, found.kind, host);
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

/** localStorage is marked only where IndexedDB, which comes first, may answer at the next launch. */
function isToBeMarked(kind: StorageKind, { indexedDB }: StorageHost): boolean {
  if (kind === 'localstorage') return indexedDB !== undefined;
  return kind === 'indexeddb' || kind === 'thunder';
}

/** @param served the store of earlier launches, which is tried first and longer */
async function firstThatWorks(
  candidates: readonly OwnStore[],
  served: OwnStore | undefined,
): Promise<{ kind: StorageKind; store: KeyValueStore }> {
  const others = candidates.filter((candidate) => candidate !== served);
  for (const candidate of served ? [served, ...others] : others) {
    const { kind, open } = candidate;
    try {
      const store = open();
      await within(candidate === served ? longPatience : patience, trial(store));
      return { kind, store };
    } catch {
      // This store is refused; the next one may work.
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

/** Name of the localStorage entry that marks the store as used by an earlier launch; it can be read at once. */
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
    // The next launch then waits no longer than the first.
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

/** Copies like a real store: later changes to the object do not change the stored value. */
function structuredCloneOf(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
