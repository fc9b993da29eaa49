import type { AnsweredAttribute } from './userMetadata.ts';

/** A profile as the profiles pages describe it. Times are numbers of ms. */
export interface ProfileAnswer {
  readonly notBefore: number;
  readonly notAfter: number;
  readonly issuer: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, AnsweredAttribute>>;
}
