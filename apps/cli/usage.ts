import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What was typed cannot be understood; the message says what, in words. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `parseArgs`, strict, with its complaints as `UsageError`. */
export function readArgs<const T extends ParseArgsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T & { strict: true }>> {
  try {
    return parseArgs({ ...config, strict: true });
  } catch (error) {
    throw new UsageError(sayParseError(error));
  }
}

function sayParseError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // Node adds advice about "--" that nobody needs here.
  const complaint = text.split('. To specify')[0] ?? text;
  return complaint.endsWith('.') ? complaint : `${complaint}.`;
}
