import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface Somebody {
  readonly port: number;
  close(): Promise<void>;
}

const EMPTY = '<!doctype html><html><head><title>Somebody</title></head><body></body></html>';

/** A page of another origin, under every host name that leads to this machine. */
export async function somebodysPage(): Promise<Somebody> {
  const server = createHttpServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html' }).end(EMPTY);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/**
 * DNS rebinding as a browser sees it: the address first serves the attacker's page, and afterwards forwards
 * all bytes to the server at `target`, whatever host name the browser uses.
 */
export async function rebindingTo(target: number): Promise<Somebody> {
  const sockets = new Set<Socket>();
  let isRebound = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    const whereTo = isRebound;
    if (whereTo) {
      const on = connect(target, '127.0.0.1');
      on.on('error', () => socket.destroy());
      socket.on('close', () => on.destroy());
      socket.pipe(on).pipe(socket);
      return;
    }
    socket.once('data', () => {
      isRebound = true;
      const head = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${EMPTY.length}`;
      socket.end(`${head}\r\nconnection: close\r\n\r\n${EMPTY}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return close(server);
    },
  };
}

function close(server: Pick<Server, 'close'>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
