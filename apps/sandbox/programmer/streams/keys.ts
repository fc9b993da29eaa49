import { createHmac, randomBytes } from 'node:crypto';
import type { ContentKey } from './encrypt.ts';

/** How a stream that was released is protected. */
export interface Protection {
  /** So many segments of a live stream have one key; absent: all have the same. */
  readonly rotateEvery?: number;
}

/** Keys of titles, made of a secret of this process: none is kept, and none is the same after a restart. */
export interface Keys {
  /** @param period counts the keys of one title */
  keyOf(titleId: string, period: number): ContentKey;
  /** The key with this id, if it is one of the title's. */
  find(titleId: string, kid: Uint8Array, periods: Iterable<number>): ContentKey | undefined;
}

export function createKeys(): Keys {
  const secret = randomBytes(32);
  const derived = (purpose: string, titleId: string, period: number) =>
    createHmac('sha256', secret).update(`${purpose} ${period} ${titleId}`).digest().subarray(0, 16);
  const keyOf = (titleId: string, period: number): ContentKey => ({
    kid: derived('kid', titleId, period),
    key: derived('key', titleId, period),
  });
  return {
    keyOf,
    find(titleId, kid, periods) {
      for (const period of periods) {
        const found = keyOf(titleId, period);
        if (Buffer.from(found.kid).equals(kid)) return found;
      }
      return undefined;
    },
  };
}

/** Which key a segment has. */
export function periodOf(sequence: number, { rotateEvery }: Protection): number {
  return rotateEvery === undefined ? 0 : Math.floor(sequence / rotateEvery);
}
