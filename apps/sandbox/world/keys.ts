import { createSign, generateKeyPair, type KeyObject, sign as signInTurn } from 'node:crypto';
import { promisify } from 'node:util';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** RSA keys made once for the process, when first needed; no file holds them. */
function lazyKeys() {
  let making: Promise<KeyPair> | undefined;
  let made: KeyPair | undefined;
  return {
    async make(): Promise<KeyPair> {
      making ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
      made = await making;
      return made;
    },
    /** Undefined as long as nobody needed them. */
    made: () => made,
  };
}

/** Of the authentication service itself: it signs access tokens and media tokens. */
export const serviceKeys = lazyKeys();
/** Of the identity service that issues service tokens: the programmer's own accounts, say. */
export const identityServiceKeys = lazyKeys();
/** Of the platform's identity library, which knows the household of a device. */
export const platformKeys = lazyKeys();
/** Of the programmer, for encrypted user metadata; the private half is offered at /_sandbox. */
export const userMetadataKeys = lazyKeys();

/** Who is named in a token, and how long it holds (s; an hour when absent). */
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

/** A platform identity as Fire OS would hand it to an app. */
export async function platformToken(order: IdentityOrder, now: number): Promise<string> {
  const { privateKey } = await platformKeys.make();
  return sign(privateKey, { iss: 'couchpass-sandbox-platform', ...claims(order, now) });
}

const signWith = promisify<string, Buffer, KeyObject, Buffer>(signInTurn);

/** RSA and SHA-256, on another thread: it takes longer than all the rest of an answer. */
export function signAside(text: string, privateKey: KeyObject): Promise<Buffer> {
  return signWith('RSA-SHA256', Buffer.from(text), privateKey);
}

/** A JWT signed with RS256, made on another thread. */
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
