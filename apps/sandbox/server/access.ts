import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isLoopbackHost } from '../world/redirectKey.ts';
import { hostCheck, hostNameOf } from './hosts.ts';

/** Access checks: of the Host header for all requests, and of a token for the controls. */
export interface Access {
  isOwnHost(host: string): boolean;
  /** Whether this origin is the sandbox's own, for a request with this Host header. */
  isOwnOrigin(origin: string, host: string): boolean;
  /** The token that the controls require; absent when only this machine can reach them and none was given. */
  readonly controlToken?: string;
  isControlToken(token: string): boolean;
}

export interface AccessOptions {
  /** The addresses that the server listens on. */
  readonly listening: readonly string[];
  /** Further host names of the sandbox. */
  readonly allowHosts?: readonly string[];
  readonly publicUrl?: string;
  /** Used instead of a generated token; required at loopback addresses too. */
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

/** What is wrong with a token that the user chose, or undefined. */
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

/** Compares in constant time. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** Whether a text can be a host name for `--allow-host`: without scheme, port and path. */
export function isHostName(text: string): boolean {
  return !/:\d+$/.test(text.replace(/^\[.*\]/, '')) && hostNameOf(text) !== undefined;
}
