import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { parseJson } from '../server/json.ts';
import type { PassContext, Service } from '../service.ts';
import { identityServiceKeys, platformKeys } from '../world/keys.ts';
import { inputsOf } from './v1/call.ts';

/** An identity that other apps or devices of the same person send, too. */
export interface SharedIdentity {
  /** A hash that does not identify the person. */
  readonly key: string;
  /** The type of a profile that is found by this identity. */
  readonly type: 'serviceTokenSSO' | 'platformSSO';
}

/**
 * The identities of a request: `AD-Service-Token` ("Single sign-on using service token flows"), and the
 * platform's ("Single sign-on using platform identity flows"). A missing, unsigned or expired token gives no
 * identity and no error, because the pages document no error.
 */
export function sharedIdentities(c: PassContext, service: Service): SharedIdentity[] {
  const candidates = [
    serviceIdentity(c.req.header('ad-service-token'), service),
    platformIdentity(subjectTokenOf(c), service),
    rokuIdentity(c.req.header('x-roku-reserved-roku-connect-token'), service),
  ];
  return candidates.filter((one) => one !== undefined);
}

/** V1 also accepts the parameter `ast` ("Amazon SSO Cookbook (REST API V1)"); V2 only the header. */
function subjectTokenOf(c: PassContext): string | undefined {
  const header = c.req.header('adobe-subject-token');
  if (header || c.req.path.startsWith('/api/v2/')) return header;
  return inputsOf(c).get('ast') ?? undefined;
}

function serviceIdentity(token: string | undefined, service: Service): SharedIdentity | undefined {
  if (!token) return undefined;
  const own = identityServiceKeys.made()?.publicKey;
  const keys = [...service.serviceTokenKeys, ...(own ? [own] : [])];
  const claims = readJws(token, service, keys);
  const { iss, sub, aud, iat } = claims ?? {};
  const isStrict = service.mode === 'strict';
  const isForAdobe = [aud].flat().some((one) => isAdobe(one, isStrict)) || (!isStrict && !aud);
  if (!isText(iss) || !isText(sub) || !isForAdobe) return undefined;
  if (isStrict && typeof iat !== 'number') return undefined;
  return { key: keyOf('service', iss, sub), type: 'serviceTokenSSO' };
}

/**
 * The platform's signing key is not known: strict accepts tokens that the sandbox's stand-in platform signed,
 * lenient accepts any readable token with a subject. An encrypted token gives no identity.
 */
function platformIdentity(token: string | undefined, service: Service): SharedIdentity | undefined {
  if (!token) return undefined;
  const own = platformKeys.made()?.publicKey;
  const keys = service.mode === 'strict' ? (own ? [own] : []) : 'any';
  const { iss, sub } = readJws(token, service, keys) ?? {};
  if (!isText(sub)) return undefined;
  return { key: keyOf('platform', isText(iss) ? iss : '', sub), type: 'platformSSO' };
}

/** Its format is not documented: lenient identifies a Roku by the value itself. */
function rokuIdentity(token: string | undefined, service: Service): SharedIdentity | undefined {
  if (!token) return undefined;
  if (service.mode === 'strict' || token.split('.').length === 3)
    return platformIdentity(token, service);
  return { key: keyOf('roku', '', token), type: 'platformSSO' };
}

/** The claims of a JWS (RS256) that is valid now and signed with one of these keys. */
function readJws(
  token: string,
  service: Service,
  keys: readonly KeyObject[] | 'any',
): Record<string, unknown> | undefined {
  if (token.length > 8_192 || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
  const [head = '', body = '', signature = ''] = token.split('.');
  const header = readPart(head);
  const claims = readPart(body);
  if (!header || !claims) return undefined;
  const isSigned =
    keys === 'any' ||
    (header.alg === 'RS256' &&
      keys.some((key) =>
        verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')),
      ));
  const endsAt = typeof claims.exp === 'number' ? claims.exp * 1_000 : undefined;
  const mayLive = endsAt === undefined ? keys === 'any' : service.clock.now() < endsAt;
  return isSigned && mayLive ? claims : undefined;
}

function readPart(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parseJson(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The page's table of claims has `Adobe`, its sample `adobe`. */
function isAdobe(value: unknown, isStrict: boolean): boolean {
  return (
    isText(value) && (isStrict ? value : value.toLowerCase()) === (isStrict ? 'Adobe' : 'adobe')
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function keyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** @throws Error when the text is not a public RSA key in PEM */
export function readPublicKey(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'rsa') throw new Error('an RSA key is needed');
  return key;
}
