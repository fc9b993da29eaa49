import { webAddress } from '../webAddress.ts';

/**
 * An address in an answer, made absolute; undefined when `value` is no address that a browser may open.
 * The rest of the answer is still used: not every caller needs the address.
 */
export function addressIn(value: unknown, baseUrl: string): string | undefined {
  return typeof value === 'string' && value !== '' ? webAddress(value, baseUrl) : undefined;
}
