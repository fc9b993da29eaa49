import type { RedisArgument } from '@redis/client';
import { within } from './backend.ts';
import { loadStore } from './loadStore.ts';
import type { RedisAddress } from './redisAddress.ts';

/** Timeout of connecting and of every command. ms */
export const REDIS_TIMEOUT_MS = 3_000;

export interface Transaction {
  /** Nothing is done when this key changes after `isAsExpected` began. */
  readonly watched: string;
  /** Nothing is done when it resolves to false. */
  isAsExpected(): Promise<boolean>;
  readonly commands: readonly RedisArgument[][];
}

/** One connection to a Redis, which is made anew after a failure: a failed one may have unanswered commands. */
export interface RedisConnection {
  command(args: RedisArgument[]): Promise<unknown>;
  /** The replies; null when nothing was done. */
  transaction(transaction: Transaction): Promise<readonly unknown[] | null>;
  /** @param timeLimit ms after which it is ended without waiting for answers */
  close(timeLimit: number): Promise<void>;
}

/** @throws Error of the system or of Redis, or "timeout" */
export async function connectRedis(address: RedisAddress): Promise<RedisConnection> {
  const open = await opener(address);
  let current: Awaited<ReturnType<typeof open>> | undefined = await open();

  /** Runs `work` on a working connection. */
  const use = async <T>(work: (client: NonNullable<typeof current>) => Promise<T>): Promise<T> => {
    if (current && !current.client.isReady) drop();
    current ??= await open();
    try {
      return await within(REDIS_TIMEOUT_MS, work(current));
    } catch (error) {
      drop();
      throw error;
    }
  };
  const drop = () => {
    if (current?.client.isOpen) current.client.destroy();
    current = undefined;
  };
  return {
    command: (args) => use(({ inBytes }) => inBytes.sendCommand(args)),
    transaction: ({ watched, isAsExpected, commands }) =>
      use(async ({ client, isConflict }) => {
        await client.watch(watched);
        if (!(await isAsExpected())) {
          await client.unwatch();
          return null;
        }
        const multi = client.multi();
        for (const args of commands) multi.addCommand(args);
        return multi.exec().catch((error) => {
          if (isConflict(error)) return null;
          throw error;
        });
      }),
    close: async (timeLimit) => {
      const client = current?.client;
      if (client?.isReady) await within(timeLimit, client.close()).catch(() => undefined);
      drop();
    },
  };
}

async function opener(address: RedisAddress) {
  // Not loaded by a sandbox that stores nothing in Redis.
  const { createClient, RESP_TYPES, WatchError } = await loadStore(
    '@redis/client',
    () => import('@redis/client'),
  );
  const { host, port, isEncrypted, username, password, database } = address;
  return async () => {
    const client = createClient({
      // Supported by every server since 5.0.
      RESP: 2,
      socket: {
        host,
        port,
        ...(isEncrypted ? { tls: true } : {}),
        connectTimeout: REDIS_TIMEOUT_MS,
        reconnectStrategy: false,
      },
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(database === undefined ? {} : { database }),
      disableOfflineQueue: true,
    });
    // Each command rejects with its failure; without a listener the event would end the process.
    client.on('error', () => undefined);
    try {
      await within(REDIS_TIMEOUT_MS, client.connect());
    } catch (error) {
      if (client.isOpen) client.destroy();
      throw error;
    }
    return {
      client,
      inBytes: client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }),
      isConflict: (error: unknown) => error instanceof WatchError,
    };
  };
}
