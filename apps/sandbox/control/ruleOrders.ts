import { bendConcurrency, type ConcurrencyRules } from '../concurrency/rules.ts';
import type { Service } from '../service.ts';
import { type ChoiceName, type Choices, choiceNames, choices } from '../state/choices.ts';
import { type NumberRules, type Rules, type TakenKind, takenKinds } from '../state/rules.ts';
import { keyOf, ownerOfKey } from '../state/store.ts';
import type { Profile } from '../state/types.ts';
import { takes } from '../world/undeclaredInput.ts';
import { type DashboardOrders, dashboardActions, integrationsOf } from './dashboardOrders.ts';
import { OrderError } from './orderError.ts';
import { checkShape, ruleShapes } from './shapes.ts';

/** The clients that an order applies to: `true` for all of them. */
export type ClientChoice = true | { readonly clientId: string };
/** The profiles that an order applies to: `true` for all, else those that match each member. */
export type ProfileChoice =
  | true
  | { readonly mvpd?: string; readonly clientId?: string; readonly code?: string };

/** Orders that change the running sandbox; one object may contain several. Lifetimes in s. */
export interface RuleOrders extends DashboardOrders, Partial<Readonly<Choices>> {
  readonly tokenLifeS?: number;
  readonly codeLifeS?: number;
  readonly profileLifeS?: number;
  readonly homeProfileLifeS?: number;
  readonly decisionLifeS?: number;
  readonly mediaTokenLifeS?: number;
  readonly maxAuthorizeResources?: number;
  readonly maxPreauthorizeResources?: number;
  readonly slowLoginMs?: number;
  /** 0 or more, in s: how long a profile can be read by its code after the code has expired. */
  readonly codeProfileS?: number;
  /** For each kind, whether undeclared values are accepted; see Rules. */
  readonly takes?: Readonly<Partial<Record<TakenKind, boolean>>>;
  /** Concurrency Monitoring; absent members do not change. */
  readonly concurrency?: Readonly<Partial<ConcurrencyRules>>;
  readonly throttle?: boolean;
  /** Access tokens stop working at once: 401 without a documented code. */
  readonly revokeTokens?: ClientChoice;
  /** Client credentials stop working: `invalid_client`, `invalid_access_token_client_application`. */
  readonly revokeCredentials?: ClientChoice;
  /** A registered application's statement, by `software_id`: `unapproved_software_statement`. */
  readonly revokeStatement?: string;
  readonly approveStatement?: string;
  /** Profiles expire now: `authenticated_profile_expired`. */
  readonly expireProfiles?: ProfileChoice;
  /** The MVPD withdraws them: `authenticated_profile_invalidated`. */
  readonly invalidateProfiles?: ProfileChoice;
  /** Profiles are deleted: `authenticated_profile_missing`. */
  readonly deleteProfiles?: ProfileChoice;
  /** Registration codes expire now. */
  readonly expireCodes?: true | { readonly code: string };
  readonly integration?: {
    readonly mvpd: string;
    readonly active: boolean;
    /** All service providers when absent. */
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

/** For each rule of choices.ts, an action that accepts only the rule's allowed values. */
function choiceActions(): { readonly [K in ChoiceName]: CarryOut<Choices[K]> } {
  const entries = choiceNames.map((name) => {
    const allowed: readonly unknown[] = choices[name];
    const act: CarryOut<never> = ({ rules }, value) => {
      if (!allowed.includes(value))
        throw new OrderError(
          `${name}: ${allowed.map((one) => JSON.stringify(one)).join(' or ')} is needed`,
        );
      Object.assign(rules, { [name]: value });
    };
    return [name, act];
  });
  return Object.fromEntries(entries);
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
  ...choiceActions(),
  codeProfileS: ({ rules }, value) => {
    if (!Number.isInteger(value) || value < 0)
      throw new OrderError('codeProfileS: a whole number of at least 0 is needed');
    rules.codeProfileS = value;
  },
  takes: ({ rules }, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new OrderError('takes: kinds are needed, such as {"resource": false}');
    for (const [kind, isTaken] of Object.entries(value)) {
      if (!takenKinds.includes(kind as TakenKind))
        throw new OrderError(`takes: there is no "${kind}"; there are ${takenKinds.join(', ')}`);
      if (typeof isTaken !== 'boolean') throw new OrderError(`takes: ${kind} is true or false`);
    }
    rules.takes = { ...rules.takes, ...value };
  },
  concurrency: ({ rules }, value) => {
    rules.concurrency = bendConcurrency(rules.concurrency, value);
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
  integration: (service, order) => {
    const keys = integrationsOf(service, order, 'integration');
    if (typeof order.active !== 'boolean')
      throw new OrderError('integration: "active" is needed, true or false');
    const { inactiveIntegrations } = service.rules;
    for (const key of keys)
      if (order.active) inactiveIntegrations.delete(key);
      else inactiveIntegrations.add(key);
  },
};

/** @throws OrderError when an order is unknown or its value is not valid; then no order has been carried out. */
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
    const value = orders[key as keyof RuleOrders];
    action(service, value);
    keepStanding(service.rules, key, value);
  }
}

/** Orders that apply to all service providers when they name none. */
const STANDING = [
  'integration',
  'degradation',
  'missingPlatformSettings',
  'certificate',
  'resource',
];

/** Stores an order for all service providers, to apply it to later ones too; the last one on a subject counts. */
function keepStanding(rules: Rules, name: string, value: unknown): void {
  const order = value as { serviceProvider?: string; mvpd?: string; id?: string };
  if (!STANDING.includes(name) || order.serviceProvider !== undefined) return;
  rules.standing[`${name} ${order.mvpd ?? order.id ?? ''}`] = { [name]: order };
}

export function applyStandingOrders(service: Service, serviceProvider: string): void {
  for (const orders of Object.values(service.rules.standing))
    for (const [name, order] of Object.entries(orders))
      carryOut(service, { [name]: { ...order, serviceProvider } });
}

/** The rules as JSON. */
export function showRules(service: Service) {
  const { standing: _, ...rules } = service.rules;
  const taken = takenKinds.map((kind) => [kind, takes(service, kind)] as const);
  return {
    ...rules,
    takes: Object.fromEntries(taken) as Record<TakenKind, boolean>,
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
