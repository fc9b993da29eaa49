import type { Service } from '../service.ts';
import type { NumberRules, Rules } from '../state/rules.ts';
import { keyOf, ownerOfKey } from '../state/store.ts';
import type { Profile } from '../state/types.ts';
import { findMvpd } from '../world/providers.ts';
import { findServiceProvider, serviceProviders } from '../world/serviceProviders.ts';
import { type DashboardOrders, dashboardActions } from './dashboardOrders.ts';
import { OrderError } from './orderError.ts';
import { checkShape, ruleShapes } from './shapes.ts';

/** Which clients or profiles an order is about: `true` for all of them. */
export type ClientChoice = true | { readonly clientId: string };
export type ProfileChoice =
  | true
  | { readonly mvpd?: string; readonly clientId?: string; readonly code?: string };

/** Orders that bend the running sandbox; several may come at once. Lives in s. */
export interface RuleOrders extends DashboardOrders {
  readonly tokenLifeS?: number;
  readonly codeLifeS?: number;
  readonly profileLifeS?: number;
  readonly homeProfileLifeS?: number;
  readonly decisionLifeS?: number;
  readonly mediaTokenLifeS?: number;
  readonly maxAuthorizeResources?: number;
  readonly maxPreauthorizeResources?: number;
  readonly slowLoginMs?: number;
  readonly profileErrors?: 'top' | 'item';
  readonly metadataErrors?: 'top' | 'attribute';
  readonly missingDomain?: 'domainName' | 'domain';
  /** REST API V1: Enhanced Errors switched on, and the status of `authorize` without a login. */
  readonly v1Errors?: 'basic' | 'enhanced';
  readonly v1NotAuthenticated?: 412 | 403;
  readonly throttle?: boolean;
  /** Access tokens stop working at once: 401 without a documented code. */
  readonly revokeTokens?: ClientChoice;
  /** Client credentials stop working: `invalid_client`, `invalid_access_token_client_application`. */
  readonly revokeCredentials?: ClientChoice;
  /** A registered application's statement, by `software_id`: `unapproved_software_statement`. */
  readonly revokeStatement?: string;
  readonly approveStatement?: string;
  /** Profiles reach their end now: `authenticated_profile_expired`. */
  readonly expireProfiles?: ProfileChoice;
  /** The MVPD withdraws them: `authenticated_profile_invalidated`. */
  readonly invalidateProfiles?: ProfileChoice;
  /** They are gone: `authenticated_profile_missing`. */
  readonly deleteProfiles?: ProfileChoice;
  /** Codes on screens run out now. */
  readonly expireCodes?: true | { readonly code: string };
  readonly integration?: {
    readonly mvpd: string;
    readonly active: boolean;
    /** All of them when absent. */
    readonly serviceProvider?: string;
  };
}

type CarryOut<T> = (service: Service, value: T) => void;

function setNumber(name: keyof NumberRules): CarryOut<number> {
  return ({ rules }, value) => {
    if (!Number.isInteger(value) || value < 1)
      throw new OrderError(`${name}: a whole number of at least 1 is needed`);
    rules[name] = value;
  };
}

