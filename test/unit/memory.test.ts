import { describe, expect, it } from 'vitest';
import { Memory } from '../../core/memory/Memory.ts';
import { mapStore } from '../support/ports.ts';

const provider = { id: 'ValleyCable', displayName: 'Valley Cable' };

describe('what is remembered', () => {
  it('comes back in the next session', async () => {
    const map = new Map<string, unknown>();
    await new Memory(mapStore(map)).set('provider', provider);
    expect(await new Memory(mapStore(map)).get('provider')).toEqual(provider);
  });

  it.each([
    ['another shape', { version: 1, value: { id: 7 } }],
    ['another version', { version: 99, value: provider }],
    ['no envelope', provider],
    ['text', 'garbage'],
    ['null', null],
  ])('is dropped when damaged: %s', async (_, stored) => {
    const map = new Map<string, unknown>([['couchpass/provider', stored]]);
    const memory = new Memory(mapStore(map));
    expect(await memory.get('provider')).toBeUndefined();
    expect(map.has('couchpass/provider')).toBe(false);
    expect(memory.persistent).toBe(true);
  });

  it('works for the session when the store is full or refused, and says so', async () => {
    const refuse = () => Promise.reject(new Error('QuotaExceededError'));
    const memory = new Memory({ get: refuse, set: refuse, delete: refuse });
    expect(await memory.get('provider')).toBeUndefined();
    await memory.set('provider', provider);
    expect(await memory.get('provider')).toEqual(provider);
    await memory.forget('provider');
    expect(await memory.get('provider')).toBeUndefined();
    expect(memory.persistent).toBe(false);
  });
});
