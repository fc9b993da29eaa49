import { webAddress } from '../webAddress.ts';

/**
 * An address in an answer, made absolute; undefined for what is none, or is not for a browser to open.
 * An answer is not thrown away for it: not everybody needs the address.
 */
export function addressIn(value: unknown, baseUrl: string): string | undefined {
  return typeof value === 'string' && value !== '' ? webAddress(value, baseUrl) : undefined;
}
