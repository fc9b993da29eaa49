/** Storage and history refuse in private windows, with cookies blocked, in some web views: undefined then. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
