import type { Talk } from '../sampleTraffic.ts';

/** Traffic for one row. */
export interface Case {
  /** Part of the key of the client that is judged; the first client when absent. */
  readonly who?: string;
  readonly met: Talk;
  /**
   * Absent when a requirement can only be met: it is optional, or only a screen could show that it is
   * broken.
   */
  readonly broken?: Talk;
  /**
   * Traffic that must not count as broken, by the reason: the documentation is silent or contradicts
   * itself, or people caused it.
   */
  readonly tolerated?: Readonly<Record<string, Talk>>;
}

export type Cases = Readonly<Record<string, Case>>;
