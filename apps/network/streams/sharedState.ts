import { randomBytes } from 'node:crypto';
import type { Protection } from './keys.ts';

/** A grant: which title it is for, and until when (ms since the epoch). */
export interface Grant {
  readonly titleId: string;
  readonly until: number;
  /** How the stream is encrypted; absent: it is not. */
  readonly protection?: Protection;
}

/**
 * What several instances of the network must have in common, so that a stream whose URL one of them returned can be
 * fetched from another: whoever runs them stores the two maps, and restores them.
 */
export interface SharedState {
  /** By the random value in the stream's URL. */
  readonly grants: Map<string, Grant>;
  /** `secret`: 32 bytes as hexadecimal text, from which the keys of encrypted streams are derived. */
  readonly secret: Map<string, string>;
}

export function createSharedState(): SharedState {
  return { grants: new Map(), secret: new Map() };
}

/** Created when it is first needed, so that a restored one is used. */
export function secretOf({ secret }: SharedState): Buffer {
  const text = secret.get('secret') ?? randomBytes(32).toString('hex');
  if (!secret.has('secret')) secret.set('secret', text);
  return Buffer.from(text, 'hex');
}
