import { networkInterfaces } from 'node:os';
import { isLoopbackHost } from '../world/redirectKey.ts';

/** Of which names and addresses a server says that they are its own. */
export interface HostRules {
  /** The addresses that it listens on; `0.0.0.0` and `::` stand for all of this machine's. */
  readonly listening: readonly string[];
  /** Host names without a port, besides those and the names of the loopback interface. */
  readonly allowed: readonly string[];
}

/**
 * A check of the Host header. A page whose name was made to lead to this machine after it was loaded (DNS
 * rebinding) is of the same origin for its browser; that name in the header is what gives it away.
 */
export function hostCheck({ listening, allowed }: HostRules): (host: string) => boolean {
  const names = new Set([...listening, ...allowed].map(canonical));
  const anywhere = listening.some((address) => address === '0.0.0.0' || address === '::');
  // The same header comes again and again; only good ones are kept, and they are few.
  const good = new Set<string>();
  return (host) => {
    if (good.has(host)) return true;
    const name = hostNameOf(host);
    if (name === undefined) return false;
    const own = isLoopbackHost(name) || names.has(name) || (anywhere && ownAddresses().has(name));
    if (own && good.size < 100) good.add(host);
    return own;
  };
}

/** The name in a Host header, in lower case, without port and final dot; undefined when it is none. */
export function hostNameOf(host: string): string | undefined {
  const found = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::\d{1,5})?$/i.exec(host)?.[1];
  return found?.toLowerCase();
}

/** The machine's addresses as they stand in a URL. They change when it changes its network. */
function ownAddresses(): Set<string> {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  return new Set(all.map(({ address }) => canonical(address)));
}

function canonical(name: string): string {
  const bare = name.toLowerCase().replace(/^\[|\]$/g, '');
  return bare.includes(':') ? `[${bare.split('%')[0]}]` : bare.replace(/\.$/, '');
}
