/**
 * Collects the interfaces that a television lacks. Every call to a vendor's object goes through `attempt`: televisions
 * differ by year, emulators lack many interfaces, and a privilege that was not granted throws at its first use.
 */
export class Features {
  private readonly lacking = new Set<string>();

  /**
   * @param name the name in the vendor's documentation; only this is stored, and nothing of the error
   * @returns undefined when the interface is missing or refused
   */
  attempt<T>(name: string, use: () => T | undefined): T | undefined {
    try {
      const result = use();
      if (result !== undefined) return result;
    } catch {
      // A SecurityError, a NotSupportedError or a missing method: in each case the interface cannot be used.
    }
    this.lacks(name);
    return undefined;
  }

  /** For a failure that a callback reports later. */
  lacks(name: string): void {
    this.lacking.add(name);
  }

  /** Sorted, for the support view. */
  list(): readonly string[] {
    return [...this.lacking].sort();
  }
}
