import type { Store } from '../state/store.ts';
import type {
  ListName,
  MvpdDeclaration,
  ServiceProviderDeclaration,
  WorldDeclaration,
} from './declaration.ts';
import type { TakenLists } from './made.ts';
import { mvpds as builtInMvpds, type Mvpd } from './providers.ts';
import { redirectKey } from './redirectKey.ts';
import { serviceProviders as builtIn, type ServiceProvider } from './serviceProviders.ts';
import { type SigningKey, signingKeys } from './signingKeys.ts';
import {
  builtInApplication,
  type RegisteredApplication,
  registeredApplications,
  softwareIdOf,
  V1_SCOPES,
  V2_SCOPE,
} from './statements.ts';

const NOTHING: TakenLists = { domains: [], redirects: [], resources: [] };
const LISTS: readonly ListName[] = ['domains', 'redirects', 'resources', 'softwareStatements'];

/**
 * All service providers, applications and MVPDs of one sandbox: the demo's, those declared at start, and (in
 * the store, to be persistent) those declared or taken since.
 */
export class World {
  private readonly declared: WorldDeclaration;
  private readonly store: Store;

  constructor(declared: WorldDeclaration, store: Store) {
    this.declared = declared;
    this.store = store;
  }

  serviceProviders(): ServiceProvider[] {
    const ids = [
      ...builtIn.map(({ id }) => id),
      ...(this.declared.serviceProviders ?? []).map(({ id }) => id),
      ...this.store.serviceProviders.keys(),
    ];
    return [...new Set(ids)].flatMap((id) => this.serviceProvider(id) ?? []);
  }

  serviceProvider(id: string): ServiceProvider | undefined {
    const made = this.store.serviceProviders.get(id);
    const own = builtIn.find((one) => one.id === id);
    const declaration = made?.declared ?? this.declarationOf(id);
    if (!declaration && !made) return own;
    const base = declaration ? declaredProvider(declaration) : (own ?? takenProvider(id));
    return made ? withTaken(base, made.taken) : base;
  }

  /** Values that were taken for a service provider, besides the declared ones. */
  taken(id: string): TakenLists {
    return this.store.serviceProviders.get(id)?.taken ?? NOTHING;
  }

  /** Stores a service provider, or a value of one of its lists, that a client sent without a declaration. */
  take(id: string, list?: keyof TakenLists, value?: string): void {
    const made = this.store.serviceProviders.get(id) ?? { taken: NOTHING };
    const taken =
      list === undefined || value === undefined
        ? made.taken
        : { ...made.taken, [list]: [...made.taken[list], value] };
    this.store.serviceProviders.set(id, { ...made, taken });
  }

  /** Adds the declarations of an order; a declaration replaces an earlier one with the same id. */
  declare({ serviceProviders = [], mvpds = [] }: WorldDeclaration): void {
    for (const declared of serviceProviders)
      this.store.serviceProviders.set(declared.id, { declared, taken: this.taken(declared.id) });
    for (const mvpd of mvpds) this.store.mvpds.set(mvpd.id, mvpd);
  }

  /** The registered application of a software statement. */
  application(statement: string): RegisteredApplication | undefined {
    const found = this.declaredApplications().find((one) => one.statement === statement);
    const own = builtInApplication(statement);
    if (!found || !own) return found ?? own;
    const all = [...own.serviceProviders, ...found.serviceProviders];
    return { ...own, ...found, serviceProviders: [...new Set(all)] };
  }

  /** All registered applications, including those of taken statements. */
  applications(): RegisteredApplication[] {
    const known = new Map<string, RegisteredApplication>();
    for (const one of registeredApplications) known.set(one.softwareId, one);
    for (const { statement, ...one } of this.declaredApplications())
      known.set(one.softwareId, this.application(statement) ?? one);
    for (const one of this.store.applications.values())
      if (!known.has(one.softwareId)) known.set(one.softwareId, one);
    return [...known.values()];
  }

  mvpds(): Mvpd[] {
    const all = new Map(builtInMvpds.map((mvpd) => [mvpd.id, mvpd]));
    for (const one of this.declared.mvpds ?? []) all.set(one.id, declaredMvpd(one));
    for (const one of this.store.mvpds.values()) all.set(one.id, declaredMvpd(one));
    return [...all.values()];
  }

