/** Whether a browser may open it: `javascript:`, `data:` and `file:` could run code or show files of this device. */
export function isWebAddress(address: string): boolean {
  return webAddress(address) !== undefined;
}

/**
 * The absolute http or https address of a text from outside; undefined for another scheme or no address.
 * @param baseUrl completes a relative address
 */
export function webAddress(text: string, baseUrl?: string): string | undefined {
  try {
    const { href, protocol } = new URL(text, baseUrl);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}
