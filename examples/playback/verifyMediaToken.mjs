import { createVerify } from 'node:crypto';

const SHAPE = /^<signatureInfo>([^<]+)<\/signatureInfo>(<shortAuthorizationToken>.+)$/s;
/** Tokens that a stream was released for, and when each would have ended (ms). */
const used = new Map();

/**
 * Verifies a media token of the sandbox, and answers what Adobe's Media Token Verifier would.
 * `expected`: { publicKey (PEM), serviceProvider, resource, now (ms since the epoch) }
 */
export function verifyMediaToken(serializedToken, expected) {
  const { publicKey, serviceProvider, resource, now = Date.now() } = expected;
  const text = Buffer.from(serializedToken, 'base64').toString();
  const [, signature, document] = SHAPE.exec(text) ?? [];
  if (!document) return 'INVALID_TOKEN_FORMAT';
  const check = createVerify('RSA-SHA256').update(document);
  if (!check.verify(publicKey, signature, 'base64')) return 'INVALID_SIGNATURE';

  const field = (name) => unescaped(new RegExp(`<${name}>([^<]*)<`).exec(document)?.[1] ?? '');
  const endsAt = Date.parse(field('issueTime')) + Number(field('ttl'));
  const id = field('tokenId');
  for (const [old, end] of used) if (end <= now) used.delete(old);
  if (!(now < endsAt) || used.has(id)) return 'TOKEN_EXPIRED';
  const isFor = field('requestorID') === serviceProvider && field('resourceID') === resource;
  if (!isFor) return 'INVALID_RESOURCE_ID';
  used.set(id, endsAt);
  return 'VALID_TOKEN';
}

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
const unescaped = (text) => text.replace(/&(lt|gt|quot|amp);/g, (entity) => ENTITIES[entity]);
