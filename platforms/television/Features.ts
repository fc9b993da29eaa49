/**
 * What a set turned out not to have. Every call to a vendor's object goes through `attempt`: sets differ
 * by year, emulators lack half, and a privilege that was not granted throws when it is needed first.
 */
export class Features {
  private readonly lacking = new Set<string>();

  /**
   * @param name how the vendor's documentation calls it; that, and nothing of the error, is remembered
   * @returns undefined when it is not there or refused
   */
  attempt<T>(name: string, use: () => T | undefined): T | undefined {
    try {
      const result = use();
      if (result !== undefined) return result;
    } catch {
      // A SecurityError, a NotSupportedError, or no such method: all mean that it cannot be used.
    }
    this.lacks(name);
    return undefined;
  }

  /** For what fails later, by a callback. */
  lacks(name: string): void {
    this.lacking.add(name);
  }

  /** Sorted, for the support view. */
  list(): readonly string[] {
    return [...this.lacking].sort();
  }
}