const actions: { readonly [K in keyof RuleOrders]-?: CarryOut<NonNullable<RuleOrders[K]>> } = {
  ...dashboardActions,
  tokenLifeS: setNumber('tokenLifeS'),
  codeLifeS: setNumber('codeLifeS'),
  profileLifeS: setNumber('profileLifeS'),
  homeProfileLifeS: setNumber('homeProfileLifeS'),
  decisionLifeS: setNumber('decisionLifeS'),
  mediaTokenLifeS: setNumber('mediaTokenLifeS'),
  maxAuthorizeResources: setNumber('maxAuthorizeResources'),
  maxPreauthorizeResources: setNumber('maxPreauthorizeResources'),
  slowLoginMs: setNumber('slowLoginMs'),
  profileErrors: ({ rules }, value) => {
    if (value !== 'top' && value !== 'item')
      throw new OrderError('profileErrors: "top" or "item" is needed');
    rules.profileErrors = value;
  },
  metadataErrors: ({ rules }, value) => {
    if (value !== 'top' && value !== 'attribute')
      throw new OrderError('metadataErrors: "top" or "attribute" is needed');
    rules.metadataErrors = value;
  },
  missingDomain: ({ rules }, value) => {
    if (value !== 'domainName' && value !== 'domain')
      throw new OrderError('missingDomain: "domainName" or "domain" is needed');
    rules.missingDomain = value;
  },
  v1Errors: ({ rules }, value) => {
    if (value !== 'basic' && value !== 'enhanced')
      throw new OrderError('v1Errors: "basic" or "enhanced" is needed');
    rules.v1Errors = value;
  },
  v1NotAuthenticated: ({ rules }, value) => {
    if (value !== 412 && value !== 403)
      throw new OrderError('v1NotAuthenticated: 412 or 403 is needed');
    rules.v1NotAuthenticated = value;
  },
  throttle: ({ rules }, value) => {
    if (typeof value !== 'boolean') throw new OrderError('throttle: true or false is needed');
    rules.throttle = value;
  },
  revokeTokens: ({ store }, choice) => {
    for (const token of store.tokens.values())
      if (isChosen(choice, token.clientId)) store.tokens.delete(token.value);
  },
  revokeCredentials: ({ store }, choice) => {
    for (const client of store.clients.values())
      if (isChosen(choice, client.id)) client.revoked = true;
  },
  revokeStatement: ({ rules, store }, softwareId) => {
    if (typeof softwareId !== 'string' || softwareId === '')
      throw new OrderError('revokeStatement: the software_id of a statement is needed');
    rules.revokedStatements.add(softwareId);
    // "It also invalidates existing user profiles."
    for (const [key, own] of store.profiles)
      if (store.clients.get(ownerOfKey(key).clientId)?.softwareId === softwareId)
        for (const profile of own.values()) profile.invalidated = true;
  },
  approveStatement: ({ rules }, softwareId) => {
    if (typeof softwareId !== 'string' || softwareId === '')
      throw new OrderError('approveStatement: the software_id of a statement is needed');
    rules.revokedStatements.delete(softwareId);
  },
  expireProfiles: (service, choice) =>
    forProfiles(service, choice, (profile) => {
      profile.notAfter = Math.min(profile.notAfter, service.clock.now());
    }),
  invalidateProfiles: (service, choice) =>
    forProfiles(service, choice, (profile) => {
      profile.invalidated = true;
    }),
  deleteProfiles: (service, choice) =>
    forProfiles(service, choice, (profile, key) => {
      service.store.deleteProfile(ownerOfKey(key), profile.mvpd);
    }),
  expireCodes: ({ store }, choice) => {
    if (choice === true) store.sessions.clear();
    else store.sessions.delete(String(choice.code).toUpperCase());
  },
  integration: ({ rules }, { mvpd, active, serviceProvider }) => {
    if (!findMvpd(mvpd)) throw new OrderError(`integration: no MVPD is called "${mvpd}"`);
    if (serviceProvider !== undefined && !findServiceProvider(serviceProvider))
      throw new OrderError(`integration: no service provider is called "${serviceProvider}"`);
    if (typeof active !== 'boolean')
      throw new OrderError('integration: "active" is needed, true or false');
    for (const { id } of serviceProviders) {
      if (serviceProvider !== undefined && id !== serviceProvider) continue;
      if (active) rules.inactiveIntegrations.delete(`${id}/${mvpd}`);
      else rules.inactiveIntegrations.add(`${id}/${mvpd}`);
    }
  },
};

/** @throws OrderError when an order is not known or its value not usable; then none was carried out. */
export function carryOut(service: Service, orders: RuleOrders): void {
  const known = Object.keys(orders).filter((key) => orders[key as keyof RuleOrders] !== undefined);
  for (const key of known)
    if (!Object.hasOwn(actions, key))
      throw new OrderError(
        `no rule is called "${key}"; there are ${Object.keys(actions).join(', ')}`,
      );
  for (const key of known) {
    const value = orders[key as keyof RuleOrders];
    if (value === null) throw new OrderError(`${key}: null is no value for it`);
    const shape = Object.hasOwn(ruleShapes, key) ? ruleShapes[key] : undefined;
    if (shape) checkShape(key, value, shape);
  }
  for (const key of known) {
    const action = actions[key as keyof RuleOrders] as (service: Service, value: unknown) => void;
    action(service, orders[key as keyof RuleOrders]);
  }
}

/** The rules as JSON. */
export function showRules(rules: Rules) {
  return {
    ...rules,
    inactiveIntegrations: [...rules.inactiveIntegrations],
    revokedStatements: [...rules.revokedStatements],
  };
}

function isChosen(choice: ClientChoice, clientId: string): boolean {
  return choice === true || choice.clientId === clientId;
}

function forProfiles(
  { store }: Service,
  choice: ProfileChoice,
  act: (profile: Profile, key: string) => void,
): void {
  const session =
    choice === true || choice.code === undefined ? undefined : store.sessions.get(choice.code);
  for (const [key, own] of [...store.profiles]) {
    if (choice !== true) {
      if (choice.clientId !== undefined && ownerOfKey(key).clientId !== choice.clientId) continue;
      if (choice.code !== undefined && (!session || keyOf(session.owner) !== key)) continue;
    }
    for (const profile of [...own.values()])
      if (choice === true || choice.mvpd === undefined || choice.mvpd === profile.mvpd)
        act(profile, key);
  }
}
