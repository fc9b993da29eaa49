/** A command failed on a television or emulator. Exit code 1. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  /** What to do about it. */
  readonly advice: string;
  /** The message of the tool or the set; '' for none. */
  readonly said: string;
  constructor(message: string, advice: string, said = '') {
    super(message);
    this.advice = advice;
    this.said = said.trim();
  }
}

/** A message of a tool or a set, and its meaning. The first match counts. */
export interface Meaning {
  readonly pattern: RegExp;
  readonly why: string;
  readonly advice: string;
}

/** @param otherwise the meaning of an unknown message */
export function explain(
  said: string,
  meanings: readonly Meaning[],
  otherwise: { readonly why: string; readonly advice: string },
): DeviceError {
  const meaning = meanings.find(({ pattern }) => pattern.test(said)) ?? otherwise;
  return new DeviceError(meaning.why, meaning.advice, said);
}
