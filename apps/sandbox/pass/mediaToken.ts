import {
  createVerify,
  generateKeyPair,
  type KeyObject,
  randomUUID,
  sign as signInTurn,
} from 'node:crypto';
import { promisify } from 'node:util';
import { resourceTitle } from './resources.ts';

/** Results of Adobe's Media Token Verifier (page "Media Token Verifier"). */
export type MediaTokenVerdict =
  | 'VALID_TOKEN'
  | 'INVALID_TOKEN_FORMAT'
  | 'INVALID_SIGNATURE'
  | 'TOKEN_EXPIRED'
  | 'INVALID_RESOURCE_ID';

export interface MediaTokenClaims {
  readonly serviceProvider: string;
  readonly mvpd: string;
  /** Through whom a proxied MVPD is connected. */
  readonly proxyMvpd?: string;
  readonly resource: string;
  /** Anonymised viewer. */
  readonly sessionGuid: string;
}

export interface IssuedMediaToken {
  /** ms since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly serializedToken: string;
}

/** On another thread: it takes longer than all the rest of an answer. */
const sign = promisify<string, Buffer, KeyObject, Buffer>(signInTurn);

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Made once for the process, when first needed: it takes longer than everything else at start. */
let keys: Promise<KeyPair> | undefined;

export function mediaTokenKeys(): Promise<KeyPair> {
  keys ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return keys;
}

const SHAPE =
  /^<signatureInfo>([A-Za-z0-9+/=]+)<\/signatureInfo>(<shortToken>[\s\S]{1,16384}<\/shortToken>)$/;

/**
 * Short media tokens: Base64 text around a document signed with RSA and SHA-256. A token is good for
 * one playback: the first time it is found valid spends it, and from then on it is TOKEN_EXPIRED.
 */
export class MediaTokens {
  private readonly now: () => number;
  /** Spent token ids and when they would have expired (ms). */
  private readonly spent = new Map<string, number>();

  constructor(now: () => number) {
    this.now = now;
  }

  async issue(claims: MediaTokenClaims, lifeMs: number): Promise<IssuedMediaToken> {
    const notBefore = this.now();
    const notAfter = notBefore + lifeMs;
    const fields: Record<string, string> = {
      tokenId: randomUUID(),
      sessionGUID: claims.sessionGuid,
      requestorID: claims.serviceProvider,
      resourceID: claims.resource,
      mvpdId: claims.mvpd,
      ...(claims.proxyMvpd === undefined ? {} : { proxyMvpdId: claims.proxyMvpd }),
      issueTime: new Date(notBefore).toISOString(),
      ttl: String(lifeMs),
    };
    const document = `<shortToken>${Object.entries(fields)
      .map(([name, value]) => `<${name}>${encodeURIComponent(value)}</${name}>`)
      .join('')}</shortToken>`;
    const { privateKey } = await mediaTokenKeys();
    const signature = (await sign('RSA-SHA256', Buffer.from(document), privateKey)).toString(
      'base64',
    );
    const text = `<signatureInfo>${signature}</signatureInfo>${document}`;
    return { notBefore, notAfter, serializedToken: Buffer.from(text).toString('base64') };
  }

  /** What the programmer's backend asks before it releases a stream. */
  async verify(serializedToken: string, resource: string): Promise<MediaTokenVerdict> {
    const match = SHAPE.exec(Buffer.from(serializedToken, 'base64').toString('utf8'));
    const [, signature, document] = match ?? [];
    if (!signature || !document) return 'INVALID_TOKEN_FORMAT';
    const { publicKey } = await mediaTokenKeys();
    if (!createVerify('RSA-SHA256').update(document).verify(publicKey, signature, 'base64'))
      return 'INVALID_SIGNATURE';
    const field = (name: string) =>
      decodeURIComponent(new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1] ?? '');
    const endsAt = Date.parse(field('issueTime')) + Number(field('ttl'));
    const id = field('tokenId');
    if (!(this.now() < endsAt) || this.spent.has(id)) return 'TOKEN_EXPIRED';
    if (resourceTitle(field('resourceID')) !== resourceTitle(resource))
      return 'INVALID_RESOURCE_ID';
    for (const [old, end] of this.spent) if (end <= this.now()) this.spent.delete(old);
    this.spent.set(id, endsAt);
    return 'VALID_TOKEN';
  }

  reset(): void {
    this.spent.clear();
  }
}
