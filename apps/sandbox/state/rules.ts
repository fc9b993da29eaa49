import { type ConcurrencyRules, defaultConcurrency } from '../concurrency/rules.ts';
import type { Mvpd } from '../world/providers.ts';
import { type Choices, defaultChoices } from './choices.ts';
import { type Dashboard, defaultDashboard } from './dashboard.ts';

/** Lifetimes are in s, which is easier to read than ms. */
export interface NumberRules {
  /** Access tokens; 6 hours in the documentation's sample. */
  tokenLifeS: number;
  /** Registration codes; 30 minutes in the documentation's samples. */
  codeLifeS: number;
  /** Profiles after a login. */
  profileLifeS: number;
  /** Profiles of home-based authentication, which Adobe advises to keep shorter. */
  homeProfileLifeS: number;
  /** Authorization decisions (authorization TTL). */
  decisionLifeS: number;
  /** Media tokens; about 7 minutes by default in the real service. */
  mediaTokenLifeS: number;
  /** The maximum of resources in one authorize request; the next one that of a preauthorize request. */
  maxAuthorizeResources: number;
  maxPreauthorizeResources: number;
  /** The duration of a login at slow providers; real time, in ms. */
  slowLoginMs: number;
}

/** Kinds of values that can be accepted from a client although they were not declared. */
export const takenKinds = [
  'serviceProvider',
  'domain',
  'redirect',
  'resource',
  'softwareStatement',
  'mvpd',
] as const;
export type TakenKind = (typeof takenKinds)[number];

/** Behaviour that can be changed while the sandbox runs. */
export interface Rules extends NumberRules, Choices, Dashboard {
  /** s for which a profile can still be read by its code after the code has expired. */
  codeProfileS: number;
  /** One request a second and a burst of ten, see throttle.ts. */
  throttle: boolean;
  /**
   * For each kind, whether undeclared values are accepted. Absent kinds depend on the mode: lenient accepts
   * all but MVPDs, strict none.
   */
  takes: Readonly<Partial<Record<TakenKind, boolean>>>;
  concurrency: ConcurrencyRules;
  /** `serviceProvider/mvpd` of integrations that are switched off. */
  readonly inactiveIntegrations: Set<string>;
  /** `software_id` of revoked statements. */
  readonly revokedStatements: Set<string>;
  /** Orders for all service providers, by name and subject; they are applied to later service providers too. */
  readonly standing: Record<string, object>;
}

export interface RuleOptions {
  readonly throttle: boolean;
  readonly mode: 'lenient' | 'strict';
}

export function defaultRules({ throttle, mode }: RuleOptions): Rules {
  return {
    tokenLifeS: 21_600,
    codeLifeS: 1_800,
    codeProfileS: 0,
    profileLifeS: 30 * 24 * 3_600,
    homeProfileLifeS: 24 * 3_600,
    decisionLifeS: 24 * 3_600,
    mediaTokenLifeS: 420,
    maxAuthorizeResources: 1,
    maxPreauthorizeResources: 5,
    slowLoginMs: 6_000,
    ...defaultChoices(mode),
    throttle,
    takes: {},
    concurrency: defaultConcurrency(mode),
    inactiveIntegrations: new Set(),
    revokedStatements: new Set(),
    standing: {},
    ...defaultDashboard(),
  };
}

export function integrationIsActive(rules: Rules, serviceProvider: string, mvpd: Mvpd): boolean {
  if (mvpd.onlyWith && !mvpd.onlyWith.includes(serviceProvider)) return false;
  return !rules.inactiveIntegrations.has(`${serviceProvider}/${mvpd.id}`);
}
