import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

export interface Listening {
  readonly port: number;
  /** The addresses that the server listens on. */
  readonly addresses: readonly string[];
  /** Also closes connections that are kept open. */
  close(): Promise<void>;
}

/**
 * Listens at one address; or, where `host` is absent or `localhost`, at both loopback addresses: some
 * programs resolve that name to 127.0.0.1, others to ::1, and must not reach another server there.
 * Without IPv6 it listens at 127.0.0.1 only.
 * @param port 0: any free port, the same at both addresses
 * @throws the system's error, with its `address` and `port`: EADDRINUSE, EACCES, EADDRNOTAVAIL, …
 */
export async function listenAt(
  fetch: Fetch,
  { port, host = 'localhost' }: { readonly port: number; readonly host?: string | undefined },
): Promise<Listening> {
  const open = (at: string, wanted: number) => openServer(fetch, wanted, at);
  const servers = host === 'localhost' ? await openPair(open, port) : [await open(host, port)];
  const addresses = servers.map((server) => server.address() as AddressInfo);
  return {
    port: addresses[0]?.port ?? port,
    addresses: addresses.map(({ address }) => address),
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

async function openPair(
  open: (at: string, port: number) => Promise<Server>,
  port: number,
): Promise<Server[]> {
  for (let tries = 1; ; tries++) {
    const first = await open('127.0.0.1', port);
    try {
      return [first, await open('::1', (first.address() as AddressInfo).port)];
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return [first];
      await closeServer(first);
      // Try again only when any port is allowed and this one was free at only one of the two addresses.
      if (port !== 0 || code !== 'EADDRINUSE' || tries === 50) throw error;
    }
  }
}

function openServer(fetch: Fetch, port: number, host: string): Promise<Server> {
  const server = createAdaptorServer({ fetch }) as Server;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
