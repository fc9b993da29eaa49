import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import {
  type Command,
  Decoder,
  encode,
  type Message,
  maxPayload,
  protocolVersion,
} from './wire.ts';

/** There is no connection; `meanings.ts` explains the message. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

export interface Connection {
  /** `device::NAME::LOCKED`, the device's first message. */
  readonly banner: string;
  /** Opens one of the device's services. @throws ConnectionError when the device refuses it */
  open(service: string): Promise<Duplex>;
  close(): void;
}

/**
 * Connects directly to a device's daemon, as `sdb` does.
 * @param limit ms for the device's first message
 * @throws ConnectionError
 */
export function connectDevice(host: string, port: number, limit = 10_000): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const streams = new Map<number, ServiceStream>();
    const decoder = new Decoder();
    let banner: string | null = null;
    const timer = setTimeout(() => fail('ETIMEDOUT: the device does not introduce itself'), limit);

    const fail = (why: string) => {
      clearTimeout(timer);
      socket.destroy();
      const error = new ConnectionError(why);
      if (banner === null) reject(error);
      for (const stream of streams.values()) stream.destroy(error);
    };
    socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    socket.on('close', () =>
      fail(banner === null ? 'closed before the device introduced itself' : 'connection lost'),
    );
    socket.on('connect', () => {
      send(socket, 'CNXN', protocolVersion, maxPayload, Buffer.from('host::\0'));
    });
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const message of decoder.push(chunk)) receive(message);
      } catch (error) {
        fail(error instanceof Error ? error.message : String(error));
      }
    });

    const receive = ({ command, arg0, arg1, data }: Message) => {
      if (command === 'AUTH') return fail('AUTH: the device asks for a key');
      if (command === 'CNXN' && banner === null) {
        clearTimeout(timer);
        banner = data.toString('utf8').split('\0')[0] ?? '';
        resolve({ banner, open: openOn(socket, streams, arg1), close: () => socket.destroy() });
        return;
      }
      const stream = streams.get(arg1);
      if (stream === undefined) {
        // A stream that was closed here may still be open on the device.
        if (command === 'WRTE') send(socket, 'CLSE', arg1, arg0);
        return;
      }
      stream.receive(command, arg0, data);
    };
  });
}

function openOn(socket: Socket, streams: Map<number, ServiceStream>, theirMost: number) {
  let last = 0;
  return (service: string): Promise<Duplex> => {
    last += 1;
    const id = last;
    const stream = new ServiceStream(socket, id, Math.min(theirMost, maxPayload) || maxPayload);
    streams.set(id, stream);
    stream.once('close', () => streams.delete(id));
    send(socket, 'OPEN', id, 0, Buffer.from(`${service}\0`));
    return stream.opened.then(() => stream);
  };
}

function send(socket: Socket, command: Command, arg0: number, arg1: number, data?: Buffer): void {
  if (!socket.destroyed) {
    socket.write(encode({ command, arg0, arg1, data: data ?? Buffer.alloc(0) }));
  }
}

/** The bytes of one service. Each message waits for the other side's OKAY, as the protocol requires. */
class ServiceStream extends Duplex {
  readonly opened: Promise<void>;
  readonly #socket: Socket;
  readonly #id: number;
  readonly #most: number;
  #peer = 0;
  #acknowledged: ((error?: Error) => void) | null = null;
  #settle: { resolve: () => void; reject: (error: Error) => void } | null = null;

  constructor(socket: Socket, id: number, most: number) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    this.#id = id;
    this.#most = most;
    this.opened = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.opened.catch(() => {});
    this.on('error', () => {});
  }

  receive(command: Command, peer: number, data: Buffer): void {
    if (command === 'OKAY') {
      if (this.#peer === 0) {
        this.#peer = peer;
        this.#settle?.resolve();
      } else this.#take();
    } else if (command === 'WRTE') {
      this.push(data);
      send(this.#socket, 'OKAY', this.#id, this.#peer);
    } else if (command === 'CLSE') {
      if (this.#peer === 0)
        this.destroy(new ConnectionError('closed: the device has no such service'));
      else {
        this.push(null);
        this.#take(new ConnectionError('closed by the device'));
      }
    }
  }

  override _read(): void {}

  override _write(chunk: Buffer, _: string, done: (error?: Error | null) => void): void {
    let rest = chunk;
    const next = (error?: Error) => {
      if (error || rest.length === 0) return done(error);
      const part = rest.subarray(0, this.#most);
      rest = rest.subarray(part.length);
      this.#acknowledged = next;
      send(this.#socket, 'WRTE', this.#id, this.#peer, part);
    };
    next();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (this.#peer !== 0) send(this.#socket, 'CLSE', this.#id, this.#peer);
    this.#settle?.reject(error ?? new ConnectionError('closed'));
    this.#take(error ?? undefined);
    done(error);
  }

  #take(error?: Error): void {
    const acknowledged = this.#acknowledged;
    this.#acknowledged = null;
    acknowledged?.(error);
  }
}
