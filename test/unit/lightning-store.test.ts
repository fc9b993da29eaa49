import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBrowserStorage } from '../../platforms/browser/storage.ts';
import { sdkStore, thunderStore } from '../../platforms/lightning/store.ts';
import { Thunder } from '../../platforms/lightning/thunder.ts';
import { Features } from '../../platforms/television/Features.ts';
import { type BoxOptions, sdkParts, thunderBox } from '../support/vendors/thunderBox.ts';

afterEach(() => vi.useRealTimers());

function boxStore(options: BoxOptions = {}) {
  const box = thunderBox(options);
  return { ...box, store: thunderStore(new Thunder(box.thunder, new Features()), 'couchpass') };
}

const long = (letter: string) => ({ token: letter.repeat(4_000) });

describe('RDK, "PersistentStore"', () => {
  it('keeps values of any kind until they are deleted', async () => {
    const { store, kept } = boxStore();
    for (const value of [1, 'text', null, [1, 2], { a: { b: true } }]) {
      await store.set('key', value);
      expect(await store.get('key')).toEqual(value);
    }
    expect([...kept.keys()]).toEqual(['couchpass/key']);
    await store.delete('key');
    expect(await store.get('key')).toBeUndefined();
    await store.delete('key');
    expect(kept.size).toBe(0);
  });

  it('keeps what is longer than a value may be, and leaves no pieces behind', async () => {
    const { store, kept } = boxStore({ cap: 1_000 });
    await store.set('profile', long('a'));
    expect(await store.get('profile')).toEqual(long('a'));
    await store.set('profile', long('b'));
    expect(await store.get('profile')).toEqual(long('b'));
    await store.set('profile', 'short');
    expect(await store.get('profile')).toBe('short');
    expect([...kept.keys()]).toEqual(['couchpass/profile']);
    await store.set('profile', long('c'));
    await store.delete('profile');
    expect(kept.size).toBe(0);
  });

  it('still has the old value after a box that went off in the middle of a long one', async () => {
    const { store, thunder, kept } = boxStore();
    await store.set('profile', long('a'));
    const call = thunder.call.bind(thunder);
    let writes = 0;
    thunder.call = (plugin, method, params) => {
      if (method === 'setValue') writes += 1;
      return writes > 3 ? Promise.reject(new Error('power')) : call(plugin, method, params);
    };
    await expect(store.set('profile', long('b'))).rejects.toThrow('PersistentStore.setValue');
    expect(await boxStore({ kept }).store.get('profile')).toEqual(long('a'));
  });

  it('rejects what the box refuses to keep, and says nothing of a box that is silent', async () => {
    await expect(boxStore({ cap: 3 }).store.set('key', 1)).rejects.toThrow('setValue');
    vi.useFakeTimers();
    const silent = boxStore({ silent: ['org.rdk.PersistentStore'] }).store.get('key');
    const failed = expect(silent).rejects.toThrow('getValue');
    await vi.advanceTimersByTimeAsync(3_000);
    await failed;
  });

  it('has no value where pieces are missing or what is there is no JSON', async () => {
    const { store, kept } = boxStore();
    await store.set('profile', long('a'));
    kept.delete('couchpass/profile~a1');
    expect(await store.get('profile')).toBeUndefined();
    kept.set('couchpass/profile', '{"pie');
    expect(await store.get('profile')).toBeUndefined();
  });
});

describe('where a box keeps things', () => {
  const local = () => {
    const map = new Map<string, string>();
    return {
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, value: string) => void map.set(key, value),
      removeItem: (key: string) => void map.delete(key),
    } as unknown as Storage;
  };
  const on = (options: BoxOptions, localStorage: Storage | undefined = local()) => {
    const { store, ...box } = boxStore(options);
    const sdk = sdkParts();
    const storage = createBrowserStorage('couchpass', {
      localStorage,
      first: { kind: 'thunder', open: () => store },
      last: { kind: 'sdk', open: () => sdkStore(sdk.parts, 'couchpass') },
    });
    return { ...box, ...sdk, storage };
  };

  it('is the box’s own store', async () => {
    const { storage, kept } = on({});
    await storage.set('profile', 'alex');
    expect(await storage.kind()).toBe('thunder');
    expect(kept.has('couchpass/profile')).toBe(true);
  });

  it('is the browser’s where the plugin is missing, or does not answer at the first launch', async () => {
    expect(await on({ lacks: ['org.rdk.PersistentStore'] }).storage.kind()).toBe('localstorage');
    vi.useFakeTimers();
    const kind = on({ silent: ['org.rdk.PersistentStore'] }).storage.kind();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await kind).toBe('localstorage');
  });

  it('waits longer for a store that has served before', async () => {
    const shared = local();
    await on({}, shared).storage.kind();
    vi.useFakeTimers();
    const kind = on({ late: 2_000 }, shared).storage.kind();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await kind).toBe('thunder');
  });

  it('is the SDK’s, which has cookies, where the browser refuses both of its own', async () => {
    const { parts, cookies } = sdkParts();
    const storage = createBrowserStorage('couchpass', {
      last: { kind: 'sdk', open: () => sdkStore(parts, 'couchpass') },
    });
    await storage.set('profile', { user: 'alex' });
    expect(await storage.kind()).toBe('sdk');
    expect(await storage.get('profile')).toEqual({ user: 'alex' });
    expect(await storage.get('other')).toBeUndefined();
    await storage.delete('profile');
    expect(cookies.size).toBe(0);
  });

  it('is the memory where not even the SDK keeps anything', async () => {
    const { parts } = sdkParts();
    const Storage = { ...parts.Storage, set: () => false };
    const storage = createBrowserStorage('couchpass', {
      last: { kind: 'sdk', open: () => sdkStore({ Storage }, 'couchpass') },
    });
    expect(await storage.kind()).toBe('memory');
  });
});
