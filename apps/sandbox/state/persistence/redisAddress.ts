import { DataError } from './backend.ts';

/** Where a Redis is: `redis[s]://[user][:password]@host[:port][/database][?key=name]`. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  /** rediss: over TLS. */
  readonly isEncrypted: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly database?: number;
  /** Under which name the state lies: several teams may share one Redis. */
  readonly key: string;
  /** For people: without user and password. */
  readonly shown: string;
}

const DEFAULT_PORT = 6_379;
const DEFAULT_KEY = 'couchpass-sandbox';

export function isRedisAddress(text: string): boolean {
  return /^rediss?:/i.test(text);
}

/** The address as far as it may be shown: neither what stands before the last @ nor the query. */
export function withoutSecrets(text: string): string {
  return text.replace(/^([^:]*:\/*).*@/s, '$1').replace(/\?.*$/s, '');
}

/** @throws DataError that says what is wrong with it, without its password */
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

/** A percent sign of a password's own need not have been encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
