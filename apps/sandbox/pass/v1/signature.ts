import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Service } from '../../service.ts';

/**
 * The signed `Authorization` header of clients that are older than dynamic client registration. Adobe's pages
 * document only that its request time is in ms; the grammar is the one that deployed clients share:
 * `METHOD requestor_id=…, nonce=…, signature_method=HMAC-SHA1, request_time=…, request_uri=…,
 * public_key=…, signature=…`. The signature covers the text before `, public_key=`. Clients differ in the method
 * and the address that they sign, so these are not compared with the request.
 */
export interface SignedHeader {
  readonly requestor: string;
  readonly publicKey: string;
}

/** ms by which the request time may differ; not documented. */
const LARGEST_SKEW = 24 * 3_600_000;

export function looksSigned(header: string): boolean {
  return /^[A-Z]+ .*\bsignature=/.test(header);
}

/** undefined when the signature, its time or its key is not valid. @param now ms, of one or more clocks */
export function verifySigned(
  header: string,
  { mode, world }: Service,
  now: readonly number[],
): SignedHeader | undefined {
  const end = header.indexOf(', public_key=');
  if (end < 0) return undefined;
  const message = header.slice(0, end);
  const field = (name: string) => new RegExp(`[ ,]${name}=([^,]*)`).exec(header)?.[1]?.trim() ?? '';
  const requestor = field('requestor_id');
  const publicKey = field('public_key');
  const requestTime = field('request_time');
  const isTimely =
    /^\d+$/.test(requestTime) &&
    now.some((clock) => Math.abs(clock - Number(requestTime)) <= LARGEST_SKEW);
  if (!requestor || !publicKey || !isTimely) return undefined;
  if (!/^HMAC-SHA1$/i.test(field('signature_method'))) return undefined;
  const key = world.signingKey(publicKey);
  // The keys of old clients cannot be changed and are unknown here: lenient accepts them unverified.
  if (!key) return mode === 'lenient' ? { requestor, publicKey } : undefined;
  const isGood = isSame(field('signature'), sign(message, key.privateKey));
  return isGood && key.requestor === requestor ? { requestor, publicKey } : undefined;
}

export function sign(message: string, privateKey: string): string {
  return createHmac('sha1', privateKey).update(message).digest('base64');
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
