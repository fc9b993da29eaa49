import { createHmac, randomBytes } from 'node:crypto';

/** Names whose values are secrets or identify a person. */
const SECRET =
  /^(authorization|proxy-authorization|cookie|set-cookie|ap-device-identifier|ad-service-token|adobe-subject-token|x-roku-.*|ap-temppass-identity|ap-partner-framework-status|ap-visitor-identifier|samlresponse|generic_data|ast|user_?id|deviceid|upstreamuserid|householdid|access_token|refresh_token|serializedtoken|client_secret|software_statement|mediatoken|password|subject|sessionid|terminationcode)$/i;

export type Hash = (secret: string) => string;

/** Hashes with a key that is not kept: hashes can be compared, but the secrets cannot be recovered. */
export function hasher(): Hash {
  const key = randomBytes(16);
  return (secret) => `#${createHmac('sha256', key).update(secret).digest('hex').slice(0, 16)}`;
}

export function hideHeader(name: string, value: string, hash: Hash): string {
  if (!SECRET.test(name) || value === '') return value;
  const [, scheme, rest] = /^(Bearer|Basic|fingerprint)\s+(.+)$/i.exec(value) ?? [];
  return scheme && rest ? `${scheme} ${hash(rest)}` : hash(value);
}

/** A copy of the value in which secrets are hashes, at any depth. */
export function hide(value: unknown, hash: Hash, name = '', depth = 0): unknown {
  if (depth > 20) return undefined;
  if (Array.isArray(value)) return value.map((one) => hide(one, hash, name, depth + 1));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const innerName = name === 'attributes' ? 'userId' : SECRET.test(name) ? name : key;
        return [key, hide(inner, hash, innerName, depth + 1)];
      }),
    );
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  // V1 clients send 'dummy' for "no device id": it is not a secret, and one rule needs it.
  const isSecret = SECRET.test(name) && value !== '' && value !== 'dummy';
  return isSecret ? hash(String(value)) : value;
}
