import {
  createPrivateKey,
  createPublicKey,
  createSign,
  generateKeyPair,
  type KeyObject,
  sign as signInTurn,
} from 'node:crypto';
import { promisify } from 'node:util';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/**
 * What a key is for: `service` signs access tokens and media tokens; `identity` signs the tokens of the identity
 * service that stands for the programmer's accounts; `platform` those of the platform's identity library, which
 * identifies the household of a device; `metadata` is the programmer's, for encrypted user metadata.
 */
export type KeyName = 'service' | 'identity' | 'platform' | 'metadata';

interface Made {
  /** The private key as PEM. */
  readonly text: string;
  readonly pair: KeyPair;
}

/** Generated once per process, when first needed: generating takes long, and the keys are for tests only. */
const generated = new Map<KeyName, Promise<Made>>();

/** Generates the key now, so that the first client does not have to wait for it. */
export function prepare(name: KeyName): void {
  void generate(name);
}

function generate(name: KeyName): Promise<Made> {
  const making =
    generated.get(name) ??
    promisify(generateKeyPair)('rsa', { modulusLength: 2048 }).then((pair) => ({
      text: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      pair,
    }));
  generated.set(name, making);
  return making;
}

/** The RSA keys of one sandbox. They are stored with the other state, so that sandboxes on one Redis share them. */
export class Keys {
  /** The private keys as PEM, by `KeyName`. */
  readonly texts = new Map<string, string>();
  private readonly pairs = new Map<KeyName, Made>();

  async make(name: KeyName): Promise<KeyPair> {
    const known = this.made(name);
    if (known) return known;
    const made = await generate(name);
    const now = this.made(name);
    if (now) return now;
    this.pairs.set(name, made);
    this.texts.set(name, made.text);
    return made.pair;
  }

  /** Undefined until the key is needed. The same object for the same key. */
  made(name: KeyName): KeyPair | undefined {
    const text = this.texts.get(name);
    if (text === undefined) return undefined;
    const before = this.pairs.get(name);
    if (before?.text === text) return before.pair;
    const privateKey = createPrivateKey(text);
    const pair = { privateKey, publicKey: createPublicKey(privateKey) };
    this.pairs.set(name, { text, pair });
    return pair;
  }

  /** A JWT as the sandbox's identity service issues it. `now`: ms since the epoch. */
  async serviceToken(order: IdentityOrder, now: number): Promise<string> {
    const { privateKey } = await this.make('identity');
    return sign(privateKey, {
      iss: 'couchpass-sandbox-accounts',
      aud: 'Adobe',
      ...claims(order, now),
    });
  }

  /** A platform identity like the one that Fire OS gives to an app. */
  async platformToken(order: IdentityOrder, now: number): Promise<string> {
    const { privateKey } = await this.make('platform');
    return sign(privateKey, { iss: 'couchpass-sandbox-platform', ...claims(order, now) });
  }
}

/** The subject of a token, and its lifetime (s; an hour when absent). */
export interface IdentityOrder {
  readonly sub: string;
  readonly expiresInS?: number;
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
