import { parseJson } from '../server/json.ts';
import type { Mode, PassContext } from '../service.ts';
import { fault } from './enhancedErrors.ts';

const LONGEST_HEADER = 4_096;
/** SHA-256 or SHA-512 as text, which the page requires instead of the identifier. */
const HASH = /^([0-9a-f]{64}|[0-9a-f]{128})$/i;

/**
 * "Header - AP-TempPass-Identity": Base64 of a JSON object with the user information key and a hash.
 * The header's own samples contain a plain address instead, so `lenient` accepts any text.
 * @returns undefined when it is missing or not usable
 */
export function readIdentity(header: string | undefined, mode: Mode): string | undefined {
  if (!header || header.length > LONGEST_HEADER || !/^[\w+/-]+={0,2}$/.test(header))
    return undefined;
  let value: unknown;
  try {
    value = parseJson(Buffer.from(header, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.values(value).find(
    (one): one is string =>
      typeof one === 'string' && one !== '' && (mode === 'lenient' || HASH.test(one)),
  );
}

/** The identity in a request's header. */
export function identityOf(c: PassContext, mode: Mode): string | undefined {
  return readIdentity(c.req.header('ap-temppass-identity'), mode);
}

export const identityMissing = () => fault('invalid_header_identity_for_temporary_access');
