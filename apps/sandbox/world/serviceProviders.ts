/** Channels and brands that the sandbox knows, as Adobe's onboarding would have registered them. */
export interface ServiceProvider {
  /** The `serviceProvider` of every V2 path (older name: requestor id). */
  readonly id: string;
  readonly name: string;
  /** Registered domains: valid for `domainName`, and for the host of a `redirectUrl`. */
  readonly domains: readonly string[];
  /** Resource ids agreed with the MVPDs. */
  readonly resources: readonly string[];
}

export const serviceProviders: readonly ServiceProvider[] = [
  {
    id: 'NORTHSTAR',
    name: 'Northstar',
    domains: ['northstar.example', 'localhost'],
    resources: ['NORTHSTAR-MAIN', 'NORTHSTAR-SPORT', 'NORTHSTAR-NEWS', 'NORTHSTAR-KIDS'],
  },
  {
    // A second brand, so that a token of one can be refused at the other.
    id: 'LIGHTHOUSE',
    name: 'Lighthouse',
    domains: ['lighthouse.example'],
    resources: ['LIGHTHOUSE-MAIN'],
  },
];

export function findServiceProvider(id: string): ServiceProvider | undefined {
  return serviceProviders.find((provider) => provider.id === id);
}
