import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/**
 * A small server that implements the part of the Redis protocol (RESP 2) that a sandbox's state needs: one
 * process's memory, transactions, hashes, and streams that are trimmed to their length.
 */
export interface RespServer {
  readonly port: number;
  /** Every command that was served, in capitals. */
  readonly served: readonly string[];
  /** Ends every connection and stops listening; keeps its data. */
  stop(): Promise<void>;
  /** Listens on the same port again. */
  start(): Promise<void>;
}

type Reply = string | number | null | Buffer | Reply[] | { readonly error: string };
type Stored = Map<string, Buffer> | StreamEntry[] | Buffer;
interface StreamEntry {
  readonly id: string;
  readonly fields: Buffer[];
}

const OK = '+OK';

export async function startRespServer(options: { password?: string } = {}): Promise<RespServer> {
  const data = new Map<string, Stored>();
  const served: string[] = [];
  const sockets = new Set<Socket>();
  let lastId = 0;

  const commands: Record<string, (args: Buffer[]) => Reply> = {
    PING: () => '+PONG',
    SELECT: () => OK,
    CLIENT: () => OK,
    QUIT: () => OK,
    FLUSHALL: () => {
      data.clear();
      return OK;
    },
    SET: ([key, value]) => {
      data.set(String(key), value ?? Buffer.alloc(0));
      return OK;
    },
    HLEN: ([key]) => hashAt(String(key)).size,
    HSET: ([key, ...flat]) => {
      const hash = hashAt(String(key));
      for (let at = 0; at + 1 < flat.length; at += 2)
        hash.set(String(flat[at]), flat[at + 1] as Buffer);
      return flat.length / 2;
    },
    HDEL: ([key, ...names]) =>
      names.filter((name) => hashAt(String(key)).delete(String(name))).length,
    HGETALL: ([key]) =>
      [...hashAt(String(key))].flatMap(([name, value]) => [Buffer.from(name), value]),
    HMGET: ([key, ...names]) => names.map((name) => hashAt(String(key)).get(String(name)) ?? null),
    XADD: ([key, , , most, , ...fields]) => {
      const stream = streamAt(String(key));
      const id = `1-${++lastId}`;
      stream.push({ id, fields });
      stream.splice(0, Math.max(0, stream.length - Number(most)));
      return Buffer.from(id);
    },
    XRANGE: ([key, start]) => {
      const from = Number(String(start).split('-')[1]);
      return streamAt(String(key))
        .filter(({ id }) => Number(id.split('-')[1]) >= from)
        .map(({ id, fields }) => [Buffer.from(id), fields]);
    },
  };

  function hashAt(key: string): Map<string, Buffer> {
    const found = data.get(key) ?? new Map<string, Buffer>();
    if (!(found instanceof Map))
      throw new Error('WRONGTYPE Operation against another kind of value');
    data.set(key, found);
    return found;
  }

  function streamAt(key: string): StreamEntry[] {
    const found = data.get(key) ?? [];
    if (!Array.isArray(found)) throw new Error('WRONGTYPE Operation against another kind of value');
    data.set(key, found);
    return found;
  }

  function serve(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let isIn = options.password === undefined;
    let queued: Buffer[][] | undefined;
    const run = ([name, ...args]: Buffer[]): Reply => {
      const command = String(name).toUpperCase();
      served.push(command);
      if (command === 'AUTH') {
        if (options.password === undefined)
          return { error: 'ERR AUTH called without any password configured for the default user' };
        isIn = String(args.at(-1)) === options.password;
        return isIn
          ? OK
          : { error: 'WRONGPASS invalid username-password pair or user is disabled.' };
      }
      if (!isIn) return { error: 'NOAUTH Authentication required.' };
      if (command === 'MULTI') {
        queued = [];
        return OK;
      }
      if (command === 'EXEC') {
        const all = queued ?? [];
        queued = undefined;
        return all.map(run);
      }
      if (queued) {
        queued.push([name as Buffer, ...args]);
        return '+QUEUED';
      }
      try {
        return commands[command]?.(args) ?? { error: `ERR unknown command '${command}'` };
      } catch (error) {
        return { error: (error as Error).message };
      }
    };
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const read = readCommand(rest);
        if (!read) return;
        rest = rest.subarray(read.end);
        socket.write(encode(run(read.parts)));
      }
    });
  }

  let server: Server | undefined;
  let port = 0;
  const start = async () => {
    server = createServer(serve);
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  };
  await start();
  return {
    port,
    served,
    start,
    stop: async () => {
      const closed = new Promise((resolve) => server?.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** One command: an array of bulk strings. Undefined while it is incomplete. */
function readCommand(bytes: Buffer): { parts: Buffer[]; end: number } | undefined {
  let at = 0;
  const line = (): number | undefined => {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const count = Number(bytes.subarray(at + 1, end));
    at = end + 2;
    return count;
  };
  const count = line();
  if (count === undefined) return undefined;
  const parts: Buffer[] = [];
  while (parts.length < count) {
    const length = line();
    if (length === undefined || at + length + 2 > bytes.length) return undefined;
    parts.push(Buffer.from(bytes.subarray(at, at + length)));
    at += length + 2;
  }
  return { parts, end: at };
}

function encode(reply: Reply): Buffer {
  if (reply === null) return Buffer.from('$-1\r\n');
  if (typeof reply === 'string') return Buffer.from(`${reply}\r\n`);
  if (typeof reply === 'number') return Buffer.from(`:${reply}\r\n`);
  if (Buffer.isBuffer(reply))
    return Buffer.concat([Buffer.from(`$${reply.length}\r\n`), reply, Buffer.from('\r\n')]);
  if (Array.isArray(reply))
    return Buffer.concat([Buffer.from(`*${reply.length}\r\n`), ...reply.map(encode)]);
  return Buffer.from(`-${reply.error}\r\n`);
}
