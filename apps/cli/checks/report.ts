/** Reports of `doctor` and `migrate`. */
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
      /** False: some requests were not sent. */
      readonly complete: boolean;
      readonly differing: number;
    };

export interface Check {
  readonly event: 'check';
  /** Subject of the check: `settings`, `service`, `clock`, … */
  readonly check: string;
  /**
   * `notice`: not wrong, but worth knowing. `skipped`: the check could not run because an earlier one failed,
   * or its subject is not used.
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
  /** Description of both answers. */
  readonly found: string;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly what: string;
  readonly v1: string;
  readonly v2: string;
}
