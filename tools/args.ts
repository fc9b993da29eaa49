export { readArgs, UsageError } from 'couchpass';

import { UsageError } from 'couchpass';

/** @throws UsageError when it is not a port number; 0 means any free port */
export function readPort(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--${name} takes a port number from 0 to 65535, not "${text}".`);
}
