import type { Talk } from '../sampleTraffic.ts';

/** Traffic for one row. */
export interface Case {
  /** Part of the key of the client that is judged; the first client when absent. */
  readonly who?: string;
  readonly met: Talk;
  /** Absent when a requirement can only be met: what is optional, or what only a screen could break. */
  readonly broken?: Talk;
  /** What must not be called broken, by why: silence or contradiction in the documentation, or people. */
  readonly tolerated?: Readonly<Record<string, Talk>>;
}

export type Cases = Readonly<Record<string, Case>>;
