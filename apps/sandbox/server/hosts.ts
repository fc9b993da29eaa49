import { networkInterfaces } from 'node:os';
import { isLoopbackHost } from '../world/redirectKey.ts';

/** The host names and addresses that a server accepts as its own. */
export interface HostRules {
  /** The addresses that the server listens on; `0.0.0.0` and `::` stand for all addresses of this machine. */
  readonly listening: readonly string[];
  /** Further host names without a port; names of the loopback interface are always accepted. */
  readonly allowed: readonly string[];
}

/**
 * Returns a check of the Host header against DNS rebinding: a foreign page whose name resolves to this
 * machine after loading has the same origin for the browser, but its name is still in the Host header.
 */
export function hostCheck({ listening, allowed }: HostRules): (host: string) => boolean {
  const names = new Set([...listening, ...allowed].map(canonical));
  const anywhere = listening.some((address) => address === '0.0.0.0' || address === '::');
  // A cache: the same header is sent again and again. Only accepted ones are kept, and they are few.
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

/** The name in a Host header, in lower case, without port and final dot; undefined when it is not valid. */
export function hostNameOf(host: string): string | undefined {
  const found = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::\d{1,5})?$/i.exec(host)?.[1];
  return found?.toLowerCase();
}

/** This machine's addresses, as in a URL. They change when the machine changes its network. */
function ownAddresses(): Set<string> {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  return new Set(all.map(({ address }) => canonical(address)));
}

function canonical(name: string): string {
  const bare = name.toLowerCase().replace(/^\[|\]$/g, '');
  return bare.includes(':') ? `[${bare.split('%')[0]}]` : bare.replace(/\.$/, '');
}
