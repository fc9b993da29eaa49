import type { ListName } from './declaration.ts';

/** The origin of an entry: the built-in demo, a declaration, or a client's request. */
export type Origin = 'built-in' | 'declared' | 'taken';

/** A channel or brand of the sandbox, with the data that Adobe's onboarding registers. */
export interface ServiceProvider {
  /** The `serviceProvider` of every V2 path (older name: requestor id). */
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  /** Registered domains: valid for `domainName`, and for the host of a `redirectUrl`. */
  readonly domains: readonly string[];
  /** Further targets of logins, as keys (redirectKey.ts): origins of pages, and custom schemes. */
  readonly redirects: readonly string[];
  /** Resource ids agreed with the MVPDs. */
  readonly resources: readonly string[];
  /** Lists that were not declared: every value is accepted, in strict mode too. */
  readonly open: readonly ListName[];
}

/** The demo's service providers. */
export const serviceProviders: readonly ServiceProvider[] = [
  {
    id: 'NORTHSTAR',
    name: 'Northstar',
    origin: 'built-in',
    domains: ['northstar.example', 'localhost'],
    redirects: [],
    resources: ['NORTHSTAR-MAIN', 'NORTHSTAR-SPORT', 'NORTHSTAR-NEWS', 'NORTHSTAR-KIDS'],
    open: [],
  },
  {
    // A second brand, so that tests can check that a token of one brand is refused for the other.
    id: 'LIGHTHOUSE',
    name: 'Lighthouse',
    origin: 'built-in',
    domains: ['lighthouse.example'],
    redirects: [],
    resources: ['LIGHTHOUSE-MAIN'],
    open: [],
  },
];
