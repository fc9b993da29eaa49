import type { KeyValueStore } from '@couchpass/core';
import type { SdkParts } from './host.ts';
import type { Thunder } from './thunder.ts';

const plugin = 'org.rdk.PersistentStore';

/** Maximum letters of a value: RDK limits values to 1000. */
const most = 900;

/**
 * The box's own store, which is kept when the browser's data is deleted. A value that is too long is stored in pieces,
 * whose names are in the value's own entry: until that entry is written, the old value stays valid.
 * RDK Central: "PersistentStore Plugin".
 */
export function thunderStore(thunder: Thunder, namespace: string): KeyValueStore {
  const ask = async (method: string, key: string, more: object = {}) => {
    const answer = await thunder.ask(plugin, method, { namespace, key, ...more });
    if (answer === null) throw new Error(`${plugin}.${method}`);
    return answer;
  };
  /** undefined for a missing key, which the plugin refuses to return. Rejects when the plugin does not answer. */
  const read = async (key: string): Promise<string | undefined> => {
    const answer = await thunder.exchange(plugin, 'getValue', { namespace, key });
    if (answer === 'silent') throw new Error(`${plugin}.getValue`);
    if (answer === 'refused') return undefined;
    return typeof answer.value === 'string' ? answer.value : undefined;
  };
  const piecesIn = (entry: string | undefined): readonly string[] => {
    const head = parsed(entry) as { pieces?: unknown } | undefined;
    return Array.isArray(head?.pieces) ? (head.pieces as string[]) : [];
  };
  const drop = async (keys: readonly string[]) => {
    for (const key of keys) await ask('deleteKey', key).catch(() => {});
  };
  return {
    async get(key) {
      const head = parsed(await read(key)) as { value?: unknown; pieces?: string[] } | undefined;
      if (head === undefined) return undefined;
      if (head.pieces === undefined) return head.value;
      const texts = await Promise.all(head.pieces.map(read));
      return texts.includes(undefined) ? undefined : parsed(texts.join(''));
    },
    async set(key, value) {
      const before = piecesIn(await read(key));
      const whole = JSON.stringify({ value });
      if (whole.length <= most) await ask('setValue', key, { value: whole });
      else {
        const text = JSON.stringify(value);
        const mark = before.some((name) => name.startsWith(`${key}~a`)) ? 'b' : 'a';
        const pieces: string[] = [];
        for (let at = 0; at < text.length; at += most) {
          const name = `${key}~${mark}${pieces.length}`;
          await ask('setValue', name, { value: text.slice(at, at + most) });
          pieces.push(name);
        }
        await ask('setValue', key, { value: JSON.stringify({ pieces }) });
      }
      await drop(before);
    },
    async delete(key) {
      const entry = await read(key);
      if (entry === undefined) return;
      await ask('deleteKey', key);
      await drop(piecesIn(entry));
    },
  };
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * LightningJS SDK's own store, which uses cookies where there is no localStorage. It works only after the app has been
 * launched, so every access is asynchronous.
 */
export function sdkStore({ Storage }: Pick<SdkParts, 'Storage'>, prefix: string): KeyValueStore {
  const name = (key: string) => `${prefix}.${key}`;
  return {
    async get(key) {
      await launched();
      return Storage.get(name(key)) ?? undefined;
    },
    async set(key, value) {
      await launched();
      if (!Storage.set(name(key), value)) throw new Error('not kept');
    },
    async delete(key) {
      await launched();
      Storage.remove(name(key));
    },
  };
}

const launched = () => Promise.resolve();
