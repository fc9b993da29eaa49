import { createHash } from 'node:crypto';
import type { MediaTokenVerdict } from '../pass/mediaToken.ts';

/** The result of a request to the playback endpoint; the first two are its own, the rest the verifier's. */
export type PlayVerdict = 'FREE' | 'NO_TOKEN' | MediaTokenVerdict;

export interface PlayEntry {
  /** ms since the epoch, sandbox clock. */
  readonly time: number;
  readonly item: string;
  readonly verdict: PlayVerdict;
  /** First 12 hex digits of the token's SHA-256, '' without token: shows whether two tokens differ. */
  readonly tokenHash: string;
}

export interface PlayLog {
  add(time: number, item: string, verdict: PlayVerdict, token: string | undefined): void;
  /** Oldest first. */
  entries(): readonly PlayEntry[];
}

const KEPT = 500;

export function createPlayLog(): PlayLog {
  const kept: PlayEntry[] = [];
  return {
    add: (time, item, verdict, token) => {
      kept.push({ time, item, verdict, tokenHash: token === undefined ? '' : shortHash(token) });
      if (kept.length > KEPT) kept.shift();
    },
    entries: () => [...kept],
  };
}

function shortHash(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 12);
}
