import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What was typed cannot be understood; the message says what, in words. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `parseArgs`, strict, with its complaints as `UsageError`. */
export function readArgs<const T extends ParseArgsConfig>(config: T) {
  try {
    return parseArgs({ ...config, strict: true });
  } catch (error) {
    throw new UsageError(sayParseError(error));
  }
}

/** @throws UsageError when it is not a port number; 0 means any free port */
export function readPort(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--${name} takes a port number from 0 to 65535, not "${text}".`);
}

function sayParseError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // Node adds advice about "--" that nobody needs here.
  return text.split('. To specify')[0]?.replace(/\.?$/, '.') ?? text;
}
