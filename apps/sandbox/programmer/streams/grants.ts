import { randomBytes } from 'node:crypto';
import type { Protection } from './keys.ts';

/** ms; after this time the stream's URL is no longer valid. */
export const GRANT_LIFE = 4 * 60 * 60 * 1000;

/** URLs of protected streams contain a grant: a random value that is valid for one title, for some hours. */
export interface Grants {
  /** Creates a grant for one title; with `protection` its stream is encrypted. */
  release(titleId: string, protection?: Protection): string;
  /** The protection of a valid grant's stream; undefined when the stream is not encrypted. */
  protectionOf(grant: string): Protection | undefined;
  /** Whether the grant is still valid and was created for this title. */
  opens(grant: string, titleId: string): boolean;
}

export function createGrants(clock: { now(): number }): Grants {
  const known = new Map<
    string,
    { readonly titleId: string; readonly until: number; readonly protection?: Protection }
  >();
  const forgetExpired = () => {
    for (const [grant, { until }] of known) if (until <= clock.now()) known.delete(grant);
  };
  return {
    release: (titleId, protection) => {
      forgetExpired();
      const grant = randomBytes(24).toString('base64url');
      const until = clock.now() + GRANT_LIFE;
      known.set(grant, { titleId, until, ...(protection ? { protection } : {}) });
      return grant;
    },
    protectionOf: (grant) => known.get(grant)?.protection,
    opens: (grant, titleId) => {
      const found = known.get(grant);
      return found !== undefined && found.titleId === titleId && clock.now() < found.until;
    },
  };
}
