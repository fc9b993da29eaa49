import type { RedisArgument } from '@redis/client';
import { type Backend, DataError, type News } from './backend.ts';
import { type RedisAddress, readRedisAddress } from './redisAddress.ts';
import { connectRedis, REDIS_TIMEOUT_MS } from './redisConnection.ts';

/** The number of writes that the stream keeps; a sandbox that missed more reads the complete state. */
const LONGEST_RECORD = 10_000;
/** ms */
const CLOSING = 1_500;

/**
 * A Redis hash that several sandboxes may share. Every write is one transaction: the values, and an entry in
 * a stream with the changed names, from which other sandboxes learn of the change. A write happens only when the
 * sandbox has read all entries before it, so that no sandbox overwrites a change that it does not know.
 * @throws DataError
 */
export async function openRedis(text: string): Promise<Backend> {
  const address = readRedisAddress(text);
  const connection = await connectRedis(address).catch((error) => {
    throw sayWhy(address, error);
  });
  const { command } = connection;
  const values = address.key;
  const record = `${address.key}:changes`;
  let seen = '';

  const note = (names: readonly string[]): RedisArgument[] => {
    const limit = ['MAXLEN', '~', String(LONGEST_RECORD)];
    return ['XADD', record, ...limit, '*', 'names', JSON.stringify(names)];
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
      await connection.close(CLOSING);
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
      const replies = await connection.transaction({
        watched: record,
        isAsExpected: async () => {
          const [last] = (await command([
            'XREVRANGE',
            record,
            '+',
            '-',
            'COUNT',
            '1',
          ])) as Buffer[][];
          return String(last?.[0]) === seen;
        },
        commands: [
          ...(set.length === 0 ? [] : [['HSET', values, ...set]]),
          ...(gone.length === 0 ? [] : [['HDEL', values, ...gone]]),
          note([...changes.keys()]),
        ],
      });
      if (replies === null) return false;
      seen = String(replies.at(-1));
      return true;
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
        const { names: told } = Object.fromEntries(pairs(flat).map(([k, v]) => [k, String(v)]));
        for (const name of JSON.parse(told ?? '[]') as string[]) names.add(name);
      }
      const now =
        names.size === 0 ? [] : ((await command(['HMGET', values, ...names])) as (Buffer | null)[]);
      seen = String(entries.at(-1)?.[0] ?? seen);
      return {
        changes: new Map([...names].map((name, at) => [name, now[at] ?? undefined])),
        isAll: false,
      };
    },
    close: () => connection.close(CLOSING),
  };
}

/** Removes the password, which a server's message may repeat. */
function sayWhy({ shown, host, key, password }: RedisAddress, error: unknown): DataError {
  const { code, message = '' } = error as NodeJS.ErrnoException;
  const why = whyNot(code, message, host, key);
  const told = password === undefined || password === '' ? why : why.replaceAll(password, '…');
  return new DataError(`--data ${shown}: ${told}`);
}

function whyNot(code: string | undefined, message: string, host: string, key: string): string {
  if (code === 'ECONNREFUSED') return 'the connection was refused. Start Redis, or name a folder.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `there is no host ${host}.`;
  if (/timeout/i.test(message)) return `it does not answer within ${REDIS_TIMEOUT_MS / 1_000} s.`;
  if (/^(WRONGPASS|NOAUTH|NOPERM)|invalid password|without any password/.test(message))
    return 'the user or the password is not right.';
  if (/^WRONGTYPE/.test(message)) return `"${key}" holds other data there. Choose another key.`;
  if (/RESP|Protocol|closed unexpectedly/i.test(message)) return 'the server there is not Redis.';
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
