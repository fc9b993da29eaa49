import { createVerify, randomUUID } from 'node:crypto';
import { serviceKeys, signAside } from '../world/keys.ts';
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
  /** The MVPD that connects a proxied MVPD. */
  readonly proxyMvpd?: string;
  readonly resource: string;
  /** Anonymised viewer id. */
  readonly sessionGuid: string;
}

export interface IssuedMediaToken {
  /** ms since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly serializedToken: string;
}

const SHAPE =
  /^<signatureInfo>([A-Za-z0-9+/=]+)<\/signatureInfo>(<shortAuthorizationToken>[\s\S]{1,65536}<\/shortAuthorizationToken>)$/;

/**
 * Short media tokens: Base64 of a signature (RSA, SHA-256) and the signed document, whose elements are those of
 * the SDK pages' listing. This sandbox adds `tokenId`, so that tokens of the same moment differ. A token is valid
 * for one playback: the first successful verification uses it up, and later ones return TOKEN_EXPIRED.
 */
export class MediaTokens {
  private readonly now: () => number;
  /** Used token ids and the times at which they expire (ms). */
  private readonly spent = new Map<string, number>();

  constructor(now: () => number) {
    this.now = now;
  }

  async issue(claims: MediaTokenClaims, lifeMs: number): Promise<IssuedMediaToken> {
    const notBefore = this.now();
    const notAfter = notBefore + lifeMs;
    const fields: Record<string, string> = {
      sessionGUID: claims.sessionGuid,
      requestorID: claims.serviceProvider,
      resourceID: claims.resource,
      ttl: String(lifeMs),
      issueTime: new Date(notBefore).toISOString(),
      mvpdId: claims.mvpd,
      proxyMvpdId: claims.proxyMvpd ?? '',
      tokenId: randomUUID(),
    };
    const document = `<shortAuthorizationToken>${Object.entries(fields)
      .map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
      .join('')}</shortAuthorizationToken>`;
    const { privateKey } = await serviceKeys.make();
    const signature = (await signAside(document, privateKey)).toString('base64');
    const text = `<signatureInfo>${signature}</signatureInfo>${document}`;
    return { notBefore, notAfter, serializedToken: Buffer.from(text).toString('base64') };
  }

  /** Verifies a token for the programmer's backend, before it releases a stream. */
  async verify(serializedToken: string, resource: string): Promise<MediaTokenVerdict> {
    const match = SHAPE.exec(Buffer.from(serializedToken, 'base64').toString('utf8'));
    const [, signature, document] = match ?? [];
    if (!signature || !document) return 'INVALID_TOKEN_FORMAT';
    const { publicKey } = await serviceKeys.make();
    if (!createVerify('RSA-SHA256').update(document).verify(publicKey, signature, 'base64'))
      return 'INVALID_SIGNATURE';
    const field = (name: string) =>
      unescaped(new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1] ?? '');
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

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

function unescaped(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&gt;/g, '>')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&');
}
