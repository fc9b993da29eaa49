/**
 * An address in an answer, made absolute; undefined for what is none, or is not for a browser to open.
 * An answer is not thrown away for it: not everybody needs the address.
 */
export function addressIn(value: unknown, baseUrl: string): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    const { protocol, href } = new URL(value, baseUrl);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}
