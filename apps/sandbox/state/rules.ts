import { type ConcurrencyRules, defaultConcurrency } from '../concurrency/rules.ts';
import type { Mvpd } from '../world/providers.ts';
import { type Choices, defaultChoices } from './choices.ts';
import { type Dashboard, defaultDashboard } from './dashboard.ts';

/** Lives are in s, because that is how people think of them. */
export interface NumberRules {
  /** Access tokens; the documentation's sample says 6 hours. */
  tokenLifeS: number;
  /** Registration codes; the documentation's samples say 30 minutes. */
  codeLifeS: number;
  /** Profiles after a login. */
  profileLifeS: number;
  /** Profiles of home-based authentication, which Adobe advises to keep shorter. */
  homeProfileLifeS: number;
  /** Authorization decisions (authorization TTL). */
  decisionLifeS: number;
  /** Media tokens; about 7 minutes by default in the real service. */
  mediaTokenLifeS: number;
  /** Most resources in one authorize and in one preauthorize request. */
  maxAuthorizeResources: number;
  maxPreauthorizeResources: number;
  /** How long slow providers take over a login; real time, in ms. */
  slowLoginMs: number;
}

/** Kinds of things that a client may come with although nobody has declared them. */
export const takenKinds = [
  'serviceProvider',
  'domain',
  'redirect',
  'resource',
  'softwareStatement',
  'mvpd',
] as const;
export type TakenKind = (typeof takenKinds)[number];

/** What can be bent while the sandbox runs. */
export interface Rules extends NumberRules, Choices, Dashboard {
  /** s that a profile can still be had by its code after the code itself has ended. */
  codeProfileS: number;
  /** One request a second and a burst of ten, see throttle.ts. */
  throttle: boolean;
  /**
   * Kinds that are taken as they come, or not, whatever the mode: lenient takes all but MVPDs, strict
   * none.
   */
  takes: Readonly<Partial<Record<TakenKind, boolean>>>;
  concurrency: ConcurrencyRules;
  /** `serviceProvider/mvpd` of integrations that are switched off. */
  readonly inactiveIntegrations: Set<string>;
  /** `software_id` of revoked statements. */
  readonly revokedStatements: Set<string>;
  /** Orders for all service providers, by name and subject: they hold for those that come later, too. */
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
