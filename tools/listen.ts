import { createServer } from 'node:net';
import { listenAt } from '@couchpass/sandbox/server';
import type { Hono } from 'hono';

export interface Listening {
  /** `http://localhost:PORT`, or with 127.0.0.1 when `localhost` has only one address; no slash at the end. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on this computer only, at each address of `localhost`.
 * @param port 0 for any free port
 * @throws the system's error, `EADDRINUSE` when the port is taken at one of them
 */
export async function listen(app: Hono, port: number): Promise<Listening> {
  const listening = await listenAt(app.fetch, { port });
  const name = listening.addresses.length > 1 ? 'localhost' : '127.0.0.1';
  return { ...listening, url: `http://${name}:${listening.port}` };
}

/** `port` itself when it is free, else 0, which means any free port. */
export async function freeOrAny(port: number): Promise<number> {
  const free = await Promise.all(['127.0.0.1', '::1'].map((address) => isFree(port, address)));
  return free.every(Boolean) ? port : 0;
}

/** True also when there is no such address: then no other program can use the port there. */
function isFree(port: number, address: string): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'),
    );
    probe.listen(port, address, () => probe.close(() => resolve(true)));
  });
}
