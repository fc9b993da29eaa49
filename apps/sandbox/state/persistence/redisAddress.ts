import { DataError } from './backend.ts';

/** The address of a Redis: `redis[s]://[user][:password]@host[:port][/database][?key=name]`. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  /** rediss: over TLS. */
  readonly isEncrypted: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly database?: number;
  /** The key of the state: several teams may share one Redis. */
  readonly key: string;
  /** For messages: without user and password. */
  readonly shown: string;
}

const DEFAULT_PORT = 6_379;
const DEFAULT_KEY = 'couchpass-sandbox';

export function isRedisAddress(text: string): boolean {
  return /^rediss?:/i.test(text);
}

/** The address for messages: without user, password and query. */
export function withoutSecrets(text: string): string {
  return text.replace(/^([^:]*:\/*).*@/s, '$1').replace(/\?.*$/s, '');
}

/** @throws DataError with what is wrong with the address, without its password */
export function readRedisAddress(text: string): RedisAddress {
  const shown = withoutSecrets(text);
  const refuse = (why: string) => new DataError(`--data ${shown}: ${why}`);
  if (!/^rediss?:\/\//i.test(text) || !URL.canParse(text))
    throw refuse('an address such as redis://:password@localhost:6379 is needed.');
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(text);
  const path = pathname.replace(/^\//, '');
  if (!/^\d{0,5}$/.test(path)) throw refuse(`"${path}" is not the number of a database.`);
  for (const name of searchParams.keys())
    if (name !== 'key') throw refuse(`there is no "${name}"; there is key.`);
  return {
    host: hostname.replace(/^\[|\]$/g, '') || 'localhost',
    port: port === '' ? DEFAULT_PORT : Number(port),
    isEncrypted: protocol === 'rediss:',
    ...(username === '' ? {} : { username: decoded(username) }),
    ...(password === '' ? {} : { password: decoded(password) }),
    ...(path === '' ? {} : { database: Number(path) }),
    key: searchParams.get('key') || DEFAULT_KEY,
    shown,
  };
}

/** Decodes percent-encoding; a password with an unencoded percent sign is used as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
