/** Whether a browser may be sent there: `javascript:`, `data:` and `file:` would run or show something of this device. */
export function isWebAddress(address: string): boolean {
  return webAddress(address) !== undefined;
}

/**
 * The absolute http or https address that a text from outside means, or undefined when it means another
 * kind or none.
 * @param baseUrl completes a relative one
 */
export function webAddress(text: string, baseUrl?: string): string | undefined {
  try {
    const { href, protocol } = new URL(text, baseUrl);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}
