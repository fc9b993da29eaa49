import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Connection, ConnectionError, connectDevice } from './connection.ts';

/** A Tizen device, connected directly or through `sdb`. */
export interface TizenDevice {
  /** Description of the connection. */
  readonly means: string;
  /** Reported by the device: `sdk_toolpath`, `platform_version`, `profile_name`… Empty when it reports none. */
  capabilities(): Promise<ReadonlyMap<string, string>>;
  /** Runs a command and returns its output. There is no exit code: check the text. */
  shell(command: string): Promise<string>;
  push(file: Buffer, path: string): Promise<void>;
  /** Makes a port of the device available on this computer. */
  forward(port: number): Promise<{ readonly port: number; close(): void }>;
  close(): void;
}

const means = "this project's own client";

/** Connects to the device's daemon directly. @throws ConnectionError */
export async function directDevice(host: string, port: number): Promise<TizenDevice> {
  const connection = await connectDevice(host, port);
  return {
    means,
    capabilities: () => readCapabilities(connection),
    shell: async (command) =>
      (await collect(await connection.open(`shell:${command}`))).toString('utf8'),
    push: (file, path) => push(connection, file, path),
    forward: (remote) => forward(connection, remote),
    close: () => connection.close(),
  };
}

async function readCapabilities(connection: Connection): Promise<ReadonlyMap<string, string>> {
  // Daemons of old sets do not have this service.
  const answer = await connection
    .open('capability:')
    .then(collect)
    .catch(() => Buffer.alloc(0));
  if (answer.length < 2) return new Map();
  return parseCapabilities(answer.toString('utf8', 2, 2 + answer.readUInt16LE(0)));
}

/** Lines of `key:value`. */
export function parseCapabilities(text: string): ReadonlyMap<string, string> {
  const pairs = text
    .split(/\r?\n/)
    .map((line) => /^([\w-]+):(.*)$/.exec(line))
    .filter((match) => match !== null);
  return new Map(pairs.map(([, key = '', value = '']) => [key, value.trim()]));
}

async function collect(stream: Duplex): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Bytes of one DATA part of the `sync:` service. */
const part = 64 * 1024;

async function push(connection: Connection, file: Buffer, path: string): Promise<void> {
  const stream = await connection.open('sync:');
  const request = (id: string, value: number | Buffer) => {
    const head = Buffer.alloc(8);
    head.write(id, 'latin1');
    head.writeUInt32LE(typeof value === 'number' ? value : value.length, 4);
    const whole = typeof value === 'number' ? head : Buffer.concat([head, value]);
    return new Promise<void>((resolve, reject) => {
      stream.write(whole, (error) => (error ? reject(error) : resolve()));
    });
  };
  try {
    // The time of the file does not matter: always the same.
    const sent = (async () => {
      await request('SEND', Buffer.from(`${path},${0o100644}`));
      for (let at = 0; at < file.length; at += part) {
        await request('DATA', file.subarray(at, at + part));
      }
      await request('DONE', 0);
    })();
    // The device may refuse before everything was sent.
    sent.catch(() => {});
    const answer = await syncAnswer(stream);
    if (answer !== null) throw new ConnectionError(`push: ${answer}`);
    await sent;
  } finally {
    stream.destroy();
  }
}

/** Maximum size of an error message, bytes. */
const mostSaid = 64 * 1024;

/** Null when the device accepted the file, else its message. */
async function syncAnswer(stream: Duplex): Promise<string | null> {
  let received = Buffer.alloc(0);
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    received = Buffer.concat([received, chunk as Buffer]);
    if (received.length < 8) continue;
    if (received.toString('latin1', 0, 4) === 'OKAY') return null;
    const length = received.readUInt32LE(4);
    if (length > mostSaid) return 'the device says something too long to be read';
    if (received.length >= 8 + length) return received.toString('utf8', 8, 8 + length);
  }
  return 'the device ended the transfer';
}

async function forward(connection: Connection, remote: number) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    connection
      .open(`tcp:${remote}`)
      .then((stream) => {
        socket.pipe(stream).pipe(socket);
        socket.on('close', () => stream.destroy());
        stream.on('close', () => socket.destroy());
      })
      .catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
