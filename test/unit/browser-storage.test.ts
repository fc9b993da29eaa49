import { describe, expect, it } from 'vitest';
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
