import type { TakenKind } from '../state/rules.ts';

/** An undeclared value of a request that was accepted, as in the record. */
export interface Taken {
  readonly kind: TakenKind;
  /** The value; for a software statement its id (softwareIdOf), for an address its key (redirectKey.ts). */
  readonly id: string;
  /** The service provider that the value belongs to, if any. */
  readonly serviceProvider?: string;
}
