import type { ServiceProviderDeclaration } from './declaration.ts';

/** What clients came with and nobody had declared, of one service provider; lists in order of arrival. */
export interface TakenLists {
  readonly domains: readonly string[];
  readonly redirects: readonly string[];
  readonly resources: readonly string[];
}

/** A service provider that was made while the sandbox ran, or what was taken for one that it had. */
export interface MadeServiceProvider {
  /** By an order to `/_sandbox/world`. */
  readonly declared?: ServiceProviderDeclaration;
  readonly taken: TakenLists;
}
