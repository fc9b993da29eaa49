/** What `doctor` and `migrate` say. */
export type CheckReport =
  | Check
  | {
      /** The end of `doctor`. */
      readonly event: 'health';
      readonly well: boolean;
      readonly wrong: number;
    }
  | Comparison
  | {
      /** The end of `migrate`. */
      readonly event: 'migration';
      /** False: something was not asked. */
      readonly complete: boolean;
      readonly differing: number;
    };

export interface Check {
  readonly event: 'check';
  /** What was looked at: `settings`, `service`, `clock`, … */
  readonly check: string;
  /**
   * `notice`: well, but worth knowing. `skipped`: it could not be looked at, because of something before it,
   * or it is not used.
   */
  readonly result: 'well' | 'notice' | 'wrong' | 'skipped';
  readonly found: string;
  /** What to do; with `wrong` and `notice`. */
  readonly advice?: string;
}

export interface Comparison {
  readonly event: 'comparison';
  readonly call: 'providers' | 'profiles' | 'preauthorize';
  readonly result: 'same' | 'differs' | 'notAsked';
  /** What both of them answered, in words. */
  readonly found: string;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly what: string;
  readonly v1: string;
  readonly v2: string;
}
