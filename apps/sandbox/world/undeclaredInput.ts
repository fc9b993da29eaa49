import { getOwn } from '../getOwn.ts';
import { resourceTitle } from '../pass/resources.ts';
import type { PassContext, Service } from '../service.ts';
import type { TakenKind } from '../state/rules.ts';
import type { TakenLists } from './made.ts';
import type { Mvpd } from './providers.ts';
import { isId, LONGEST_RESOURCE } from './readWorld.ts';
import { isLoopbackHost, isWeb, redirectKey } from './redirectKey.ts';
import type { ServiceProvider } from './serviceProviders.ts';
import { claimsToBeBuiltIn, type RegisteredApplication, softwareIdOf } from './statements.ts';
import type { Taken } from './taken.ts';
import { ALL_SCOPES } from './world.ts';

/** The maximum per kind, and per list, so that random input cannot fill the memory. */
const MOST_TAKEN = 1_000;
/** Longer domain names are accepted but not stored. */
const LONGEST_DOMAIN = 253;

/** Whether undeclared values of a kind are accepted: in lenient mode all except MVPDs, unless a rule changes it. */
export function takes({ mode, rules }: Service, kind: TakenKind): boolean {
  return rules.takes[kind] ?? (mode === 'lenient' && kind !== 'mvpd');
}

/** The service provider of a request; created if it is not declared and undeclared ones are accepted. */
export function enterServiceProvider(
  c: PassContext,
  service: Service,
  id: string,
): ServiceProvider | undefined {
  const { world, store } = service;
  const known = world.serviceProvider(id);
  if (known) return known;
  if (!isId(id) || !takes(service, 'serviceProvider')) return undefined;
  if (store.serviceProviders.size >= MOST_TAKEN) return undefined;
  world.take(id);
  service.applyStandingOrders(id);
  note(c, service, { kind: 'serviceProvider', id });
  return world.serviceProvider(id);
}

/** Whether this domain may be the `domainName` of the service provider's logins. */
export function enterDomain(
  c: PassContext,
  service: Service,
  provider: ServiceProvider,
  text: string,
): boolean {
  const domain = text.toLowerCase();
  if (provider.domains.includes(domain)) return true;
  if (!takes(service, 'domain') && !provider.open.includes('domains')) return false;
  if (domain.length <= LONGEST_DOMAIN) enter(c, service, provider, 'domain', domain);
  return true;
}

/** Whether a login or logout may redirect to an address that a client of this service provider sent. */
export function enterRedirect(
  c: PassContext,
  service: Service,
  provider: ServiceProvider,
  text: string,
): boolean {
  if (mayReturnTo(service, provider, text)) return true;
  const key = redirectKey(text);
  if (key === undefined) return false;
  const list = isWeb(key) ? 'domains' : 'redirects';
  if (!takes(service, 'redirect') && !provider.open.includes(list)) return false;
  return enter(c, service, provider, 'redirect', key);
}

/**
 * Whether an address is known: a page on a registered domain of the service provider, on this machine or at
 * an allowed origin, the custom scheme of a registered application, or a declared or taken redirect. The
 * sandbox redirects to no other address. Adobe documents the error, not the rule.
 */
export function mayReturnTo(service: Service, provider: ServiceProvider, text: string): boolean {
  const key = redirectKey(text);
  if (key === undefined) return false;
  if (provider.redirects.includes(key)) return true;
  if (!isWeb(key)) return schemesOf(service, provider).includes(key);
  const { hostname } = new URL(key);
  return (
    isLoopbackHost(hostname) ||
    service.activateOrigins.includes(key) ||
    provider.domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))
  );
}

/** Custom schemes of the registered applications (TVE Dashboard, "Custom schemes"). */
function schemesOf({ world }: Service, { id }: ServiceProvider): string[] {
  return world
    .applications()
    .filter(({ serviceProviders }) => serviceProviders !== 'all' && serviceProviders.includes(id))
    .flatMap(({ redirectUris }) => redirectUris.flatMap((uri) => redirectKey(uri) ?? []));
}

