import { createHmac, randomBytes } from 'node:crypto';
import type { ContentKey } from './encrypt.ts';

/** How the stream of a grant is encrypted. */
export interface Protection {
  /** The number of consecutive live segments with the same key; absent: all segments have the same key. */
  readonly rotateEvery?: number;
}

/** Keys of titles, derived from a secret of this process: they are not stored, and change with a restart. */
export interface Keys {
  /** @param period the number of the key among those of the title */
  keyOf(titleId: string, period: number): ContentKey;
  /** The title's key with this id, if it is one of `periods`. */
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

/** The period, that is the key, of a segment. */
export function periodOf(sequence: number, { rotateEvery }: Protection): number {
  return rotateEvery === undefined ? 0 : Math.floor(sequence / rotateEvery);
}
