import { createServer } from 'node:net';
import { listenAt } from '@couchpass/sandbox/server';
import type { Hono } from 'hono';

export interface Listening {
  /** `http://localhost:PORT`, or with 127.0.0.1 where that name means no more; no slash at the end. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on this machine only, at each address that `localhost` may mean.
 * @param port 0 takes any free one
 * @throws the system's error, `EADDRINUSE` when the port is taken at one of them
 */
export async function listen(app: Hono, port: number): Promise<Listening> {
  const listening = await listenAt(app.fetch, { port });
  const name = listening.addresses.length > 1 ? 'localhost' : '127.0.0.1';
  return { ...listening, url: `http://${name}:${listening.port}` };
}

/** `port` itself when it can be had, else 0, which takes any free one. */
export async function freeOrAny(port: number): Promise<number> {
  const free = await Promise.all(['127.0.0.1', '::1'].map((address) => isFree(port, address)));
  return free.every(Boolean) ? port : 0;
}

/** Also where there is no such address: nobody else can have the port there. */
function isFree(port: number, address: string): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'),
    );
    probe.listen(port, address, () => probe.close(() => resolve(true)));
  });
}
