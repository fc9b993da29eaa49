import { createSign, generateKeyPair, type KeyObject, sign as signInTurn } from 'node:crypto';
import { promisify } from 'node:util';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** RSA keys created once per process, when first needed; they are not stored in a file. */
function lazyKeys() {
  let making: Promise<KeyPair> | undefined;
  let made: KeyPair | undefined;
  return {
    async make(): Promise<KeyPair> {
      making ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
      made = await making;
      return made;
    },
    /** Undefined until they are needed. */
    made: () => made,
  };
}

/** Keys of the authentication service, which sign access tokens and media tokens. */
export const serviceKeys = lazyKeys();
/** Keys of the identity service that issues service tokens, for example for the programmer's accounts. */
export const identityServiceKeys = lazyKeys();
/** Keys of the platform's identity library, which identifies the household of a device. */
export const platformKeys = lazyKeys();
/** Keys of the programmer, for encrypted user metadata; `/_sandbox` returns the private key. */
export const userMetadataKeys = lazyKeys();

/** The subject of a token, and its lifetime (s; an hour when absent). */
export interface IdentityOrder {
  readonly sub: string;
  readonly expiresInS?: number;
}

/** A signed service token of the sandbox's identity service. `now`: ms since the epoch. */
export async function serviceToken(order: IdentityOrder, now: number): Promise<string> {
  const { privateKey } = await identityServiceKeys.make();
  return sign(privateKey, {
    iss: 'couchpass-sandbox-accounts',
    aud: 'Adobe',
    ...claims(order, now),
  });
}

/** A platform identity like the one that Fire OS gives to an app. */
export async function platformToken(order: IdentityOrder, now: number): Promise<string> {
  const { privateKey } = await platformKeys.make();
  return sign(privateKey, { iss: 'couchpass-sandbox-platform', ...claims(order, now) });
}

const signWith = promisify<string, Buffer, KeyObject, Buffer>(signInTurn);

/** Signs with RSA and SHA-256 on another thread: it takes longer than everything else in an answer. */
export function signAside(text: string, privateKey: KeyObject): Promise<Buffer> {
  return signWith('RSA-SHA256', Buffer.from(text), privateKey);
}

/** A JWT with RS256, signed on another thread. */
export async function signedJwt(privateKey: KeyObject, payload: object): Promise<string> {
  const signed = partsOf(payload);
  return `${signed}.${(await signAside(signed, privateKey)).toString('base64url')}`;
}

function claims({ sub, expiresInS = 3_600 }: IdentityOrder, now: number) {
  const iat = Math.floor(now / 1_000);
  return { sub, iat, exp: iat + expiresInS, jti: crypto.randomUUID() };
}

function sign(privateKey: KeyObject, payload: object): string {
  const signed = partsOf(payload);
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
}

function partsOf(payload: object): string {
  return [{ alg: 'RS256', typ: 'JWT', kid: 'sandbox' }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
}
