import type { ServiceProviderDeclaration } from './declaration.ts';

/** Undeclared values of one service provider that were accepted from clients; in order of arrival. */
export interface TakenLists {
  readonly domains: readonly string[];
  readonly redirects: readonly string[];
  readonly resources: readonly string[];
}

/** A service provider added while the sandbox runs, or undeclared values accepted for one that it had before. */
export interface MadeServiceProvider {
  /** Declared by an order to `/_sandbox/world`. */
  readonly declared?: ServiceProviderDeclaration;
  readonly taken: TakenLists;
}
