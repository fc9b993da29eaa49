import { randomUUID } from 'node:crypto';
import type { RedisArgument } from '@redis/client';
import { type Backend, DataError, type News } from './backend.ts';
import { loadStore } from './loadStore.ts';
import { type RedisAddress, readRedisAddress } from './redisAddress.ts';

/** Timeout of opening and of every command. ms */
const PATIENCE = 3_000;
/** The number of writes that the stream keeps; a sandbox that missed more reads the complete state. */
const LONGEST_RECORD = 10_000;

/**
 * A Redis hash that several sandboxes may share. Every write is one transaction: the values, and an entry in
 * a stream with the changed names and the writer's id, from which other sandboxes learn of the change.
 * @throws DataError
 */
export async function openRedis(text: string): Promise<Backend> {
  const address = readRedisAddress(text);
  const connection = await connect(address);
  const { command, transaction, close } = connection;
  const values = address.key;
  const record = `${address.key}:changes`;
  const writer = randomUUID();
  let seen = '';

  const note = (names: readonly string[]): RedisArgument[] => {
    const limit = ['MAXLEN', '~', String(LONGEST_RECORD)];
    return ['XADD', record, ...limit, '*', 'by', writer, 'names', JSON.stringify(names)];
  };
  const all = async (): Promise<Array<[string, Buffer]>> => {
    const flat = (await command(['HGETALL', values])) as Buffer[];
    return pairs(flat).map(([name, bytes]) => [String(name), bytes]);
  };
  /** HLEN fails at once when the key is not a hash. */
  const look = () => command(['HLEN', values]);
  /** Marks the current position in the stream with an entry without names; later entries are read from there. */
  const begin = async () => {
    seen = String(await command(note([])));
  };

  await look()
    .then(begin)
    .catch(async (error) => {
      await close();
      throw sayWhy(address, error);
    });
  return {
    async *entries() {
      yield* await all();
    },
    async write(changes) {
      const set: RedisArgument[] = [];
      const gone: string[] = [];
      for (const [name, bytes] of changes)
        if (bytes === undefined) gone.push(name);
        else set.push(name, asBuffer(bytes));
      await transaction([
        ...(set.length === 0 ? [] : [['HSET', values, ...set]]),
        ...(gone.length === 0 ? [] : [['HDEL', values, ...gone]]),
        note([...changes.keys()]),
      ]);
    },
    async news(): Promise<News> {
      const entries = (await command(['XRANGE', record, seen, '+'])) as Array<[Buffer, Buffer[]]>;
      if (String(entries[0]?.[0]) !== seen) {
        // The entry of the last position was trimmed from the stream, or Redis was emptied.
        await begin();
        return { changes: new Map(await all()), isAll: true };
      }
      const names = new Set<string>();
      for (const [, flat] of entries.slice(1)) {
        const { by, names: told } = Object.fromEntries(pairs(flat).map(([k, v]) => [k, String(v)]));
        if (by !== writer) for (const name of JSON.parse(told ?? '[]') as string[]) names.add(name);
      }
      const now =
        names.size === 0 ? [] : ((await command(['HMGET', values, ...names])) as (Buffer | null)[]);
      seen = String(entries.at(-1)?.[0] ?? seen);
      return {
        changes: new Map([...names].map((name, at) => [name, now[at] ?? undefined])),
        isAll: false,
      };
    },
    close,
  };
}

interface Connection {
  command(args: RedisArgument[]): Promise<unknown>;
  transaction(commands: RedisArgument[][]): Promise<void>;
  close(): Promise<void>;
}

async function connect(address: RedisAddress): Promise<Connection> {
  // Not loaded by a sandbox that stores nothing in Redis.
  const { createClient, RESP_TYPES } = await loadStore(
    '@redis/client',
    () => import('@redis/client'),
  );
  const { host, port, isEncrypted, username, password, database } = address;
  let isOpened = false;
  const client = createClient({
    // Supported by every server since 5.0.
    RESP: 2,
    socket: {
      host,
      port,
      ...(isEncrypted ? { tls: true } : {}),
      connectTimeout: PATIENCE,
      // After a first success connect again; before that fail, so that the start of the sandbox reports it.
      reconnectStrategy: (retries: number) =>
        isOpened ? Math.min(100 * 2 ** retries, 2_000) : false,
    },
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    // Requests do not wait for an unreachable Redis: changes are written when it is reachable again.
    disableOfflineQueue: true,
    commandOptions: { timeout: PATIENCE },
  });
  // Each command rejects with its failure; without a listener the event would end the process.
  client.on('error', () => undefined);
  const inBytes = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  try {
    await withPatience(client.connect());
    isOpened = true;
  } catch (error) {
    if (client.isOpen) client.destroy();
    throw sayWhy(address, error);
  }
  return {
    command: (args) => inBytes.sendCommand(args),
    transaction: async (commands) => {
      const multi = client.multi();
      for (const args of commands) multi.addCommand(args);
      await multi.exec();
    },
    close: async () => {
      if (client.isReady) await client.close();
      else if (client.isOpen) client.destroy();
    },
  };
}

function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Removes the password, which a server's message may repeat. */
function sayWhy({ shown, host, key, password }: RedisAddress, error: unknown): DataError {
  const { code, message = '' } = error as NodeJS.ErrnoException;
  const why = whyNot(code, message, host, key);
  const told = password === undefined || password === '' ? why : why.replaceAll(password, '…');
  return new DataError(`--data ${shown}: ${told}`);
}

function whyNot(code: string | undefined, message: string, host: string, key: string): string {
  if (code === 'ECONNREFUSED') return 'nobody listens there. Start Redis, or name a folder.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `no computer is called ${host}.`;
  if (/timeout/i.test(message)) return `it does not answer within ${PATIENCE / 1_000} s.`;
  if (/^(WRONGPASS|NOAUTH|NOPERM)|invalid password|without any password/.test(message))
    return 'the user or the password is not right.';
  if (/^WRONGTYPE/.test(message)) return `"${key}" is something else there. Choose another key.`;
  if (/RESP|Protocol|closed unexpectedly/i.test(message)) return 'what answers there is no Redis.';
  return message.split('\n')[0] ?? 'it cannot be used.';
}

function pairs<T>(flat: readonly T[]): Array<[T, T]> {
  const found: Array<[T, T]> = [];
  for (let at = 0; at + 1 < flat.length; at += 2) found.push([flat[at] as T, flat[at + 1] as T]);
  return found;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
