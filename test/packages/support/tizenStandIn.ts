import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Decoder, encode, type Message } from '../../../tools/devices/tizen/wire.ts';
import { createTizenSet, type TizenSetOptions } from './tizenSet.ts';

export interface StandInOptions extends TizenSetOptions {
  /** False: a set whose Developer Mode is set to another computer. */
  readonly listens?: boolean;
  /** True: an old daemon that does not report its capabilities. */
  readonly old?: boolean;
}

/**
 * A stand-in for the daemon of a Tizen television, on this computer only: the messages of `sdbd`, and a set
 * that verifies signatures itself. Written from the daemon's published source and from installation logs in
 * public issues, not from a real set.
 */
export async function startTizenStandIn(options: StandInOptions = {}) {
  const set = createTizenSet(options);
  const sockets = new Set<Socket>();
  const pushed = new Map<string, Buffer>();
  const devtools = createHttpServer((_, answer) => {
    answer.end(JSON.stringify([...set.running].map((id) => ({ title: id }))));
  }).listen(0, '127.0.0.1');
  await once(devtools, 'listening');
  const inspectorPort = (devtools.address() as AddressInfo).port;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    const decoder = new Decoder();
    const services = new Map<number, Service>();
    let last = 0;
    const send = (
      command: Message['command'],
      arg0: number,
      arg1: number,
      data: Buffer = Buffer.alloc(0),
    ) => {
      if (!socket.destroyed) socket.write(encode({ command, arg0, arg1, data }));
    };
    const introduce = () => {
      if (options.listens === false) return socket.end();
      send('CNXN', 0x02000000, 4096, Buffer.from('device::stand-in::0\0'));
    };
    const open = (peer: number, name: string) => {
      last += 1;
      const own = last;
      const writer = createWriter((data) => send('WRTE', own, peer, data));
      const service = serviceOf(name, {
        write: writer.write,
        end: () => writer.whenDone(() => send('CLSE', own, peer)),
      });
      if (service === null) return send('CLSE', 0, peer);
      services.set(peer, { ...service, acknowledged: writer.acknowledged });
      send('OKAY', own, peer);
      service.start?.();
    };
    socket.on('data', (chunk: Buffer) => {
      for (const { command, arg0, arg1, data } of decoder.push(chunk)) {
        const service = services.get(arg0);
        if (command === 'CNXN') introduce();
        else if (command === 'OPEN') open(arg0, data.toString('utf8').replace(/\0$/, ''));
        else if (command === 'OKAY') service?.acknowledged();
        else if (command === 'CLSE') {
          service?.close?.();
          services.delete(arg0);
        } else if (command === 'WRTE') {
          send('OKAY', arg1, arg0);
          service?.receive?.(data);
        }
      }
    });
  });

  function serviceOf(name: string, out: Out): Omit<Service, 'acknowledged'> | null {
    if (name.startsWith('shell:')) {
      return {
        start: () => {
          out.write(Buffer.from(set.shell(name.slice('shell:'.length), pushed, inspectorPort)));
          out.end();
        },
      };
    }
    if (name === 'capability:' && !options.old) {
      return {
        start: () => {
          const text = Buffer.from(set.capabilities);
          const length = Buffer.alloc(2);
          length.writeUInt16LE(text.length);
          out.write(Buffer.concat([length, text]));
          out.end();
        },
      };
    }
    if (name === 'sync:') return { receive: receiveFiles(pushed, out) };
    if (name === `tcp:${inspectorPort}`) {
      const inner = connect(inspectorPort, '127.0.0.1');
      inner.on('data', (data) => out.write(data as Buffer));
      inner.on('close', out.end);
      inner.on('error', () => {});
      return { receive: (data) => inner.write(data), close: () => inner.destroy() };
    }
    return null;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    set,
    /** Files that were sent to the device, by path. */
    pushed,
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      devtools.closeAllConnections();
      await Promise.all([server, devtools].map((one) => new Promise((done) => one.close(done))));
    },
  };
}

interface Out {
  write(data: Buffer): void;
  end(): void;
}

interface Service {
  start?(): void;
  receive?(data: Buffer): void;
  close?(): void;
  acknowledged(): void;
}

/** Sends the parts one by one, each after the other side's OKAY. */
function createWriter(send: (data: Buffer) => void) {
  const parts: Buffer[] = [];
  let [waiting, done] = [false, () => {}];
  const next = () => {
    const part = parts.shift();
    waiting = part !== undefined;
    if (part === undefined) done();
    else send(part);
  };
  return {
    write(data: Buffer) {
      for (let at = 0; at < data.length; at += 4096) parts.push(data.subarray(at, at + 4096));
      if (!waiting) next();
    },
    acknowledged: () => {
      if (waiting) next();
    },
    whenDone(then: () => void) {
      done = then;
      if (!waiting) then();
    },
  };
}

/** The part of the `sync:` service that receives files. */
function receiveFiles(pushed: Map<string, Buffer>, out: Out): (data: Buffer) => void {
  let rest = Buffer.alloc(0);
  let [path, parts]: [string, Buffer[]] = ['', []];
  const answer = (id: string, text = '') => {
    const head = Buffer.alloc(8);
    head.write(id, 'latin1');
    head.writeUInt32LE(text.length, 4);
    out.write(Buffer.concat([head, Buffer.from(text)]));
  };
  return (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 8) {
      const [id, value] = [rest.toString('latin1', 0, 4), rest.readUInt32LE(4)];
      const length = id === 'DONE' || id === 'QUIT' ? 0 : value;
      if (rest.length < 8 + length) return;
      const body = Buffer.from(rest.subarray(8, 8 + length));
      rest = rest.subarray(8 + length);
      if (id === 'SEND') [path, parts] = [body.toString('utf8').replace(/,\d+$/, ''), []];
      if (id === 'DATA') parts.push(body);
      if (id === 'STAT') out.write(Buffer.concat([Buffer.from('STAT'), Buffer.alloc(12)]));
      if (id === 'QUIT') out.end();
      if (id !== 'DONE') continue;
      if (path.startsWith('/home/owner/share/tmp/')) {
        pushed.set(path, Buffer.concat(parts));
        answer('OKAY');
      } else answer('FAIL', 'Permission denied');
    }
  };
}
