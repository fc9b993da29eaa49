import { createHash } from 'node:crypto';

/** Of nothing. */
export const EMPTY_DIGEST = new Uint8Array(8);

/** A digest of one named value; those of several values are combined by `toggle`, in any order. */
export function digestOf(name: string, bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(name).update('\u0000').update(bytes).digest().subarray(0, 8);
}

/** Adds a value's digest to that of all values, or removes it when it was added before. */
export function toggle(all: Uint8Array, one: Uint8Array | undefined): Uint8Array {
  if (one === undefined) return all;
  return all.map((byte, at) => byte ^ (one[at] ?? 0));
}
