import { getOwn } from '../getOwn.ts';
import { isTempPass } from '../pass/tempPass.ts';
import type { Service } from '../service.ts';
import { accounts } from '../world/accounts.ts';
import type { ListName } from '../world/declaration.ts';
import type { TakenLists } from '../world/made.ts';
import { readWorld } from '../world/readWorld.ts';
import type { Origin, ServiceProvider } from '../world/serviceProviders.ts';

/** A sandbox's service providers, applications, MVPDs and accounts, for the console and for tests. */
export interface KnownWorld {
  readonly serviceProviders: readonly KnownServiceProvider[];
  readonly applications: readonly KnownApplication[];
  readonly mvpds: ReadonlyArray<{
    readonly id: string;
    readonly displayName: string;
    readonly isTempPass: boolean;
    /** How it differs from others. */
    readonly what?: string;
  }>;
  readonly accounts: ReadonlyArray<{ readonly user: string; readonly what: string }>;
}

export interface KnownServiceProvider extends Omit<ServiceProvider, 'open'> {
  readonly origin: Origin;
  /** Lists that were not declared: every value is accepted, in strict mode too. */
  readonly open: readonly ListName[];
  /** Undeclared values of its lists that clients sent, in order of arrival. */
  readonly taken: TakenLists;
}

/** A registered application: what its software statement allows. */
export interface KnownApplication {
  /** `software_id` */
  readonly softwareId: string;
  readonly serviceProviders: readonly string[] | 'all';
  readonly scopes: readonly string[];
  /** Its statement was not declared but sent by a client. */
  readonly isTaken: boolean;
}

/** @throws WorldError */
export function declare(service: Service, value: unknown): void {
  const { world } = service;
  const declared = readWorld(value);
  const known = new Set(world.serviceProviders().map(({ id }) => id));
  world.declare(declared);
  for (const { id } of declared.serviceProviders ?? [])
    if (!known.has(id)) service.applyStandingOrders(id);
}

export function describeWorld({ world, rules, store }: Service): KnownWorld {
  return {
    serviceProviders: world.serviceProviders().map((provider) => ({
      ...provider,
      resources: [...provider.resources, ...(getOwn(rules.resources, provider.id) ?? [])],
      taken: world.taken(provider.id),
    })),
    applications: world.applications().map(({ softwareId, serviceProviders, scopes }) => ({
      softwareId,
      serviceProviders,
      scopes,
      isTaken: store.applications.has(softwareId),
    })),
    mvpds: world.mvpds().map((mvpd) => ({
      id: mvpd.id,
      displayName: mvpd.displayName,
      isTempPass: isTempPass(mvpd),
      ...(mvpd.what === undefined ? {} : { what: mvpd.what }),
    })),
    accounts: accounts.map(({ user, what }) => ({ user, what })),
  };
}
