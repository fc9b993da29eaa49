import type { TakenKind } from '../state/rules.ts';

/** Something that nobody had declared and that a request came with, as the record has it. */
export interface Taken {
  readonly kind: TakenKind;
  /** Of a software statement what it is called, of an address what it is known by. */
  readonly id: string;
  /** Whose it is, where it belongs to one. */
  readonly serviceProvider?: string;
}
