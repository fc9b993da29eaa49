import { randomUUID } from 'node:crypto';
import type { RedisArgument } from '@redis/client';
import { type Backend, DataError, type News } from './backend.ts';
import { loadStore } from './loadStore.ts';
import { type RedisAddress, readRedisAddress } from './redisAddress.ts';

/** How long opening may take, and every command after that. ms */
const PATIENCE = 3_000;
/** How many of the last writes are on record for other sandboxes; who missed more reads everything. */
const LONGEST_RECORD = 10_000;

/**
 * A hash of Redis that several sandboxes may share. Every write is one transaction: the values, and an
 * entry in a stream that says which names changed and by whom, so that the others find out.
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
  /** Asking for its size finds out at once whether it is a hash. */
  const look = () => command(['HLEN', values]);
  /** From here on; without names it is only a place in the record. */
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
        // The record was cut off behind our back, or all of Redis emptied.
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
  // Not loaded by a sandbox that keeps nothing there.
  const { createClient, RESP_TYPES } = await loadStore(
    '@redis/client',
    () => import('@redis/client'),
  );
  const { host, port, isEncrypted, username, password, database } = address;
  let isOpened = false;
  const client = createClient({
    // What every server since 5.0 speaks.
    RESP: 2,
    socket: {
      host,
      port,
      ...(isEncrypted ? { tls: true } : {}),
      connectTimeout: PATIENCE,
      // Once it worked it will work again; before, whoever starts the sandbox wants to know.
      reconnectStrategy: (retries: number) =>
        isOpened ? Math.min(100 * 2 ** retries, 2_000) : false,
    },
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    // Viewers need not wait for a Redis that is away: what changed is written when it is back.
    disableOfflineQueue: true,
    commandOptions: { timeout: PATIENCE },
  });
  // Each failure reaches whoever asked; without a listener it would end the process.
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

/** Never with the password, whatever a server says back. */
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
