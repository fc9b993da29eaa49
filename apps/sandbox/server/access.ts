import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isLoopbackHost } from '../world/redirectKey.ts';
import { hostCheck, hostNameOf } from './hosts.ts';

/** Who may come in: to everything by the Host header, to the controls by a token as well. */
export interface Access {
  isOwnHost(host: string): boolean;
  /** Whether a page of this origin is the sandbox's own, for a request with this Host header. */
  isOwnOrigin(origin: string, host: string): boolean;
  /** What the controls ask for, where others than the programs of this machine can reach them. */
  readonly controlToken?: string;
  isControlToken(token: string): boolean;
}

export interface AccessOptions {
  /** The addresses that are listened on. */
  readonly listening: readonly string[];
  /** Host names that lead here as well. */
  readonly allowHosts?: readonly string[];
  readonly publicUrl?: string;
  /** Instead of one made now; asked for at loopback addresses too. */
  readonly controlToken?: string;
}

export function createAccess(options: AccessOptions): Access {
  const { listening, allowHosts = [], publicUrl } = options;
  const known = publicUrl === undefined ? undefined : new URL(publicUrl);
  const allowed = known ? [...allowHosts, known.hostname] : allowHosts;
  const isForOthers = [...listening, ...allowed].some((name) => !isLoopback(name));
  const controlToken = options.controlToken ?? (isForOthers ? makeToken() : undefined);
  return {
    isOwnHost: hostCheck({ listening, allowed }),
    isOwnOrigin: (origin, host) =>
      origin.toLowerCase() === `http://${host.toLowerCase()}` || origin === known?.origin,
    ...(controlToken === undefined ? {} : { controlToken }),
    isControlToken: (token) => controlToken !== undefined && isSame(token, controlToken),
  };
}

/** What is wrong with a token that somebody chose, or undefined. */
export function tokenProblem(token: string): string | undefined {
  if (/^[\w.~+/=-]{16,200}$/.test(token)) return undefined;
  return 'a token has 16 to 200 letters and digits of ASCII (and . ~ + / = - _)';
}

function isLoopback(name: string): boolean {
  return isLoopbackHost(name.includes(':') ? `[${name}]` : name);
}

function makeToken(): string {
  return randomBytes(18).toString('base64url');
}

/** Takes as long for every token. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** Whether a text can be the name of a host, for `--allow-host`: without scheme, port and path. */
export function isHostName(text: string): boolean {
  return !/:\d+$/.test(text.replace(/^\[.*\]/, '')) && hostNameOf(text) !== undefined;
}
