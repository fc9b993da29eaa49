/** Returns undefined where storage or history throw: private windows, blocked cookies, some web views. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