  mvpd(id: string): Mvpd | undefined {
    const declared =
      this.store.mvpds.get(id) ?? this.declared.mvpds?.find((mvpd) => mvpd.id === id);
    return declared ? declaredMvpd(declared) : builtInById.get(id);
  }

  signingKey(publicKey: string): SigningKey | undefined {
    for (const { id, signingKeys: pairs = [] } of this.declarations()) {
      const pair = pairs.find((one) => one.publicKey === publicKey);
      if (pair) return { ...pair, requestor: id };
    }
    return signingKeys.find((key) => key.publicKey === publicKey);
  }

  private declarationOf(id: string): ServiceProviderDeclaration | undefined {
    return this.declared.serviceProviders?.find((one) => one.id === id);
  }

  private declarations(): ServiceProviderDeclaration[] {
    const made = [...this.store.serviceProviders.values()].flatMap(
      ({ declared }) => declared ?? [],
    );
    const ids = new Set(made.map(({ id }) => id));
    return [...(this.declared.serviceProviders ?? []).filter(({ id }) => !ids.has(id)), ...made];
  }

  /** One application per statement: several service providers may declare the same statement. */
  private declaredApplications(): Array<RegisteredApplication & { readonly statement: string }> {
    const found = new Map<string, RegisteredApplication & { readonly statement: string }>();
    for (const { id, softwareStatements = [] } of this.declarations())
      for (const one of softwareStatements) {
        const { statement, softwareId, scopes, redirectUris } =
          typeof one === 'string' ? { statement: one } : one;
        const before = found.get(statement);
        const own = builtInApplication(statement);
        found.set(statement, {
          statement,
          softwareId: softwareId ?? before?.softwareId ?? softwareIdOf(statement),
          serviceProviders: [...(before?.serviceProviders ?? []), id],
          scopes: scopes ?? before?.scopes ?? own?.scopes ?? ALL_SCOPES,
          redirectUris: redirectUris ?? before?.redirectUris ?? own?.redirectUris ?? [],
        });
      }
    return [...found.values()];
  }
}

/** The scopes of a statement for which no API was declared. */
export const ALL_SCOPES: readonly string[] = [V2_SCOPE, ...V1_SCOPES];

const builtInById = new Map(builtInMvpds.map((mvpd) => [mvpd.id, mvpd]));

function declaredProvider(declaration: ServiceProviderDeclaration): ServiceProvider {
  const { id, name = id, domains = [], redirects = [], resources = [] } = declaration;
  return {
    id,
    name: name.trim(),
    origin: 'declared',
    domains: domains.map((domain) => domain.toLowerCase()),
    redirects: redirects.flatMap((one) => redirectKey(one) ?? []),
    resources: resources.map((resource) => resource.trim()),
    open: LISTS.filter((list) => declaration[list] === undefined),
  };
}

function takenProvider(id: string): ServiceProvider {
  const origin = 'taken';
  return { id, name: id, origin, domains: [], redirects: [], resources: [], open: LISTS };
}

function withTaken(base: ServiceProvider, taken: TakenLists): ServiceProvider {
  const union = (list: keyof TakenLists) => [...new Set([...base[list], ...taken[list]])];
  return {
    ...base,
    domains: union('domains'),
    redirects: union('redirects'),
    resources: union('resources'),
  };
}

/** Background colours on which white text is readable. */
const COLORS = ['#1d4ed8', '#0f766e', '#9333ea', '#b45309', '#be185d', '#15803d', '#475569'];

function declaredMvpd(declaration: MvpdDeclaration): Mvpd {
  const { id, displayName = id, color, tempPassLifeS, tempPassResources } = declaration;
  const sum = [...id].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  const isTempPass = tempPassLifeS !== undefined || tempPassResources !== undefined;
  return {
    hasLogoutEndpoint: !isTempPass,
    mark: isTempPass ? 'ticket' : 'initials',
    ...declaration,
    displayName: displayName.trim(),
    color: color ?? COLORS[sum % COLORS.length] ?? '#475569',
    ...(isTempPass ? { tempPassLifeS: tempPassLifeS ?? DAY_S } : {}),
  };
}

const DAY_S = 86_400;
