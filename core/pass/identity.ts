import type { CorePorts } from '../ports.ts';
import { PassError } from './errors.ts';

/** SHA-256 or SHA-512 in hexadecimal or Base64, with or without padding. */
const hashShape =
  /^(?:[0-9a-f]{64}|[0-9a-f]{128}|[A-Za-z0-9+/_-]{43}=?|[A-Za-z0-9+/_-]{86}(?:==)?)$/i;

/**
 * Makes the result of `temporaryIdentity` from what the viewer typed. Upper case and outer white space do not
 * change the identity. Adobe: "TempPass Feature" (the service must not receive personal data).
 * @param key the user information key agreed with the service, such as `email`
 * @param sha256 of UTF-8 text, as lower-case hexadecimal; shells have this function
 */
export async function hashIdentity(
  key: string,
  identifier: string,
  sha256: (text: string) => Promise<string>,
): Promise<Readonly<Record<string, string>>> {
  return { [key]: await sha256(identifier.trim().toLowerCase()) };
}

/**
 * The identity for a promotional TempPass, as JSON; null when the shell has none.
 * @throws PassError `identity_not_hashed`: a value is not hashed; personal data must not be sent
 */
export async function identityOf(
  ports: Pick<CorePorts, 'temporaryIdentity'>,
): Promise<string | null> {
  const identity = await ports.temporaryIdentity?.();
  if (!identity) return null;
  if (!Object.values(identity).every((value) => hashShape.test(value))) {
    throw new PassError({ code: 'identity_not_hashed' });
  }
  return JSON.stringify(identity);
}
