import type { ListName } from './declaration.ts';

/** Where the sandbox has it from: its own demo, a declaration, or a client that came with it. */
export type Origin = 'built-in' | 'declared' | 'taken';

/** A channel or brand that the sandbox knows, as Adobe's onboarding would have registered it. */
export interface ServiceProvider {
  /** The `serviceProvider` of every V2 path (older name: requestor id). */
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  /** Registered domains: valid for `domainName`, and for the host of a `redirectUrl`. */
  readonly domains: readonly string[];
  /** Where logins may end besides, as keys (redirectKey.ts): origins of pages, and custom schemes. */
  readonly redirects: readonly string[];
  /** Resource ids agreed with the MVPDs. */
  readonly resources: readonly string[];
  /** Of what nobody declared a list: taken as it comes, in strict mode too. */
  readonly open: readonly ListName[];
}

/** The demo's own. */
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
    // A second brand, so that a token of one can be refused at the other.
    id: 'LIGHTHOUSE',
    name: 'Lighthouse',
    origin: 'built-in',
    domains: ['lighthouse.example'],
    redirects: [],
    resources: ['LIGHTHOUSE-MAIN'],
    open: [],
  },
];
