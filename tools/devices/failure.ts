/** A television or emulator did not do what was asked. Exit code 1. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  /** What to do about it. */
  readonly advice: string;
  /** What the tool or the set said itself; '' when it said nothing. */
  readonly said: string;
  constructor(message: string, advice: string, said = '') {
    super(message);
    this.advice = advice;
    this.said = said.trim();
  }
}

/** A saying of a tool or a set, and what it means. The first that matches is it. */
export interface Meaning {
  readonly pattern: RegExp;
  readonly why: string;
  readonly advice: string;
}

/** @param otherwise what to say when no meaning is known */
export function explain(
  said: string,
  meanings: readonly Meaning[],
  otherwise: { readonly why: string; readonly advice: string },
): DeviceError {
  const meaning = meanings.find(({ pattern }) => pattern.test(said)) ?? otherwise;
  return new DeviceError(meaning.why, meaning.advice, said);
}
