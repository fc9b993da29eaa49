import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The typed command is invalid; the message describes why. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `parseArgs`, strict, with its errors as `UsageError`. */
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
  // Node's advice about "--" is removed.
  const complaint = text.split('. To specify')[0] ?? text;
  return complaint.endsWith('.') ? complaint : `${complaint}.`;
}