/** Whether the service provider has agreed with the MVPDs on a resource. */
export function enterResource(
  c: PassContext,
  service: Service,
  provider: ServiceProvider,
  resource: string,
): boolean {
  const title = resourceTitle(resource);
  const { rules } = service;
  if ((getOwn(rules.refusedResources, provider.id) ?? []).includes(title)) return false;
  if (provider.resources.includes(title)) return true;
  if ((getOwn(rules.resources, provider.id) ?? []).includes(title)) return true;
  if (!takes(service, 'resource') && !provider.open.includes('resources')) return false;
  // An MRSS document without a channel identifies no resource.
  if (title.startsWith('<') || title.length > LONGEST_RESOURCE) return false;
  return enter(c, service, provider, 'resource', title);
}

/** The registered application of a software statement from any issuer. */
export function enterStatement(
  c: PassContext,
  service: Service,
  statement: string,
): RegisteredApplication | undefined {
  const { world, store } = service;
  const known = world.application(statement);
  if (known) return known;
  const openTo = world
    .serviceProviders()
    .filter(({ open, origin }) => origin === 'declared' && open.includes('softwareStatements'))
    .map(({ id }) => id);
  const isTaken = takes(service, 'softwareStatement');
  if (statement.trim() === '' || claimsToBeBuiltIn(statement)) return undefined;
  if (!isTaken && openTo.length === 0) return undefined;
  const application: RegisteredApplication = {
    softwareId: softwareIdOf(statement),
    serviceProviders: isTaken ? 'all' : openTo,
    scopes: ALL_SCOPES,
    redirectUris: [],
  };
  const { softwareId } = application;
  if (!store.applications.has(softwareId)) {
    if (store.applications.size >= MOST_TAKEN) return undefined;
    store.applications.set(softwareId, application);
    note(c, service, { kind: 'softwareStatement', id: softwareId });
  }
  return application;
}

/** The MVPD of a request; created if it is unknown and the rules allow unknown MVPDs. */
export function enterMvpd(c: PassContext, service: Service, id: string): Mvpd | undefined {
  const { world, store } = service;
  const known = world.mvpd(id);
  if (known || !isId(id) || !takes(service, 'mvpd') || store.mvpds.size >= MOST_TAKEN) return known;
  // MVPDs with such ids are always TempPass pseudo-MVPDs.
  store.mvpds.set(id, /temp-?_?pass/i.test(id) ? { id, tempPassLifeS: 600 } : { id });
  note(c, service, { kind: 'mvpd', id });
  return world.mvpd(id);
}

/** Whether clients of an application may send requests for a service provider. */
export function mayUse(allowed: readonly string[] | 'all', { id, open }: ServiceProvider): boolean {
  return allowed === 'all' || allowed.includes(id) || open.includes('softwareStatements');
}

const LIST_OF = { domain: 'domains', redirect: 'redirects', resource: 'resources' } as const;

/** Stores a value. @returns false when the list already has the maximum of values */
function enter(
  c: PassContext,
  service: Service,
  provider: ServiceProvider,
  kind: keyof typeof LIST_OF,
  id: string,
): boolean {
  const list: keyof TakenLists = LIST_OF[kind];
  const { world } = service;
  const before = world.taken(provider.id)[list];
  if (before.includes(id)) return true;
  if (before.length >= MOST_TAKEN) return false;
  world.take(provider.id, list, id);
  note(c, service, { kind, id, serviceProvider: provider.id });
  return true;
}

const NAMES: Readonly<Record<TakenKind, string>> = {
  serviceProvider: 'the service provider',
  domain: 'the domain',
  redirect: 'the redirect',
  resource: 'the resource',
  softwareStatement: 'the software statement',
  mvpd: 'the TV provider',
};

/** Notes an accepted undeclared value in the record of the request and on the terminal. */
function note(c: PassContext, service: Service, taken: Taken): void {
  c.set('taken', [...(c.get('taken') ?? []), taken]);
  const of = taken.serviceProvider === undefined ? '' : ` of ${taken.serviceProvider}`;
  const id = taken.id.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
  service.warn(`took ${NAMES[taken.kind]} ${id}${of} as it came: nobody has declared it`);
}
