import { randomBytes } from 'node:crypto';
import type { Protection } from './keys.ts';

/** ms; long enough for the longest evening, then the address is dead. */
export const GRANT_LIFE = 4 * 60 * 60 * 1000;

/** Addresses of protected streams carry a grant: unguessable, for one title, for some hours. */
export interface Grants {
  /** A new grant for one title; with `protection` its stream is encrypted. */
  release(titleId: string, protection?: Protection): string;
  /** How the stream of a living grant is protected; undefined when it is not. */
  protectionOf(grant: string): Protection | undefined;
  /** True while the grant lives and was given for this title. */
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
