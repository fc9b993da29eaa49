import { afterEach, describe, expect, it, vi } from 'vitest';
import { deviceIdOf, uuid } from '../../platforms/browser/deviceId.ts';
import { createBrowserStorage } from '../../platforms/browser/storage.ts';
import { mapStore } from '../support/ports.ts';

class FakeLocalStorage {
  readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

const asStorage = (fake: object) => fake as unknown as Storage;
const full = {
  getItem: () => null,
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError');
  },
  removeItem: () => {},
};

describe('where a browser keeps things', () => {
  it('takes localStorage when IndexedDB is refused', async () => {
    const local = new FakeLocalStorage();
    const storage = createBrowserStorage('couchpass', { localStorage: asStorage(local) });
    await storage.set('token', { value: 1 });
    expect(await storage.kind()).toBe('localstorage');
    expect([...local.kept.entries()]).toEqual([['couchpass.token', '{"value":1}']]);
    const again = createBrowserStorage('couchpass', { localStorage: asStorage(local) });
    expect(await again.get('token')).toEqual({ value: 1 });
    await again.delete('token');
    expect(await again.get('token')).toBeUndefined();
    expect(local.kept.size).toBe(0);
  });

  it.each([
    ['neither is there', {}],
    ['localStorage is full', { localStorage: asStorage(full) }],
  ])('remembers for as long as the page lives when %s', async (_case, host) => {
    const storage = createBrowserStorage('couchpass', host);
    expect(await storage.kind()).toBe('memory');
    const value = { list: [1] };
    await storage.set('key', value);
    value.list.push(2);
    expect(await storage.get('key')).toEqual({ list: [1] });
    await storage.delete('key');
    expect(await storage.get('key')).toBeUndefined();
  });

  it('what it wrote to try the store out is gone', async () => {
    const local = new FakeLocalStorage();
    await createBrowserStorage('couchpass', { localStorage: asStorage(local) }).kind();
    expect(local.kept.size).toBe(0);
  });
});

/** The part of IndexedDB that the app uses; it opens slowly. */
function slowIndexedDb(openMs: number) {
  const kept = new Map<unknown, unknown>();
  const soon = (request: Record<string, unknown>, event: string, ms = 0) => {
    setTimeout(() => (request[event] as (() => void) | undefined)?.(), ms);
    return request;
  };
  const transaction = () => {
    const request = soon({}, 'oncomplete');
    const store = {
      transaction: request,
      put: (value: unknown, key: unknown) => void kept.set(key, value),
      delete: (key: unknown) => void kept.delete(key),
      get: (key: unknown) => soon({ result: kept.get(key) }, 'onsuccess'),
    };
    return { objectStore: () => store };
  };
  return { open: () => soon({ result: { transaction } }, 'onsuccess', openMs) };
}

describe('an IndexedDB that is slow', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const launch = async (openMs: number, local: FakeLocalStorage, db = slowIndexedDb(openMs)) => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', db);
    const indexedDB = db as unknown as IDBFactory;
    const storage = createBrowserStorage('couchpass', {
      indexedDB,
      localStorage: asStorage(local),
    });
    const kind = storage.kind();
    await vi.advanceTimersByTimeAsync(40_000);
    return kind;
  };

  it('is given up at the first launch, where it may never answer', async () => {
    expect(await launch(5_000, new FakeLocalStorage())).toBe('localstorage');
  });

  it('is not used later either, when the first launch stored its data in localStorage', async () => {
    const local = new FakeLocalStorage();
    expect(await launch(5_000, local)).toBe('localstorage');
    expect(await launch(10, local)).toBe('localstorage');
    expect(await launch(10, new FakeLocalStorage())).toBe('indexeddb');
  });

  it('is waited for once it holds data: otherwise the sign-in would be lost', async () => {
    const local = new FakeLocalStorage();
    expect(await launch(10, local)).toBe('indexeddb');
    expect(await launch(12_000, local)).toBe('indexeddb');
    expect(await launch(60_000, local)).toBe('localstorage');
  });

  it('is waited for no longer where nothing tells that it was used', async () => {
    const refusing = { ...full, getItem: () => refuse() } as unknown as FakeLocalStorage;
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    expect(await launch(10, refusing)).toBe('indexeddb');
    expect(await launch(5_000, refusing)).toBe('memory');
  });
});

describe('the id of a browser', () => {
  const counting = () => {
    let calls = 0;
    const random = (bytes: Uint8Array) => {
      calls += 1;
      return bytes.fill(calls);
    };
    return { random, calls: () => calls };
  };

  it('is made once', async () => {
    const { random, calls } = counting();
    const store = mapStore(new Map());
    const local = new FakeLocalStorage();
    const first = await deviceIdOf(store, local, random);
    expect(await deviceIdOf(store, local, random)).toBe(first);
    expect(calls()).toBe(1);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('survives the loss of either place, which is then filled again', async () => {
    const { random } = counting();
    const kept = new Map<string, unknown>();
    const local = new FakeLocalStorage();
    const id = await deviceIdOf(mapStore(kept), local, random);
    kept.clear();
    expect(await deviceIdOf(mapStore(kept), local, random)).toBe(id);
    expect([...kept.values()]).toEqual([id]);
    local.kept.clear();
    expect(await deviceIdOf(mapStore(kept), local, random)).toBe(id);
    expect([...local.kept.values()]).toEqual([id]);
  });

  it('is had although nothing can be stored, and damaged ones are replaced', async () => {
    const { random } = counting();
    const refusing = {
      get: () => Promise.reject(new Error('refused')),
      set: () => Promise.reject(new Error('refused')),
      delete: () => Promise.reject(new Error('refused')),
    };
    expect(await deviceIdOf(refusing, undefined, random)).toMatch(/^01010101-/);
    const kept = new Map<string, unknown>([['device.id', 'not an id']]);
    expect(await deviceIdOf(mapStore(kept), undefined, random)).toMatch(/^02020202-/);
  });

  it('is a version 4 UUID whatever the random bytes', () => {
    expect(uuid((bytes) => bytes.fill(0xff))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(uuid((bytes) => bytes.fill(0))).toBe('00000000-0000-4000-8000-000000000000');
  });
});
